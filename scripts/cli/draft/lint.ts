/**
 * `ws2 draft lint`: checks the prose of drafts.
 *
 * @module
 */
import { lintFiles } from "../../author/lint/lint-file.ts";
import { exitCode } from "../../common/program.ts";
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import type { Command, CommandIo, ParsedArguments } from "../command.ts";
import { draftOperands, draftOperandsHelp, draftPaths } from "./operands.ts";

async function run(args: ParsedArguments, io: CommandIo): Promise<number> {
  const paths = draftPaths(args);
  const findings = lintFiles(paths);
  if (findings.length > 0) io.error(`${formatDiagnostics(findings)}\n`);
  else io.out(`${paths.join(", ")}: no findings\n`);
  return findings.length > 0 ? exitCode.failed : exitCode.ok;
}

/** The command. */
export const draftLintCommand: Command = {
  operands: draftOperands,
  description: [
    "Reports habits that reviewers check late: wide lines, words of BCP 14 in lower case, long sentences, repeated words, undefined terms, citations in the abstract, unknown sections of works and works that no draft cites.",
    "Known names are in lint.yaml beside the drafts, for all of them, and in NAME.lint.yaml for the draft NAME.md.",
    draftOperandsHelp,
  ],
  options: {},
  examples: [["draft lint draft-you-name.md", "one draft"], ["draft lint drafts/", "all drafts of a folder"]],
  run,
};
