/**
 * Runs cases, several at once, and judges them.
 *
 * @module
 */
import { TimeoutError, type RecordingEntry, UnreachableError } from "../h2/index.ts";
import type { VerdictName } from "../report/result.ts";
import { matchesCaseId } from "../vectors/select-cases.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { CaseFailure } from "./case-failure.ts";
import { streamEventText } from "./stream-event.ts";
import type { TestConnection } from "./test-connection.ts";
import { checkConnectionRules } from "./connection-rules.ts";

/** What became of a case. */
export interface CaseResult {
  readonly case: ConformanceCase;
  readonly verdict: VerdictName;
  /** What was expected and what was found; empty for a pass. */
  readonly detail: string;
  /** How long it took, in ms. */
  readonly durationMs: number;
  /** What went either way, one for each connection of HTTP/2. */
  readonly exchanges: readonly RecordedExchange[];
}

/** What went either way on one connection of HTTP/2. */
export interface RecordedExchange {
  readonly entries: readonly RecordingEntry[];
  /** The streams of the case, where other cases have streams on this connection as well. */
  readonly streams?: readonly number[];
}

/** How cases are run. */
export interface RunPlan {
  readonly cases: readonly ConformanceCase[];
  /** How long a step waits, in ms. */
  readonly timeoutMs: number;
  /** How many cases run at once, those that wait for timeouts not counted. */
  readonly concurrency: number;
  /** Ends the run: cases that have not begun are left out. */
  readonly signal?: AbortSignal;
  /** Told of each case as it ends. */
  readonly done?: (result: CaseResult) => void;
}

/** A lab of one case, with what it leaves behind. */
export interface CaseFixture {
  readonly connections: readonly TestConnection[];
  /** Does the steps of the case. */
  readonly run: (each: ConformanceCase) => Promise<void>;
  /** What went either way. */
  readonly exchanges: () => readonly RecordedExchange[];
  /** Breaks off: every connection of the case goes. */
  readonly close: () => void;
  /** When the peer has come, from which on the time of the case counts; at once unless given. */
  readonly started?: Promise<unknown>;
}

/** A case ends at the latest after so many times the timeoutMs of a step, and what it waits for. */
const MAX_STEP_TIMEOUTS = 12;

function failureVerdict(error: unknown): { verdict: VerdictName; why: string } {
  if (error instanceof CaseFailure) return { verdict: error.verdict, why: error.message };
  if (error instanceof TimeoutError || error instanceof UnreachableError) return { verdict: "fail", why: error.message };
  throw error;
}

/** What the peer did on each connection, for the account of a failure. */
function failureContext(links: readonly TestConnection[]): string {
  const shown = links.filter(({ events: log }) => log.length > 0).slice(-1);
  return shown.map(({ events: log }) => `\nThe peer did: ${log.slice(-6).map(streamEventText).join("; ")}.`).join("");
}

async function runSteps(each: ConformanceCase, bench: CaseFixture): Promise<{ verdict: VerdictName; why: string }> {
  try {
    await bench.run(each);
    for (const link of bench.connections) checkConnectionRules(link);
    return { verdict: "pass", why: "" };
  } catch (error) {
    const { verdict, why } = failureVerdict(error);
    return { verdict, why: verdict === "unimplemented" ? why : `${why}${failureContext(bench.connections)}` };
  }
}

/** Runs one case, in a time that is bounded from when the peer has come. */
export async function runCase(each: ConformanceCase, bench: CaseFixture, { timeoutMs: timeoutMs, signal }: Pick<RunPlan, "timeoutMs" | "signal">): Promise<CaseResult> {
  let begin = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const close = (): void => bench.close();
  const start = (): void => {
    begin = performance.now();
    timer = setTimeout(close, timeoutMs * MAX_STEP_TIMEOUTS + (each.waitsMs ?? 0));
  };
  if (bench.started === undefined) start();
  else void bench.started.then(start);
  signal?.addEventListener("abort", close);
  try {
    const { verdict, why } = await runSteps(each, bench);
    return { case: each, verdict, detail: why, durationMs: performance.now() - begin, exchanges: bench.exchanges() };
  } finally {
    signal?.removeEventListener("abort", close);
    clearTimeout(timer);
    bench.close();
  }
}

/** Settles when a run is to end early. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}

/** Runs all cases of a plan: those that wait at once, the others a few at a time. @returns in the order of the plan */
export async function runCases(plan: RunPlan, run: (each: ConformanceCase) => Promise<CaseResult>): Promise<CaseResult[]> {
  const results = new Map<ConformanceCase, CaseResult>();
  const stopped = (): boolean => plan.signal?.aborted ?? false;
  const one = async (each: ConformanceCase): Promise<void> => {
    if (stopped()) return;
    const result = await run(each);
    if (stopped()) return;
    results.set(each, result);
    plan.done?.(result);
  };
  const queue = plan.cases.filter(({ waitsMs: waits }) => waits === undefined);
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await one(next);
  };
  const waiting = plan.cases.filter(({ waitsMs: waits }) => waits !== undefined).map(one);
  await Promise.race([aborted(plan.signal), Promise.all([...waiting, ...Array.from({ length: plan.concurrency }, worker)])]);
  return plan.cases.flatMap((each) => results.get(each) ?? []);
}

/** Which cases are run. */
export interface ConformanceSelection {
  /** As {@link matchesCaseId} takes it. */
  readonly id?: string | undefined;
  readonly requirement?: string | undefined;
  /** Whether those that wait long are run. */
  readonly slow?: boolean;
}

/** A case that waits longer, in ms, is slow. */
export const SLOW_CASE_MS = 13_000;

/** The cases that a selection leaves. */
export function selectCases(cases: readonly ConformanceCase[], { id, requirement, slow = false }: ConformanceSelection): ConformanceCase[] {
  return cases.filter((each) => {
    if (id !== undefined && !matchesCaseId(id, each.id)) return false;
    if (requirement !== undefined && !each.requirements.some((one) => one === requirement)) return false;
    return slow || (each.waitsMs ?? 0) <= SLOW_CASE_MS || id === each.id;
  });
}
