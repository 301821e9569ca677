/**
 * What all writers of blocks share.
 *
 * @module
 */
import type { Attributes } from "../attributes.ts";
import { validAnchor } from "../anchors.ts";
import type { Block } from "../blocks/block.ts";
import type { ImportContext } from "../context.ts";
import { bracesText, type WrittenAttributes } from "./attribute-braces.ts";

/** Writes one kind of block, as lines. */
export type WriteBlock<K extends Block["kind"]> = (
  context: ImportContext,
  block: Extract<Block, { kind: K }>,
  writeAll: WriteBlocks,
) => string[];

/** Writes blocks with a blank line between two of them. */
export type WriteBlocks = (context: ImportContext, blocks: readonly Block[]) => string[];

/** Returns the anchor of a block in the draft. */
export function anchorOf({ id }: Attributes): string | undefined {
  return id === undefined ? undefined : validAnchor(id);
}

/** Returns the anchor to write behind a text: ` {#anchor}` if something links to it. */
export function anchorBehind(context: ImportContext, { id }: Attributes): string {
  return id === undefined || !context.anchors.isTarget(id) ? "" : ` {#${validAnchor(id)}}`;
}

/**
 * Gives the anchor of an item or definition to its first paragraph, at the end of which it is written.
 *
 * @returns the blocks, and the attributes that are carried over
 */
export function passAnchorOn(
  { id }: Attributes,
  blocks: readonly Block[],
): readonly [blocks: readonly Block[], carried: readonly string[]] {
  const [first, ...rest] = blocks;
  if (id === undefined || first?.kind !== "paragraph" || first.attributes.id !== undefined) return [blocks, []];
  return [[{ ...first, attributes: { ...first.attributes, id } }, ...rest], ["id"]];
}

/** Reports attributes that a kind of block does not carry over. An anchor counts only if something links to it. */
export function reportLost(
  context: ImportContext,
  block: Pick<Block, "at" | "attributes">,
  what: string,
  carried: readonly string[],
): void {
  const { id, values, names } = block.attributes;
  const isLost = id !== undefined && !carried.includes("id") && context.anchors.isTarget(id);
  if (isLost) {
    context.report(
      block.at,
      "anchor",
      `the anchor "${id}" of ${what} is left out, and the draft links to it; expected an anchor at a heading or a text`,
    );
  }
  const others = [
    ...Object.keys(values).filter((key) => !carried.includes(key) && !harmless.has(key)),
    ...names.filter((name) => !carried.includes(name)),
  ];
  if (others.length > 0) {
    context.report(
      block.at,
      "attributes",
      `${others.map((name) => `"${name}"`).join(", ")} of ${what} is left out: it has no counterpart`,
    );
  }
}

/** Attributes that change the look of one form of output only. */
const harmless = new Set([
  "align",
  "artworkalign",
  "pn",
  "tight",
  "cols",
  "artworksvgoptions",
  "artworktxtoptions",
  "keepwithnext",
  "keepwithprevious",
  "gi",
]);

/** Puts a directive around lines. It has more colons than the directives inside. */
export function directiveAround(name: string, attributes: WrittenAttributes, lines: readonly string[]): string[] {
  const inner = Math.max(2, ...lines.map((line) => /^[\s>]*(?<colons>:{3,})/.exec(line)?.groups?.colons?.length ?? 0));
  const colons = ":".repeat(inner + 1);
  return [`${colons}${name}${bracesText(attributes)}`, ...lines, colons];
}

/** Indents all lines but the first one, which gets a mark. */
export function withMark(mark: string, lines: readonly string[]): string[] {
  const indent = " ".repeat(mark.length);
  return lines.map((line, index) => (index === 0 ? mark + line : line === "" ? "" : indent + line));
}
