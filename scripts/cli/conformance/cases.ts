/**
 * The common part of the commands for live peers: selects, runs and reports cases.
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
import {
  checkOutputFile,
  readReportForm,
  reportOptions,
  createResultReporter,
  writeReport,
  verboseOption,
} from "../report/result-reporter.ts";
import { readDraftInfo, folderOption, readVectors } from "../vectors/options.ts";

/** The default time limit of a step, in ms. */
const DEFAULT_TIMEOUT_MS = 5000;

/** The default number of cases that run at once. */
const DEFAULT_CONCURRENCY = 8;

/** The options of both commands. */
export const caseOptions: Readonly<Record<string, CommandOption>> = {
  case: {
    short: "c",
    valueName: "GLOB",
    summary: "only the case with this id, the cases below it (closing), or those that match a pattern ('closing/status-*')",
  },
  requirement: { short: "r", valueName: "R-NNN", summary: "only the cases that check this requirement of the draft" },
  slow: { summary: `also run the cases that wait more than ${SLOW_CASE_MS / 1000} s for a timeout` },
  timeout: { valueName: "MS", summary: `the time limit for the peer in each step, in ms (default: ${DEFAULT_TIMEOUT_MS})` },
  jobs: { short: "j", valueName: "N", summary: `the number of cases that run at once (default: ${DEFAULT_CONCURRENCY})` },
  list: { short: "l", summary: "list the cases instead of running them" },
  ...reportOptions,
  brief: { short: "b", summary: "do not print the frames of cases that do not pass; the report still has them" },
  ...verboseOption,
  ...folderOption,
};

/** Paragraphs of the help of both commands. */
export const caseHelp: readonly string[] = [
  "Verdicts: pass; non-strict (allowed, but not recommended); wrong-code (the peer reports the fault with another code); fail; unimplemented (the peer lacks the feature). For a case that does not pass, the output shows and explains every frame in both directions, and the HTML report adds the requirements of the draft that the case checks.",
  "Ctrl-C interrupts the run and prints the results so far; a second Ctrl-C ends it at once. The exit code is 0 if no case has the verdict fail or wrong-code and at least one passed, 1 otherwise, 2 if the command line or the address cannot be used, 130 after an interruption.",
];

/** Returns the selected cases. @throws {@link UsageError} if no case is selected */
export function chosenCases(args: ParsedArguments, role: PeerRole, model: Model): ConformanceCase[] {
  const [id, requirement] = [args.value("case"), args.value("requirement")];
  const cases = selectCases(casesFor(role, readVectors(args, model)), { id, requirement, slow: args.has("slow") });
  if (cases.length > 0) return cases;
  throw new UsageError(
    `no case for a ${role} matches ${[id, requirement].filter((one) => one !== undefined).join(" and ")}; --list prints all ids`,
  );
}

/** Prints the cases and returns the exit code. */
export function listCases(cases: readonly ConformanceCase[], { out, style }: CommandIo): number {
  for (const { id, summary, requirements } of cases) out(`${style.name(id)}  ${style.faint(requirements.join(" "))}\n      ${summary}\n`);
  return exitCode.ok;
}

/** A run of cases. */
export interface ConformanceRun {
  readonly cases: readonly ConformanceCase[];
  readonly role: PeerRole;
  /** The name of the peer in the report. */
  readonly name: string;
  /** Returns notes for the report. */
  readonly notes?: (results: readonly TestResult[]) => readonly string[];
  /** Runs the cases. */
  readonly run: (plan: RunPlan) => Promise<readonly CaseResult[]>;
}

function conformanceReport(
  args: ParsedArguments,
  { role, name, cases, notes: notesOf }: ConformanceRun,
  results: readonly TestResult[],
): TestReport {
  const notes = [...(notesOf?.(results) ?? []), ...interruptedNotes(results.length, cases.length)];
  return { title: `Conformance of a ${role}`, peer: { name, version: "" }, results, notes, draft: readDraftInfo(args, args.value("out")) };
}

/** Hints for errors of the system. */
const systemErrorHints: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no server listens there",
  EADDRINUSE: "another program listens there",
  ENOTFOUND: "the host name is unknown",
  CERT: "the certificate cannot be verified; --insecure accepts any",
  WRONG_VERSION_NUMBER: "the server does not speak TLS: try an http URL",
  ALPN: "the server does not speak HTTP/2",
};

function hintFor(message: string): string {
  const known = Object.entries(systemErrorHints).find(([part]) => message.includes(part));
  return known === undefined ? "" : ` (${known[1]})`;
}

/** Runs cases, prints the results and the report, and returns the exit code. */
export async function runConformance(args: ParsedArguments, io: CommandIo, session: ConformanceRun): Promise<number> {
  const { role, cases } = session;
  const form = readReportForm(args);
  checkOutputFile(args);
  const { signal, release } = listenForInterruption(io);
  const report = createResultReporter(args, io, { form, total: cases.length, showExchange: !args.has("brief") });
  const results = new Map<ConformanceCase, TestResult>();
  const done = (result: CaseResult): void => {
    const shown = reportResult(result, role);
    results.set(result.case, shown);
    report(shown);
  };
  const plan = {
    cases,
    signal,
    done,
    timeoutMs: integerOption(args, "timeout", 1, 3_600_000) ?? DEFAULT_TIMEOUT_MS,
    concurrency: integerOption(args, "jobs", 1, 1000) ?? DEFAULT_CONCURRENCY,
  };
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
