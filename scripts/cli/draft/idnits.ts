/**
 * `ws2 draft idnits`: runs idnits on drafts.
 *
 * @module
 */
import { checkDrafts } from "../../author/idnits/check-drafts.ts";
import { exitCode } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { builtOptions, readBuilt } from "./built-option.ts";
import { draftOperands, draftOperandsHelp, draftPaths } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const drafts = await readBuilt(draftPaths(args), args, ["text"], io);
  return drafts !== undefined && (await checkDrafts(drafts, io)) ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftIdnitsCommand: Command = {
  operands: draftOperands,
  description: [
    "Builds drafts, and runs idnits on their XML and text, without network.",
    "Waivers remove findings. They are in NAME.idnits.yaml beside the draft NAME.md, and in idnits.yaml for all drafts of the folder: a list of {code, where, why}, with a regular expression for the path, the line or the description as where. An unused waiver is a mistake.",
    draftOperandsHelp,
  ],
  options: builtOptions,
  examples: [["draft idnits draft-you-name.md", "one draft"]],
  run,
};
