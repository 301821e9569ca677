import type { Nodes, Paragraph, PhrasingContent } from "mdast";
import { z } from "zod";
import { flag } from "../attributes.ts";
import { container } from "../directive.ts";
import { placeOf } from "../messages.ts";
import { addAnchor, blocks, prose, type State } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml.ts";

/** A term with what stands before and after the `:` at the beginning of a line. */
interface Entry {
  readonly node: Paragraph;
  readonly term: readonly PhrasingContent[];
  readonly text: PhrasingContent[];
  readonly more: Nodes[];
}

type Text = Extract<PhrasingContent, { type: "text" }>;

/** Splits `Term`, line break, `: text`. */
function split(node: Paragraph, source: string): Entry | undefined {
  for (const [index, child] of node.children.entries()) {
    const found = child.type === "text" ? /\n:[ \t]+/.exec(child.value) : null;
    if (child.type !== "text" || found === null) continue;
    const before = child.value.slice(0, found.index);
    const after = child.value.slice(found.index + found[0].length);
    const term = [...node.children.slice(0, index), ...(before === "" ? [] : [{ ...child, value: before }])];
    return { node, term, text: [...tail(child, after, source), ...node.children.slice(index + 1)], more: [] };
  }
  return undefined;
}

/** What stands behind the `:`, with the place that it has in the source. */
function tail(node: Text, value: string, source: string): Text[] {
  if (value === "") return [];
  if (node.position === undefined) return [{ ...node, value }];
  const { start, end } = node.position;
  const found = /\n[\s>]*:[ \t]+/.exec(source.slice(start.offset, end.offset));
  const skipped = source.slice(start.offset, (start.offset ?? 0) + (found?.index ?? 0) + (found?.[0].length ?? 0)).split("\n");
  const line = start.line + skipped.length - 1;
  const offset = (start.offset ?? 0) + skipped.join("\n").length;
  return [{ ...node, value, position: { start: { line, column: (skipped.at(-1)?.length ?? 0) + 1, offset }, end } }];
}

function entriesOf(state: State, nodes: readonly Nodes[]): Entry[] {
  const entries: Entry[] = [];
  for (const node of nodes) {
    const entry = node.type === "paragraph" ? split(node, state.source) : undefined;
    if (entry !== undefined) entries.push(entry);
    else if (entries.length > 0) entries.at(-1)?.more.push(node);
    else state.report(placeOf(node), "definition-list", 'expected a term, and on the next line ": " and its definition');
  }
  return entries;
}

function definition(state: State, { node, text, more }: Entry): XmlElement {
  const first = prose(state, text);
  const children: XmlNode[] = more.length === 0 ? first : [el(node, "t", {}, first), ...blocks(state, more)];
  return el(text[0] ?? node, "dd", {}, children);
}

const attributes = z.strictObject({
  id: z.string().optional(),
  newline: flag,
  spacing: z.enum(["normal", "compact"]).optional(),
  indent: z.string().regex(/^\d+$/, "expected a number of columns").optional(),
});

/** `:::dl{newline}`: paragraphs of the form `Term`, line break, `: definition`; other blocks belong to the last definition. */
export const dl = container(attributes, (state, node, { id, newline, spacing, indent }) => {
  if (id !== undefined) addAnchor(state, id, "the list", placeOf(node));
  const entries = entriesOf(state, node.children);
  if (node.children.length === 0) state.report(placeOf(node), "definition-list", "definition list is empty");
  const children = entries.flatMap((entry) => [el(entry.node, "dt", {}, prose(state, entry.term)), definition(state, entry)]);
  return [el(node, "dl", { anchor: id, newline, spacing, indent }, children)];
});
