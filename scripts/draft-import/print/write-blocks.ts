/**
 * Writes the blocks of the draft.
 *
 * @module
 */
import type { Block } from "../blocks/block.ts";
import type { ImportContext } from "../context.ts";
import type { WriteBlock, WriteBlocks } from "./block-writer.ts";
import { writeCode } from "./code.ts";
import { writeDefinitions, writeList } from "./lists.ts";
import { writeTable } from "./table.ts";
import { writeBoilerplate, writeHeading, writeInclude, writeParagraph, writeQuote, writeRule, writeXml } from "./text-blocks.ts";

const writers: { readonly [K in Block["kind"]]: WriteBlock<K> } = {
  heading: writeHeading,
  code: writeCode,
  paragraph: writeParagraph,
  list: writeList,
  definitions: writeDefinitions,
  quote: writeQuote,
  table: writeTable,
  xml: writeXml,
  boilerplate: writeBoilerplate,
  include: writeInclude,
  rule: writeRule,
};

function writeBlock(context: ImportContext, block: Block): string[] {
  return (writers[block.kind] as WriteBlock<Block["kind"]>)(context, block as never, writeBlocks);
}

/** Returns whether two neighbours would become one block. */
function wouldJoin(first: readonly string[], second: readonly string[]): boolean {
  const starts = [/^[*] /, /^\d+\. /, /^>/];
  return starts.some((start) => start.test(first[0] ?? "") && start.test(second[0] ?? ""));
}

/** Writes blocks, with a blank line between two of them, and an empty comment between two lists. */
export const writeBlocks: WriteBlocks = (context, blocks) => {
  const written = blocks.map((block) => writeBlock(context, block)).filter((lines) => lines.length > 0);
  return written.flatMap((lines, index) => {
    const before = written[index - 1];
    if (before === undefined) return lines;
    return wouldJoin(before, lines) ? ["", "<!-- -->", "", ...lines] : ["", ...lines];
  });
};
