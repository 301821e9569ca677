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
import { baselineNotes, markKnown } from "../../interop/report/baseline.ts";
import type { TestReport, TestResult } from "../../interop/report/result.ts";
import { type ParsedArguments, type CommandIo, type CommandOption, integerOption } from "../command.ts";
import { baselineOptions, exitCodeHelp, readBaselineOption, writeBaselineOption } from "../report/baseline-options.ts";
import { interruptedNotes, runExitCode, listenForInterruption } from "../report/interruption.ts";
import {
  checkOutputFile,
  readReportForm,
  reportOptions,
  createResultReporter,
  reportHelp,
  writeReport,
} from "../report/result-reporter.ts";
import { unmatchedPatterns } from "../../interop/vectors/select-cases.ts";
import { commonSelectionOptions, readCommonSelection } from "../report/selection-options.ts";
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
    multiple: true,
    summary: "only the case with this id, the cases below it (closing), or those that match a pattern ('closing/status-*')",
  },
  ...commonSelectionOptions,
  slow: { summary: `also run the cases that wait more than ${SLOW_CASE_MS / 1000} s for a timeout` },
  timeout: { valueName: "MS", summary: `the time limit for the peer in each step, in ms (default: ${DEFAULT_TIMEOUT_MS})` },
  jobs: { short: "j", valueName: "N", summary: `the number of cases that run at once (default: ${DEFAULT_CONCURRENCY})` },
  list: { short: "l", summary: "list the cases instead of running them" },
  ...reportOptions,
  ...baselineOptions,
  ...folderOption,
};

/** Paragraphs of the help of both commands. */
export const caseHelp: readonly string[] = [
  "Verdicts: pass; non-strict (allowed, but not recommended); wrong-code (the peer reports the fault with another code); fail; unimplemented (the peer lacks the feature).",
  reportHelp,
  exitCodeHelp("the address"),
];

/** Returns the selected cases. @throws {@link UsageError} if an id matches no case, or no case is selected */
export function chosenCases(args: ParsedArguments, role: PeerRole, model: Model): ConformanceCase[] {
  const all = casesFor(role, readVectors(args, model));
  const selection = { ids: args.values("case"), ...readCommonSelection(args), slow: args.has("slow") };
  const [unmatched] = unmatchedPatterns(selection.ids, all.map(({ id }) => id));
  if (unmatched !== undefined) throw new UsageError(`no case for a ${role} matches ${unmatched}; --list prints all ids`);
  const cases = selectCases(all, selection);
  if (cases.length > 0) return cases;
  throw new UsageError(`no case for a ${role} matches all of --case, --requirement and --skip; --list prints all ids`);
}

/** Prints the cases and returns the exit code. */
export function listCases(cases: readonly ConformanceCase[], { out, style }: CommandIo): number {
  for (const { id, summary, requirements } of cases) out(`${style.name(id)}  ${style.faint(requirements.join(" "))}\n      ${summary}\n`);
  return exitCode.ok;
}

/** Returns a text as one word of a shell. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A run of cases. */
export interface ConformanceRun {
  readonly cases: readonly ConformanceCase[];
  readonly role: PeerRole;
  /** The name of the peer in the report. */
  readonly name: string;
  /** Returns notes for the report. */
  readonly notes?: (results: readonly TestResult[]) => readonly string[];
  /** The command line that shows one case, with `ID` in the place of its id. */
  readonly showCommand: string;
  /** Runs the cases. */
  readonly run: (plan: RunPlan) => Promise<readonly CaseResult[]>;
}

function conformanceReport(
  args: ParsedArguments,
  { role, name, cases, notes: notesOf, showCommand }: ConformanceRun,
  results: readonly TestResult[],
): TestReport {
  const baseline = readBaselineOption(args);
  const notes = [
    ...(notesOf?.(results) ?? []),
    ...interruptedNotes(results.length, cases.length),
    ...baselineNotes(results, baseline),
  ];
  const peer = { name, version: "" };
  return { mode: role, title: `Conformance of a ${role}`, peer, results, notes, draft: readDraftInfo(args), showCommand };
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
  const { cases } = session;
  const form = readReportForm(args);
  const baseline = readBaselineOption(args);
  checkOutputFile(args);
  checkOutputFile(args, "write-baseline");
  const { signal, release } = listenForInterruption(io);
  const report = createResultReporter(args, io, { form, total: cases.length });
  const results = new Map<ConformanceCase, TestResult>();
  const done = (result: CaseResult): void => {
    const shown = markKnown(reportResult(result), baseline);
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
  const complete = conformanceReport(args, session, all);
  writeReport(args, io, complete, form);
  writeBaselineOption(args, complete);
  return runExitCode(all, signal);
}
