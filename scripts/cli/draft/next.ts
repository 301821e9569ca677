/**
 * `ws2 draft next`: begins the next revision of a draft.
 *
 * @module
 */
import { beginRevision } from "../../author/next/begin-revision.ts";
import { exitCode } from "../../common/program.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { onlyDraftPath } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const options = { date: args.value("date") ?? io.now().toISOString().slice(0, 10), force: args.has("force") };
  return beginRevision(onlyDraftPath(args), options, io) ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftNextCommand: Command = {
  operands: "[DRAFT.md]",
  description: [
    "Raises -NN in docName, sets the date, and begins a subsection in the section of changes, if the draft has one. It refuses while the folder of the draft has changes that are not committed.",
  ],
  options: {
    date: { valueName: "DATE", summary: "the date of the new revision, YYYY-MM-DD (default: today)" },
    force: { short: "f", summary: "ignore changes that are not committed" },
  },
  examples: [["draft next draft-you-name.md", "after the submission of a revision"]],
  run,
};
