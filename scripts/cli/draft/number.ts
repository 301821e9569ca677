/**
 * `ws2 draft number`: adds requirement identifiers.
 *
 * @module
 */
import { type NumberingResult, numberDraft } from "../../author/number/number-draft.ts";
import { exitCode } from "../../common/program.ts";
import { checkFile } from "../../draft/build-file.ts";
import { dayOfBuild } from "../../draft/source/document-date.ts";
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { draftOperands, draftOperandsHelp, draftPaths, outsideOption } from "./operands.ts";

function report(path: string, { added, left }: NumberingResult, check: boolean, io: CommandIo): void {
  const verb = check ? "to add" : "added";
  for (const { file, line, id } of added) io.out(`${file}:${line}: ${id} ${verb}\n`);
  io.out(`${path}: ${added.length} ${added.length === 1 ? "identifier" : "identifiers"} ${verb}\n`);
  const open = left.map((message) => ({ ...message, reason: "the sentence has no end for an identifier; expected a full stop" }));
  if (open.length > 0) io.error(`${formatDiagnostics(open)}\n`);
}

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const check = args.has("check");
  const today = dayOfBuild(io.environment, Date.now());
  let good = true;
  for (const path of draftPaths(args)) {
    const messages = checkFile(path, today, { allowOutside: args.has("allow-outside") });
    const unreadable = messages.filter(({ rule }) => rule === "file" || rule === "front-matter");
    if (unreadable.length > 0) io.error(`${formatDiagnostics(unreadable)}\n`);
    const result = numberDraft(unreadable.length > 0 ? [] : messages, !check);
    report(path, result, check, io);
    if (unreadable.length > 0 || result.left.length > 0 || (check && result.added.length > 0)) good = false;
  }
  return good ? exitCode.ok : exitCode.failed;
}

/** The command. */
export const draftNumberCommand: Command = {
  operands: draftOperands,
  description: [
    "Adds the next free requirement identifiers, such as {R-017}, to the sentences with a key word of BCP 14 that lack one, in drafts and in the files that they include. Identifiers that exist stay as they are.",
    draftOperandsHelp,
  ],
  options: { "allow-outside": outsideOption, check: { summary: "write nothing; the exit code is 1 if an identifier is missing" } },
  examples: [["draft number --check draft-you-name.md", "what would be added"], ["draft number draft-you-name.md", "with the change"]],
  run,
};
