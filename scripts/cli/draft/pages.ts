/**
 * `ws2 draft pages`: counts the pages of the sections of drafts.
 *
 * @module
 */
import { printPages } from "../../author/pages/draft-pages.ts";
import { exitCode } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { builtOptions, readBuilt } from "./built-option.ts";
import { draftOperands, draftOperandsHelp, draftPaths } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const drafts = await readBuilt(draftPaths(args), args, ["text"], io);
  const kept = drafts?.map(({ path, built }) => printPages(path, built, io)) ?? [false];
  return kept.every((ok) => ok) ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftPagesCommand: Command = {
  operands: draftOperands,
  description: [
    "Builds drafts, and prints the pages of each section of their text. The exit code is 1 if a draft exceeds the budget under pages in its front matter.",
    draftOperandsHelp,
  ],
  options: builtOptions,
  examples: [["draft pages draft-you-name.md", "one draft"]],
  run,
};
