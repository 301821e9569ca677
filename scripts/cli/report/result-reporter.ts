/**
 * Prints the results of cases while they run, and the report at the end.
 *
 * @module
 */
import { checkWritable, writeFileAtomic } from "../../common/files.ts";
import { UsageError } from "../../common/program.ts";
import { type ReportForm, reportFormNames, reportForms } from "../../interop/report/index.ts";
import { type TestReport, type TestResult, weightOf } from "../../interop/report/result.ts";
import { exchangeText, resultText, summaryText } from "../../interop/report/text-report.ts";
import { type ParsedArguments, choiceOption, type CommandIo, type CommandOption } from "../command.ts";

/** The options of the commands that run cases. */
export const reportOptions: Readonly<Record<string, CommandOption>> = {
  report: { valueName: "FORM", summary: `the form of the report: ${reportFormNames.join(", ")} (default: text)` },
  out: { short: "o", valueName: "FILE", summary: "write the report to this file; failed cases are printed as well" },
};

/** The switch to list all cases. */
export const verboseOption: Readonly<Record<string, CommandOption>> = {
  verbose: { short: "v", summary: "list all cases, including those that pass or are skipped" },
};

/** Returns the form of the report. @throws {@link UsageError} */
export const readReportForm = (args: ParsedArguments): ReportForm => choiceOption(args, "report", reportFormNames) ?? "text";

/**
 * Checks that the report can be written, before a run of minutes.
 *
 * @throws {@link UsageError} if it cannot
 */
export function checkOutputFile(args: ParsedArguments): void {
  const out = args.value("out");
  if (out === undefined) return;
  try {
    checkWritable(out);
  } catch (error) {
    throw new UsageError(`--out: ${(error as Error).message}`);
  }
}

/** The settings of a result reporter. */
export interface ResultReporterOptions {
  readonly form: ReportForm;
  /** The number of cases. */
  readonly total: number;
  /** Whether the exchanged frames are printed as well. */
  readonly showExchange?: boolean;
}

/** Prints each result as it completes, and a progress line on a terminal. */
export function createResultReporter(
  args: ParsedArguments,
  io: CommandIo,
  { form, total, showExchange = false }: ResultReporterOptions,
): (result: TestResult) => void {
  const streams = form === "text" || args.value("out") !== undefined;
  const verbose = args.has("verbose");
  let count = 0;
  return (result) => {
    count += 1;
    const weight = weightOf(result);
    if (streams && (verbose || weight === "bad" || weight === "mild")) {
      io.progress?.("");
      io.out(`${resultText(result, io.style)}${showExchange ? exchangeText(result, io.style) : ""}${weight === "good" ? "" : "\n"}`);
    }
    io.progress?.(count === total ? "" : `${count} of ${total}  ${result.id}`.slice(0, io.columns - 1));
  };
}

/** Writes the report to its file or the standard output, and a summary unless the standard output has the report. */
export function writeReport(args: ParsedArguments, io: CommandIo, report: TestReport, form: ReportForm, before = ""): void {
  const out = args.value("out");
  if (out !== undefined) writeFileAtomic(out, reportForms[form](report));
  else if (form !== "text") io.out(reportForms[form](report));
  if (out !== undefined || form === "text") io.out(`${before}${summaryText(report, io.style)}`);
}
