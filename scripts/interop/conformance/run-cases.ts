/**
 * Runs cases, several at once, and determines their verdicts.
 *
 * @module
 */
import { TimeoutError, UnreachableError } from "../h2/index.ts";
import type { VerdictName } from "../report/result.ts";
import { type CaseSelection, includesCase } from "../vectors/select-cases.ts";
import type { ConformanceCase, PeerRole } from "./conformance-case.ts";
import { explainExchange, type RecordedExchange } from "./exchange/explain-exchange.ts";
import { listFrames } from "./exchange/list-frames.ts";
import { CaseFailure } from "./case-failure.ts";
import { streamEventText } from "./stream-event.ts";
import type { TestConnection } from "./test-connection.ts";
import { checkConnectionRules } from "./connection-rules.ts";

/** The result of a case. */
export interface CaseResult {
  readonly case: ConformanceCase;
  readonly verdict: VerdictName;
  /** The expected and the found behaviour; empty for a pass. */
  readonly detail: string;
  readonly durationMs: number;
  /** The frames, one line each; absent if the case passed or is unimplemented. */
  readonly frames?: readonly string[];
  /** The exchange octet by octet; absent likewise. */
  readonly exchange?: readonly string[];
}

/** A run of cases. */
export interface RunPlan {
  readonly cases: readonly ConformanceCase[];
  /** The time that a step waits, in ms. */
  readonly timeoutMs: number;
  /** The number of cases that run at once; cases with `waitsMs` run in addition. */
  readonly concurrency: number;
  /** Ends the run; the results of unfinished cases are dropped. */
  readonly signal?: AbortSignal;
  /** Receives each result when its case ends. */
  readonly done?: (result: CaseResult) => void;
}

/** The fixture of one case. */
export interface CaseFixture {
  /** The role of the peer under test. */
  readonly peerRole: PeerRole;
  readonly connections: readonly TestConnection[];
  /** Runs the steps of the case. */
  readonly run: (each: ConformanceCase) => Promise<void>;
  /** Returns the frames of the case. */
  readonly exchanges: () => readonly RecordedExchange[];
  /** Ends all connections of the case. */
  readonly close: () => void;
  /** Resolves when the peer has connected; the time of the case begins then. It begins at once if this is absent. */
  readonly started?: Promise<unknown>;
}

/** The time of a case is bounded by this multiple of the time of a step, plus `waitsMs`. */
const MAX_STEP_TIMEOUTS = 12;

type CaseVerdict = Pick<CaseResult, "verdict" | "detail">;

function failureVerdict(error: unknown): CaseVerdict {
  if (error instanceof CaseFailure) return { verdict: error.verdict, detail: error.message };
  if (error instanceof TimeoutError || error instanceof UnreachableError) return { verdict: "fail", detail: error.message };
  throw error;
}

/** Returns the last events of the peer on the last connection that has some. */
function lastEventsText(connections: readonly TestConnection[]): string {
  const last = connections.findLast(({ events }) => events.length > 0);
  return last === undefined ? "" : `\nLast events of the peer: ${last.events.slice(-6).map(streamEventText).join("; ")}.`;
}

async function runSteps(each: ConformanceCase, fixture: CaseFixture): Promise<CaseVerdict> {
  try {
    await fixture.run(each);
    for (const connection of fixture.connections) checkConnectionRules(connection);
    return { verdict: "pass", detail: "" };
  } catch (error) {
    const { verdict, detail } = failureVerdict(error);
    return { verdict, detail: verdict === "unimplemented" ? detail : `${detail}${lastEventsText(fixture.connections)}` };
  }
}

/** Returns the exchanges of a case that did not pass as text: the frames themselves would keep every octet until the end of the run. */
function exchangeTexts({ verdict, detail }: CaseVerdict, fixture: CaseFixture): Pick<CaseResult, "frames" | "exchange"> {
  if (verdict === "pass" || verdict === "unimplemented") return {};
  const exchanges = fixture.exchanges();
  const titled = (lines: (exchange: RecordedExchange) => string[]): string[] =>
    exchanges.flatMap((exchange, index) => [...(exchanges.length > 1 ? [`HTTP/2 connection ${index + 1}:`] : []), ...lines(exchange)]);
  return {
    frames: titled((exchange) => listFrames(exchange, fixture.peerRole, detail)),
    exchange: titled((exchange) => explainExchange(exchange, fixture.peerRole)),
  };
}

/** Runs one case in bounded time, counted from the connection of the peer. */
export async function runCase(
  each: ConformanceCase,
  fixture: CaseFixture,
  plan: Pick<RunPlan, "timeoutMs" | "signal">,
): Promise<CaseResult> {
  const { timeoutMs, signal } = plan;
  let begin = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const close = (): void => fixture.close();
  const start = (): void => {
    begin = performance.now();
    timer = setTimeout(close, timeoutMs * MAX_STEP_TIMEOUTS + (each.waitsMs ?? 0));
  };
  if (fixture.started === undefined) start();
  else void fixture.started.then(start);
  signal?.addEventListener("abort", close);
  try {
    const verdict = await runSteps(each, fixture);
    return { case: each, ...verdict, durationMs: performance.now() - begin, ...exchangeTexts(verdict, fixture) };
  } finally {
    signal?.removeEventListener("abort", close);
    clearTimeout(timer);
    fixture.close();
  }
}

/** Resolves when the signal aborts. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}

/** Runs all cases of a plan: those with `waitsMs` at once, the others with limited concurrency. @returns in the order of the plan */
export async function runCases(plan: RunPlan, run: (each: ConformanceCase) => Promise<CaseResult>): Promise<CaseResult[]> {
  const results = new Map<ConformanceCase, CaseResult>();
  const isAborted = (): boolean => plan.signal?.aborted ?? false;
  const runOne = async (each: ConformanceCase): Promise<void> => {
    if (isAborted()) return;
    const result = await run(each);
    if (isAborted()) return;
    results.set(each, result);
    plan.done?.(result);
  };
  const queue = plan.cases.filter(({ waitsMs }) => waitsMs === undefined);
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await runOne(next);
  };
  const waiting = plan.cases.filter(({ waitsMs }) => waitsMs !== undefined).map(runOne);
  await Promise.race([aborted(plan.signal), Promise.all([...waiting, ...Array.from({ length: plan.concurrency }, worker)])]);
  return plan.cases.flatMap((each) => results.get(each) ?? []);
}

/** A case that waits longer than this is slow, in ms. */
export const SLOW_CASE_MS = 13_000;

/** Returns the selected cases. A slow case is selected by `slow` or by its exact id. */
export function selectCases(cases: readonly ConformanceCase[], selection: CaseSelection & { readonly slow?: boolean }): ConformanceCase[] {
  const { slow = false, ids = [] } = selection;
  return cases.filter(
    (each) => includesCase(selection, each) && (slow || (each.waitsMs ?? 0) <= SLOW_CASE_MS || ids.includes(each.id)),
  );
}
