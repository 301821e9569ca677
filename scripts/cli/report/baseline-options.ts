/**
 * The options for baselines.
 *
 * @module
 */
import { writeFileAtomic } from "../../common/files.ts";
import { UsageError } from "../../common/program.ts";
import { FileError } from "../../common/validate-file.ts";
import { type Baseline, baselineText, readBaseline } from "../../interop/report/baseline.ts";
import type { TestReport } from "../../interop/report/result.ts";
import type { CommandOption, ParsedArguments } from "../command.ts";

/** The options. */
export const baselineOptions: Readonly<Record<string, CommandOption>> = {
  baseline: { valueName: "FILE", summary: "failures that are known and do not count: a list of ids, or a report as JSON" },
  "write-baseline": { valueName: "FILE", summary: "write the list of the failures of this run" },
};

/** A paragraph of the help about the exit codes. @param unusable - what else leads to exit code 2 */
export const exitCodeHelp = (unusable: string): string =>
  `Exit codes: 0 if no case failed and at least one passed, where failures that --baseline lists do not count; 1 otherwise; 2 if the command line, a file or ${unusable} cannot be used; 130 after an interruption. Ctrl-C interrupts the run and prints the results so far; a second Ctrl-C ends it at once.`;

/** Reads the baseline of the command line. @throws {@link UsageError} if its file cannot be used */
export function readBaselineOption(args: ParsedArguments): Baseline | undefined {
  const file = args.value("baseline");
  try {
    return file === undefined ? undefined : readBaseline(file);
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(`--baseline: ${error.message}`);
    throw error;
  }
}

/** Writes the failures of a run, if the command line asks for it. */
export function writeBaselineOption(args: ParsedArguments, { title, results }: TestReport): void {
  const file = args.value("write-baseline");
  if (file !== undefined) writeFileAtomic(file, baselineText(title, results));
}
