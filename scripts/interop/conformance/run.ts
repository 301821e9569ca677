/**
 * Runs cases, several at once, and judges them.
 *
 * @module
 */
import { NothingCame, type Recorded, Unreachable } from "../h2/index.ts";
import type { Verdict } from "../report/result.ts";
import { matchesId } from "../select.ts";
import type { Case } from "./case.ts";
import { Finding } from "./finding.ts";
import { itemText } from "./item.ts";
import type { Link } from "./link.ts";
import { checkRules } from "./rules.ts";

/** What became of a case. */
export interface CaseResult {
  readonly case: Case;
  readonly verdict: Verdict;
  /** What was expected and what was found; empty for a pass. */
  readonly why: string;
  /** How long it took, in ms. */
  readonly duration: number;
  /** What went either way, one for each connection of HTTP/2. */
  readonly exchange: readonly Exchange[];
}

/** What went either way on one connection of HTTP/2. */
export interface Exchange {
  readonly recorded: readonly Recorded[];
  /** The streams of the case, where other cases have streams on this connection as well. */
  readonly streams?: readonly number[];
}

/** How cases are run. */
export interface Plan {
  readonly cases: readonly Case[];
  /** How long a step waits, in ms. */
  readonly patience: number;
  /** How many cases run at once, those that wait for timeouts not counted. */
  readonly concurrency: number;
  /** Ends the run: cases that have not begun are left out. */
  readonly signal?: AbortSignal;
  /** Told of each case as it ends. */
  readonly done?: (result: CaseResult) => void;
}

/** A lab of one case, with what it leaves behind. */
export interface Bench {
  readonly links: readonly Link[];
  /** Does the steps of the case. */
  readonly run: (each: Case) => Promise<void>;
  /** What went either way. */
  readonly exchange: () => readonly Exchange[];
  /** Breaks off: every connection of the case goes. */
  readonly close: () => void;
  /** When the peer has come, from which on the time of the case counts; at once unless given. */
  readonly begun?: Promise<unknown>;
}

/** A case ends at the latest after so many times the patience of a step, and what it waits for. */
const STEPS = 12;

function verdictOf(error: unknown): { verdict: Verdict; why: string } {
  if (error instanceof Finding) return { verdict: error.verdict, why: error.message };
  if (error instanceof NothingCame || error instanceof Unreachable) return { verdict: "fail", why: error.message };
  throw error;
}

/** What the peer did on each connection, for the account of a failure. */
function accountOf(links: readonly Link[]): string {
  const shown = links.filter(({ log }) => log.length > 0).slice(-1);
  return shown.map(({ log }) => `\nThe peer did: ${log.slice(-6).map(itemText).join("; ")}.`).join("");
}

async function judge(each: Case, bench: Bench): Promise<{ verdict: Verdict; why: string }> {
  try {
    await bench.run(each);
    for (const link of bench.links) checkRules(link);
    return { verdict: "pass", why: "" };
  } catch (error) {
    const { verdict, why } = verdictOf(error);
    return { verdict, why: verdict === "unimplemented" ? why : `${why}${accountOf(bench.links)}` };
  }
}

/** Runs one case, in a time that is bounded from when the peer has come. */
export async function runCase(each: Case, bench: Bench, { patience, signal }: Pick<Plan, "patience" | "signal">): Promise<CaseResult> {
  let begin = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const close = (): void => bench.close();
  const start = (): void => {
    begin = performance.now();
    timer = setTimeout(close, patience * STEPS + (each.waits ?? 0));
  };
  if (bench.begun === undefined) start();
  else void bench.begun.then(start);
  signal?.addEventListener("abort", close);
  try {
    const { verdict, why } = await judge(each, bench);
    return { case: each, verdict, why, duration: performance.now() - begin, exchange: bench.exchange() };
  } finally {
    signal?.removeEventListener("abort", close);
    clearTimeout(timer);
    bench.close();
  }
}

/** Settles when a run is to end early. */
function ended(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}

/** Runs all cases of a plan: those that wait at once, the others a few at a time. @returns in the order of the plan */
export async function runAll(plan: Plan, run: (each: Case) => Promise<CaseResult>): Promise<CaseResult[]> {
  const results = new Map<Case, CaseResult>();
  const stopped = (): boolean => plan.signal?.aborted ?? false;
  const one = async (each: Case): Promise<void> => {
    if (stopped()) return;
    const result = await run(each);
    if (stopped()) return;
    results.set(each, result);
    plan.done?.(result);
  };
  const queue = plan.cases.filter(({ waits }) => waits === undefined);
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await one(next);
  };
  const waiting = plan.cases.filter(({ waits }) => waits !== undefined).map(one);
  await Promise.race([ended(plan.signal), Promise.all([...waiting, ...Array.from({ length: plan.concurrency }, worker)])]);
  return plan.cases.flatMap((each) => results.get(each) ?? []);
}

/** Which cases are run. */
export interface Selection {
  /** As {@link matchesId} takes it. */
  readonly id?: string | undefined;
  readonly requirement?: string | undefined;
  /** Whether those that wait long are run. */
  readonly slow?: boolean;
}

/** A case that waits longer, in ms, is slow. */
export const LONG = 13_000;

/** The cases that a selection leaves. */
export function select(cases: readonly Case[], { id, requirement, slow = false }: Selection): Case[] {
  return cases.filter((each) => {
    if (id !== undefined && !matchesId(id, each.id)) return false;
    if (requirement !== undefined && !each.requirements.some((one) => one === requirement)) return false;
    return slow || (each.waits ?? 0) <= LONG || id === each.id;
  });
}
