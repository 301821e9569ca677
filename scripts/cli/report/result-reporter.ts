/**
 * Prints the progress of a run, and the report at the end.
 *
 * @module
 */
import { escapeControls } from "../../common/escape-controls.ts";
import { checkWritable, writeFileAtomic } from "../../common/files.ts";
import { UsageError } from "../../common/program.ts";
import { type ReportForm, reportFormNames, reportForms } from "../../interop/report/index.ts";
import { type TestReport, type TestResult, weightOf } from "../../interop/report/result.ts";
import { type ReportDepth, resultLine, textReport } from "../../interop/report/text-report.ts";
import { type ParsedArguments, choiceOption, type CommandIo, type CommandOption } from "../command.ts";

/** The widest line of sentences, in columns. */
const MAX_COLUMNS = 88;

/** The options of the commands that run cases. */
export const reportOptions: Readonly<Record<string, CommandOption>> = {
  report: { valueName: "FORM", summary: `the form of the report: ${reportFormNames.join(", ")} (default: text)` },
  out: { short: "o", valueName: "FILE", summary: "write the report to this file; the text form is printed as well" },
  frames: { short: "f", summary: "show the frames of each case that does not pass, one line each" },
  trace: { short: "t", summary: "show the exchange of each case that does not pass, octet by octet" },
  verbose: { short: "v", summary: "print each case as it ends, and list all cases of a requirement" },
};

/** A paragraph of the help about {@link reportOptions}. */
export const reportHelp =
  "Cases that do not pass are grouped by the requirement of the draft that they check, MUST before SHOULD. --frames adds their frames, decoded, and marks the one that decides; --trace adds every octet. Reports as JSON and HTML have all of it; ws2 report merge makes one page of several.";

/** Returns the form of the report. @throws {@link UsageError} */
export const readReportForm = (args: ParsedArguments): ReportForm => choiceOption(args, "report", reportFormNames) ?? "text";

/**
 * Checks that a file of an option can be written, before a run of minutes.
 *
 * @throws {@link UsageError} if it cannot
 */
export function checkOutputFile(args: ParsedArguments, name = "out"): void {
  const out = args.value(name);
  if (out === undefined) return;
  try {
    checkWritable(out);
  } catch (error) {
    throw new UsageError(`--${name}: ${(error as Error).message}`);
  }
}

/** The settings of a result reporter. */
export interface ResultReporterOptions {
  readonly form: ReportForm;
  /** The number of cases. */
  readonly total: number;
}

/** Prints a progress line on a terminal, and each result as it completes if `--verbose` is given. */
export function createResultReporter(
  args: ParsedArguments,
  io: CommandIo,
  { form, total }: ResultReporterOptions,
): (result: TestResult) => void {
  const streams = args.has("verbose") && (form === "text" || args.value("out") !== undefined);
  let count = 0;
  let failed = 0;
  return (result) => {
    count += 1;
    if (weightOf(result) === "bad") failed += 1;
    if (streams) {
      io.progress?.("");
      io.out(`${resultLine(result, io.style)}\n`);
    }
    const failures = failed === 0 ? "" : `, ${failed} failed`;
    io.progress?.(count === total ? "" : `${count} of ${total}${failures}  ${escapeControls(result.id)}`.slice(0, io.columns - 1));
  };
}

function depthOf(args: ParsedArguments): ReportDepth {
  if (args.has("trace")) return "trace";
  return args.has("frames") ? "frames" : "brief";
}

/** Writes the report to its file or the standard output. Text is printed unless the standard output has another form. */
export function writeReport(args: ParsedArguments, io: CommandIo, report: TestReport, form: ReportForm, before = ""): void {
  const out = args.value("out");
  const plain = { depth: depthOf(args), all: args.has("verbose") };
  const text = (): string =>
    `${args.has("verbose") ? "\n" : ""}${before}${textReport(report, { ...plain, style: io.style, columns: Math.min(io.columns, MAX_COLUMNS) })}`;
  if (out !== undefined) writeFileAtomic(out, form === "text" ? textReport(report, plain) : reportForms[form](report));
  else if (form !== "text") io.out(reportForms[form](report));
  if (out !== undefined || form === "text") io.out(text());
}
