/**
 * Tells of cases while they run, and of all at the end.
 *
 * @module
 */
import { checkWritable, writeFileWhole } from "../files.ts";
import { type ReportForm, reportFormNames, reportForms } from "../interop/report/index.ts";
import { type Report, type Result, weightOf } from "../interop/report/result.ts";
import { exchangeText, resultText, summaryText } from "../interop/report/text.ts";
import { type Arguments, choice, type Io, type Option, UsageError } from "./command.ts";

/** The options of every command that runs cases. */
export const reportOptions: Readonly<Record<string, Option>> = {
  report: { value: "FORM", says: `the form of the report: ${reportFormNames.join(", ")} (text unless given)` },
  out: { short: "o", value: "FILE", says: "write the report to this file; what fails is still printed as it comes" },
};

/** The switch for readers who want all. */
export const verboseOption: Readonly<Record<string, Option>> = {
  verbose: { short: "v", says: "list every case, also those that pass or are skipped" },
};

/** The form of report that is asked for. @throws UsageError */
export const formOf = (args: Arguments): ReportForm => choice(args, "report", reportFormNames) ?? "text";

/**
 * Looks whether the report can be written, before a run that takes minutes.
 *
 * @throws {@link UsageError} where it cannot
 */
export function checkOut(args: Arguments): void {
  const out = args.text("out");
  if (out === undefined) return;
  try {
    checkWritable(out);
  } catch (error) {
    throw new UsageError(`--out: ${(error as Error).message}`);
  }
}

/** How each case is told of. */
export interface Telling {
  readonly form: ReportForm;
  /** How many cases there are. */
  readonly total: number;
  /** Whether what went either way is shown as well. */
  readonly exchange?: boolean;
}

/** Tells of each case: to a reader as it comes, to somebody who waits how far it is. */
export function teller(args: Arguments, io: Io, { form, total, exchange = false }: Telling): (result: Result) => void {
  const streams = form === "text" || args.text("out") !== undefined;
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
export function tellReport(args: Arguments, io: Io, report: Report, form: ReportForm, before = ""): void {
  const out = args.text("out");
  if (out !== undefined) writeFileWhole(out, reportForms[form](report));
  else if (form !== "text") io.out(reportForms[form](report));
  if (out !== undefined || form === "text") io.out(`${before}${summaryText(report, io.style)}`);
}
