/**
 * What both commands for live peers have in common: which cases run, how, and how they are told of.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError, exitCode } from "../../common/program.ts";
import type { ConformanceCase, PeerRole } from "../../interop/conformance/conformance-case.ts";
import { casesFor } from "../../interop/conformance/cases/index.ts";
import { reportResult } from "../../interop/conformance/report-result.ts";
import { type CaseResult, SLOW_CASE_MS, type RunPlan, selectCases } from "../../interop/conformance/run-cases.ts";
import { UnreachableError } from "../../interop/h2/index.ts";
import type { TestReport, TestResult } from "../../interop/report/result.ts";
import { type ParsedArguments, type CommandIo, type CommandOption, integerOption } from "../command.ts";
import { interruptedNotes, runExitCode, listenForInterruption } from "../report/interruption.ts";
import { checkOutputFile, readReportForm, reportOptions, createResultReporter, writeReport, verboseOption } from "../report/result-reporter.ts";
import { readDraftInfo, folderOption, readVectors } from "../vectors/options.ts";

/** How long a step waits, in ms. */
const DEFAULT_TIMEOUT_MS = 5000;

/** How many cases run at once. */
const DEFAULT_CONCURRENCY = 8;

/** The options of both commands. */
export const caseOptions: Readonly<Record<string, CommandOption>> = {
  case: { short: "c", valueName: "GLOB", summary: "only the case of this id, the cases below it (closing), or those that a pattern means: 'closing/status-*'" },
  requirement: { short: "r", valueName: "R-NNN", summary: "only the cases that check this statement of the draft" },
  slow: { summary: `run also the cases that wait over ${SLOW_CASE_MS / 1000} s for a timeout` },
  timeout: { valueName: "MS", summary: `how long a step of a case waits for the peer, in ms (${DEFAULT_TIMEOUT_MS} unless given)` },
  jobs: { short: "j", valueName: "N", summary: `how many cases run at once (${DEFAULT_CONCURRENCY} unless given)` },
  list: { short: "l", summary: "list the cases instead of running them" },
  ...reportOptions,
  brief: { short: "b", summary: "leave out of the output, not of the report, what went either way in a case that does not pass" },
  ...verboseOption,
  ...folderOption,
};

/** Paragraphs of the help of both commands. */
export const caseHelp: readonly string[] = [
  "Verdicts: pass; non-strict, where it is allowed but not what is recommended; wrong-code, where a fault is reported by another code; fail; unimplemented, where the peer does not have what the case is about. With a case that does not pass every frame either way is printed, octet by octet and explained, and the HTML page has the sentences of the draft that it checks.",
  "Ctrl-C ends early and prints what there is; a second one ends at once. The exit code is 0 where no case ended as fail or wrong-code and some passed, 1 otherwise, 2 where the command line or the address cannot be used, 130 where it ended early.",
];

/** The cases that are meant. @throws {@link UsageError} where there are none */
export function chosenCases(args: ParsedArguments, role: PeerRole, model: Model): ConformanceCase[] {
  const [id, requirement] = [args.value("case"), args.value("requirement")];
  const cases = selectCases(casesFor(role, readVectors(args, model)), { id, requirement, slow: args.has("slow") });
  if (cases.length > 0) return cases;
  throw new UsageError(`no case for a ${role} is chosen by ${[id, requirement].filter((one) => one !== undefined).join(" and ")}; --list has the ids`);
}

/** Prints the cases. */
export function listCases(cases: readonly ConformanceCase[], { out, style }: CommandIo): number {
  for (const { id, summary: says, requirements } of cases) out(`${style.name(id)}  ${style.faint(requirements.join(" "))}\n      ${says}\n`);
  return exitCode.ok;
}

/** A run that a user started. */
export interface ConformanceRun {
  readonly cases: readonly ConformanceCase[];
  readonly role: PeerRole;
  /** Who is tested, in a report. */
  readonly name: string;
  /** What is to be said below the results. */
  readonly notes?: (results: readonly TestResult[]) => readonly string[];
  /** Runs the cases. */
  readonly run: (plan: RunPlan) => Promise<readonly CaseResult[]>;
}

function conformanceReport(args: ParsedArguments, { role, name, cases, notes: own }: ConformanceRun, results: readonly TestResult[]): TestReport {
  const notes = [...(own?.(results) ?? []), ...interruptedNotes(results.length, cases.length)];
  return { title: `Conformance of a ${role}`, peer: { name, version: "" }, results, notes, draft: readDraftInfo(args, args.value("out")) };
}

/** What to try, for what the system says of a connection. */
const systemErrorHints: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there",
  EADDRINUSE: "somebody else listens there",
  ENOTFOUND: "there is no such host",
  CERT: "the certificate cannot be verified; --insecure accepts any",
  WRONG_VERSION_NUMBER: "it does not speak TLS there: try an http URL",
  ALPN: "the server does not speak HTTP/2 there",
};

function hintFor(message: string): string {
  const known = Object.entries(systemErrorHints).find(([part]) => message.includes(part));
  return known === undefined ? "" : ` (${known[1]})`;
}

/** Runs cases, tells of them, and sums up. @returns the exit code */
export async function runConformance(args: ParsedArguments, io: CommandIo, session: ConformanceRun): Promise<number> {
  const { role, cases } = session;
  const form = readReportForm(args);
  checkOutputFile(args);
  const { signal, release } = listenForInterruption(io);
  const told = createResultReporter(args, io, { form, total: cases.length, showExchange: !args.has("brief") });
  const results = new Map<ConformanceCase, TestResult>();
  const done = (result: CaseResult): void => {
    const shown = reportResult(result, role);
    results.set(result.case, shown);
    told(shown);
  };
  const plan = { cases, signal, done, timeoutMs: integerOption(args, "timeout", 1, 3_600_000) ?? DEFAULT_TIMEOUT_MS, concurrency: integerOption(args, "jobs", 1, 1000) ?? DEFAULT_CONCURRENCY };
  try {
    await session.run(plan);
  } catch (error) {
    if (error instanceof UnreachableError) throw new UsageError(`${error.message}${hintFor(error.message)}`);
    throw error;
  } finally {
    io.progress?.("");
    release();
  }
  const all = cases.flatMap((each) => results.get(each) ?? []);
  writeReport(args, io, conformanceReport(args, session, all), form);
  return runExitCode(all, signal);
}
