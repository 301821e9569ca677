/**
 * Runs vectors against an adapter.
 *
 * @module
 */
import type { ZodError } from "zod";

import { problemLines } from "../files/problems.ts";
import type { Group, Suite, SuiteFile } from "../files/read.ts";
import { type Introduction, reply, type RunRequest } from "../protocol.ts";
import type { Result } from "../report/result.ts";
import { type Case, isSelected, type Selection, statementsOf } from "../select.ts";
import { type Adapter, answerProblem, ProtocolError } from "./process.ts";
import { type Trial, type Trials, trialsOf } from "./trials.ts";
import { brief, type Verdict } from "./verdict.ts";

/** What became of all cases. */
export interface Run {
  readonly adapter: Introduction;
  readonly results: readonly Result[];
  /** How many requests it took. */
  readonly requests: number;
  /** How many large cases were not split at every octet. */
  readonly sampled: number;
  /** Whether the run ended before the last case, since no case of {@link HOPELESS} in a row found an adapter that answers. */
  readonly gaveUp: boolean;
}

/** After so many cases in a row that cost the adapter its process, the next ones would as well: each costs a start or a timeout. */
export const HOPELESS = 25;

/** An op that does not exist: an adapter that does not skip it takes part in something it does not know. */
const NO_OP = "no-such-operation";

/** How much of a line of the exchange is kept, in characters. */
const MOST = 2000;

/** What is wrong with a reply: it answers another request, or has members that the protocol does not know. */
function replyProblem(value: unknown, seq: number, error: ZodError | undefined): string {
  const meant = typeof value === "object" && value !== null && "seq" in value && value.seq === seq;
  if (!meant || error === undefined) return `expected a reply with seq ${seq}, found ${brief(value)}`;
  return `found ${brief(value)}\n${problemLines("reply", error, value).join("\n")}`;
}

/** Asks an adapter, one request after the other. */
class Dialogue {
  readonly #adapter: Adapter;
  #seq = 0;
  /** What went either way in the last trial. */
  last: readonly string[] = [];

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
  }

  /** Whether the last request cost the adapter its process. */
  lost = false;

  /** How many requests were made. */
  get requests(): number {
    return this.#seq;
  }

  /** Runs one trial and, where it passes, the one that follows from it. */
  async try(id: string, trial: Trial): Promise<Verdict> {
    const seq = ++this.#seq;
    const request: RunRequest = { cmd: "run", seq, id, ...trial.request };
    const answer = await this.#adapter.ask(request);
    this.last = [`> ${brief(request, MOST)}`, ...(answer.is === "reply" ? [`< ${brief(answer.value, MOST)}`] : [])];
    this.lost = answer.is !== "reply";
    if (answer.is === "crash" || answer.is === "timeout") return { outcome: answer.is, why: answerProblem(answer) };
    if (answer.is === "garbled") return { outcome: "fail", why: answerProblem(answer) };
    const known = reply.safeParse(answer.value);
    if (!known.success || known.data.seq !== seq) {
      this.lost = true;
      this.#adapter.drop();
      return { outcome: "fail", why: replyProblem(answer.value, seq, known.error) };
    }
    const verdict = trial.judge(known.data);
    return verdict.outcome === "pass" && trial.next !== undefined ? this.try(id, trial.next(known.data)) : verdict;
  }

  async checkSkips(): Promise<void> {
    const verdict = await this.try(NO_OP, {
      name: NO_OP,
      request: { op: NO_OP },
      judge: (answer) => (answer.skipped === undefined ? { outcome: "fail", why: `found ${brief(answer)}` } : { outcome: "pass", why: "" }),
    });
    if (verdict.outcome !== "pass") {
      throw new ProtocolError(`expected {"seq","skipped"} as the reply to the op ${NO_OP}: ${verdict.why}`);
    }
  }
}

/** What became of a case before its place is known. */
type Became = Pick<Result, "verdict" | "detail" | "exchange">;

async function runCase(dialogue: Dialogue, id: string, trials: readonly Trial[]): Promise<Became> {
  for (const trial of trials) {
    const { outcome, why } = await dialogue.try(id, trial);
    if (outcome !== "pass") return { verdict: outcome, detail: `${trial.name}: ${why}`, exchange: dialogue.last };
  }
  return { verdict: "pass", detail: "" };
}

/** The cases that are selected, each with its trials. */
function* chosen(files: readonly SuiteFile[], selection: Selection): Generator<{ suite: Suite; group: Group; case: Case; trials: () => Trials }> {
  for (const { suite } of files) {
    for (const group of suite.groups) {
      for (const found of trialsOf(group)) if (isSelected(selection, { suite, case: found.case })) yield { suite, group, ...found };
    }
  }
}

/** What a run is told. */
export interface Progress {
  /** Told of each case as soon as it is decided. */
  readonly done?: (result: Result) => void;
  /** The clock, in ms. */
  readonly now?: () => number;
  /** Ends the run early: what there is by then is its result, without the case that was under way. */
  readonly signal?: AbortSignal;
}

/** Whether a run has been ended; a function, as the answer changes while the run waits. */
const isOver = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * Runs the selected cases, one after the other; the first trial of a case that does not pass decides it.
 *
 * @throws {@link ProtocolError} where the adapter does not introduce itself, or does not skip an op that does not exist
 */
export async function runVectors(files: readonly SuiteFile[], adapter: Adapter, selection: Selection = {}, progress: Progress = {}): Promise<Run> {
  const { done = () => undefined, now = () => performance.now(), signal } = progress;
  signal?.addEventListener("abort", () => adapter.drop());
  const known = await adapter.start();
  const dialogue = new Dialogue(adapter);
  await dialogue.checkSkips();
  const results: Result[] = [];
  let sampled = 0;
  let lost = 0;
  let gaveUp = false;
  for (const { suite, group, case: each, trials } of chosen(files, selection)) {
    gaveUp = lost === HOPELESS;
    if (isOver(signal) || gaveUp) break;
    const begin = now();
    const given = known.ops.includes(group.op) ? trials() : undefined;
    if (given?.sampled === true) sampled += 1;
    const became: Became = given === undefined ? { verdict: "skipped", detail: `the adapter has no op ${group.op}` } : await runCase(dialogue, each.id, given.trials);
    if (isOver(signal)) break;
    if (given !== undefined) lost = dialogue.lost ? lost + 1 : 0;
    const says = each.comment === undefined ? {} : { says: each.comment };
    const result: Result = { suite: suite.suite, id: each.id, ...says, ...became, requirements: statementsOf(suite.notes, each), duration: now() - begin };
    results.push(result);
    done(result);
  }
  await adapter.stop();
  return { adapter: known, results, requests: dialogue.requests, sampled, gaveUp };
}
