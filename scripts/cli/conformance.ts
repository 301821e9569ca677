/**
 * What the commands `ws2 conformance server` and `ws2 conformance client` share.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";
import { writeFileWhole } from "../files.ts";
import { casesFor } from "../interop/conformance/cases/index.ts";
import type { Role } from "../interop/conformance/case.ts";
import { type CaseResult, type Plan, resultOf, select } from "../interop/conformance/run.ts";
import { Unreachable } from "../interop/h2/index.ts";
import { reportFormNames, reportForms } from "../interop/report/index.ts";
import { isClean, type Report, type Result, weightOf } from "../interop/report/result.ts";
import { resultText, summaryText, textReport } from "../interop/report/text.ts";
import { type Arguments, choice, exit, type Io, type Option, UsageError, wholeNumber } from "./command.ts";
import { draftFor, folderOption, vectorsOf } from "./vectors.ts";

const TIMEOUT = 5000;
const AT_ONCE = 8;

/** The options that both commands have. */
export const conformanceOptions: Readonly<Record<string, Option>> = {
  case: { short: "c", value: "ID", says: "only the case of this id, or the cases below it: closing" },
  requirement: { value: "R-NNN", says: "only the cases that check this statement of the draft" },
  timeout: { short: "t", value: "MS", says: `how long the peer may take for a step, in ms (${TIMEOUT} unless given)` },
  slow: { says: "also the cases that wait for long timeouts of the draft, a minute and more" },
  list: { says: "list the cases and run none" },
  report: { value: "FORM", says: `the form of the report: ${reportFormNames.join(", ")} (text unless given)` },
  out: { short: "o", value: "FILE", says: "write the report to this file; what fails is still printed as it comes" },
  ...folderOption,
  verbose: { short: "v", says: "list every case, also those that pass" },
};

/** Paragraphs of the help that both commands have. */
export const conformanceText = [
  "Each case passes, is non-strict (allowed, but not what is recommended), finds a wrong code, fails, or is about something that the peer does not have (unimplemented). The exchange of a case that fails is part of the report, octet by octet with its meaning. Ctrl-C ends the run and reports what it has. The exit code is 0 where no case failed and some passed, 1 otherwise, 2 where the run could not begin.",
];

/** The report of what has been run. */
function reportOf(args: Arguments, name: string, results: readonly Result[], stopped: boolean): Report {
  return { title: "Conformance", peer: { name, version: "" }, results, notes: stopped ? ["The run was stopped: cases that had not ended are left out."] : [], draft: draftFor(args, args.text("out")) };
}

function listed(plan: Plan, io: Io): number {
  for (const { id, says, requirements } of plan.cases) io.out(`${io.style.strong(id)}  ${io.style.faint(requirements.join(" "))}\n      ${says}\n`);
  io.out(`${plan.cases.length} cases\n`);
  return exit.ok;
}

function tell(args: Arguments, io: Io, report: Report): number {
  const form = choice(args, "report", reportFormNames) ?? "text";
  const out = args.text("out");
  if (out !== undefined) writeFileWhole(out, reportForms[form](report));
  else if (form !== "text") io.out(reportForms[form](report));
  if (out !== undefined || form === "text") {
    if (out === undefined) io.out(textReport(report, io.style));
    else io.out(summaryText(report, io.style));
  }
  return isClean(report.results) ? exit.ok : exit.found;
}

/**
 * Runs the selected cases of a role and reports.
 *
 * @param run - runs them
 * @throws {@link UsageError} where the run could not begin
 */
export async function conform(args: Arguments, io: Io, model: Model, role: Role, name: string, run: (plan: Plan) => Promise<CaseResult[]>): Promise<number> {
  const patience = wholeNumber(args, "timeout", 1, 600_000) ?? TIMEOUT;
  choice(args, "report", reportFormNames);
  const selection = { id: args.text("case"), requirement: args.text("requirement"), slow: args.has("slow") };
  const cases = select(casesFor(role, vectorsOf(args, model)), selection);
  const stop = new AbortController();
  const results: Result[] = [];
  const done = (result: CaseResult): void => {
    const told = resultOf(role, result);
    results.push(told);
    io.progress?.(results.length === cases.length ? "" : `${results.length} of ${cases.length}  ${told.id}`.slice(0, io.columns - 1));
    if (args.has("verbose") || (args.text("out") !== undefined && weightOf(told) === "bad")) io.out(resultText(told, io.style));
  };
  const plan: Plan = { cases, patience, concurrency: AT_ONCE, signal: stop.signal, done };
  if (args.has("list")) return listed(plan, io);
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));
  const release = io.onstop(() => stop.abort());
  try {
    await Promise.race([run(plan), stopped]);
    const order = new Map(cases.map(({ id }, index) => [id, index]));
    results.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
    io.progress?.("");
    return tell(args, io, reportOf(args, name, results, stop.signal.aborted));
  } catch (error) {
    if (error instanceof Unreachable) throw new UsageError(error.message);
    throw error;
  } finally {
    release();
  }
}
