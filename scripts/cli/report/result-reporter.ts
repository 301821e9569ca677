/**
 * Tells of cases while they run, and of all at the end.
 *
 * @module
 */
import { checkWritable, writeFileAtomic } from "../../common/files.ts";
import { UsageError } from "../../common/program.ts";
import { type ReportForm, reportFormNames, reportForms } from "../../interop/report/index.ts";
import { type TestReport, type TestResult, weightOf } from "../../interop/report/result.ts";
import { exchangeText, resultText, summaryText } from "../../interop/report/text-report.ts";
import { type ParsedArguments, choiceOption, type CommandIo, type CommandOption } from "../command.ts";

/** The options of every command that runs cases. */
export const reportOptions: Readonly<Record<string, CommandOption>> = {
  report: { valueName: "FORM", summary: `the form of the report: ${reportFormNames.join(", ")} (text unless given)` },
  out: { short: "o", valueName: "FILE", summary: "write the report to this file; what fails is still printed as it comes" },
};

/** The switch for readers who want all. */
export const verboseOption: Readonly<Record<string, CommandOption>> = {
  verbose: { short: "v", summary: "list every case, also those that pass or are skipped" },
};

/** The form of report that is asked for. @throws UsageError */
export const readReportForm = (args: ParsedArguments): ReportForm => choiceOption(args, "report", reportFormNames) ?? "text";

/**
 * Looks whether the report can be written, before a run that takes minutes.
 *
 * @throws {@link UsageError} where it cannot
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

/** How each case is told of. */
export interface ResultReporterOptions {
  readonly form: ReportForm;
  /** How many cases there are. */
  readonly total: number;
  /** Whether what went either way is shown as well. */
  readonly showExchange?: boolean;
}

/** Tells of each case: to a reader as it comes, to somebody who waits how far it is. */
export function createResultReporter(args: ParsedArguments, io: CommandIo, { form, total, showExchange: exchange = false }: ResultReporterOptions): (result: TestResult) => void {
  const streams = form === "text" || args.value("out") !== undefined;
  const verbose = args.has("verbose");
  let count = 0;
  return (result) => {
    count += 1;
    const weight = weightOf(result);
    if (streams && (verbose || weight === "bad" || weight === "mild")) {
      io.progress?.("");
      io.out(`${resultText(result, io.style)}${exchange ? exchangeText(result, io.style) : ""}${weight === "good" ? "" : "\n"}`);
    }
    io.progress?.(count === total ? "" : `${count} of ${total}  ${result.id}`.slice(0, io.columns - 1));
  };
}

/** Writes the report where it is to go, and sums it up where the standard output has not the report itself. */
export function writeReport(args: ParsedArguments, io: CommandIo, report: TestReport, form: ReportForm, before = ""): void {
  const out = args.value("out");
  if (out !== undefined) writeFileAtomic(out, reportForms[form](report));
  else if (form !== "text") io.out(reportForms[form](report));
  if (out !== undefined || form === "text") io.out(`${before}${summaryText(report, io.style)}`);
}
