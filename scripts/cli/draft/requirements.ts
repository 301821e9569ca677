/**
 * `ws2 draft requirements`: lists the requirements of drafts, with the tests that name them.
 *
 * @module
 */
import { printRequirements } from "../../author/requirements/own-requirements.ts";
import { requirementsNamedBelow } from "../../author/requirements/own-tests.ts";
import { exitCode } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { builtOptions, readBuilt } from "./built-option.ts";
import { draftOperands, draftOperandsHelp, draftPaths } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const folders = args.values("tests");
  const tests = folders.length === 0 ? undefined : requirementsNamedBelow(folders);
  const drafts = await readBuilt(draftPaths(args), args, [], io);
  const kept = drafts?.map((draft) => printRequirements({ ...draft, tests }, io)) ?? [false];
  return kept.every((ok) => ok) ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftRequirementsCommand: Command = {
  operands: draftOperands,
  description: [
    "Builds drafts, and lists their requirements with level and section. With --tests also the tests, vectors or other files that name each: an identifier such as R-017 in a title or comment of JavaScript and TypeScript, or anywhere in other files.",
    "With --tests the exit code is 1 if a file names an unknown requirement, or if a MUST is in no file. NAME.gaps.yaml beside the draft NAME.md excuses requirements: a map from identifier to reason.",
    draftOperandsHelp,
  ],
  options: {
    ...builtOptions,
    tests: { valueName: "FILE|FOLDER", summary: "tests or vectors that name requirements", multiple: true },
  },
  examples: [["draft requirements --tests test/ draft-you-name.md", "one draft with its tests"]],
  run,
};
