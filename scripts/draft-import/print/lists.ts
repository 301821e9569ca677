/**
 * Writes lists of items and of definitions.
 *
 * @module
 */
import type { TermEntry, ListBlock, ListItem } from "../blocks/block.ts";
import type { ImportContext } from "../context.ts";
import { writeText } from "../inline/write-text.ts";
import type { WrittenAttributes } from "./attribute-braces.ts";
import { bracesText } from "./attribute-braces.ts";
import { anchorOf, directiveAround, passAnchorOn, reportLost, withMark, type WriteBlock, type WriteBlocks } from "./block-writer.ts";

/** The types of lists by the old attribute `style`. */
const styles: Readonly<Record<string, string>> = { letters: "a", numbers: "1" };

/** Returns the attributes of the directive around a list. */
function listAttributes({ attributes, ordered, items }: ListBlock): WrittenAttributes {
  const { style = "", type, start, group, counter, spacing, indent, hangindent, empty, bare } = attributes.values;
  const format = /^format (?<text>.+)$/.exec(style)?.groups?.text;
  const isNumbering = type !== "1" && type !== undefined;
  const one = items.every(({ blocks }) => blocks.length < 2);
  const common = { spacing: spacing === "compact" && !one ? "compact" : undefined, indent: indent ?? hangindent };
  const numbers = { type: isNumbering ? type : (format ?? styles[style]), start, group: group ?? counter };
  const symbols = {
    empty: style === "empty" || empty === "true" || undefined,
    bare: bare === "true" || undefined,
  };
  return { id: anchorOf(attributes), values: { ...common, ...(ordered ? numbers : symbols) } };
}

function itemLines(context: ImportContext, item: ListItem, mark: string, writeAll: WriteBlocks): string[] {
  const [blocks, carried] = passAnchorOn(item.attributes, item.blocks);
  reportLost(context, item, "an item of a list", carried);
  const lines = writeAll(context, blocks);
  if (lines.length === 0) context.report(item.at, "list", "the item is empty; expected text, or no item");
  return withMark(mark, lines.length === 0 ? ["&#8203;"] : lines);
}

/** A list. kramdown-rfc prints blank lines between the items, except with `{:compact}`. */
export const writeList: WriteBlock<"list"> = (context, block, writeAll) => {
  const { attributes, ordered, items } = block;
  reportLost(context, block, "a list", [
    "id",
    "style",
    "type",
    "start",
    "group",
    "counter",
    "spacing",
    "indent",
    "hangindent",
    "empty",
    "bare",
  ]);
  const isCompact = attributes.values.spacing === "compact";
  const lines = items.flatMap((item, index) => {
    const own = itemLines(context, item, ordered ? `${index + 1}. ` : "* ", writeAll);
    return index === 0 || isCompact ? own : ["", ...own];
  });
  const around = listAttributes(block);
  return bracesText(around) === "" ? lines : directiveAround(ordered ? "ol" : "ul", around, lines);
};

/** The text of a definition begins on the line of its colon; other blocks follow it. */
function entryLines(context: ImportContext, entry: TermEntry, writeAll: WriteBlocks): string[] {
  const { terms, attributes } = entry;
  const at = terms[0] as (typeof terms)[number];
  const [blocks, carried] = passAnchorOn(attributes, entry.blocks);
  reportLost(context, { at, attributes }, "a definition", carried);
  const term = terms.map((line) => writeText(context, [line])).join(", ");
  const [first, ...rest] = blocks;
  const text = first?.kind === "paragraph" ? writeAll(context, [first]) : ["&#8203;"];
  const others = writeAll(context, first?.kind === "paragraph" ? rest : blocks);
  return [term, ...withMark(": ", text), ...(others.length === 0 ? [] : ["", ...others])];
}

/** A definition list. */
export const writeDefinitions: WriteBlock<"definitions"> = (context, block, writeAll) => {
  const { newline, spacing, indent, hangindent, vspace } = block.attributes.values;
  reportLost(context, block, "a definition list", ["id", "newline", "spacing", "indent", "hangindent", "vspace"]);
  const lines = block.entries.flatMap((entry, index) => {
    const own = entryLines(context, entry, writeAll);
    return index === 0 ? own : ["", ...own];
  });
  const values = {
    newline: newline === "true" || vspace !== undefined || undefined,
    spacing: spacing === "compact" ? "compact" : undefined,
    indent: indent ?? hangindent,
  };
  return directiveAround("dl", { id: anchorOf(block.attributes), values }, lines);
};
