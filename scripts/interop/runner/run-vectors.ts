/**
 * Runs vectors against an adapter.
 *
 * @module
 */
import type { ZodError } from "zod";

import { problemLines } from "../../common/validate-file.ts";
import type { CaseGroup, Suite, SuiteFile } from "../vectors/read-suites.ts";
import { type AdapterIntroduction, adapterReplySchema, type RunRequest } from "../protocol/messages.ts";
import type { TestResult } from "../report/result.ts";
import { type VectorCase, isSelected, type VectorSelection, requirementsOf } from "../vectors/select-cases.ts";
import { type Adapter, answerProblem, AdapterProtocolError } from "./adapter-process.ts";
import { type VectorTrial, type VectorTrials, trialsOf } from "./vector-trials.ts";
import { abbreviated, type VectorVerdict } from "./verdict.ts";

/** What became of all cases. */
export interface VectorRun {
  readonly adapter: AdapterIntroduction;
  readonly results: readonly TestResult[];
  /** How many requests it took. */
  readonly requests: number;
  /** How many large cases were not split at every octet. */
  readonly sampled: number;
  /** Whether the run ended before the last case, since no case of {@link MAX_LOST_IN_A_ROW} in a row found an adapter that answers. */
  readonly gaveUp: boolean;
}

/** After so many cases in a row that cost the adapter its process, the next ones would as well: each costs a start or a timeout. */
export const MAX_LOST_IN_A_ROW = 25;

/** An op that does not exist: an adapter that does not skip it takes part in something it does not know. */
const UNKNOWN_OP = "no-such-operation";

/** How much of a line of the exchange is kept, in characters. */
const MAX_LINE_CHARACTERS = 2000;

/** What is wrong with a reply: it answers another request, or has members that the protocol does not know. */
function replyProblem(value: unknown, seq: number, error: ZodError | undefined): string {
  const meant = typeof value === "object" && value !== null && "seq" in value && value.seq === seq;
  if (!meant || error === undefined) return `expected a reply with seq ${seq}, found ${abbreviated(value)}`;
  return `found ${abbreviated(value)}\n${problemLines("reply", error, value).join("\n")}`;
}

/** Asks an adapter, one request after the other. */
class AdapterClient {
  readonly #adapter: Adapter;
  #seq = 0;
  /** What went either way in the last trial. */
  lastExchange: readonly string[] = [];

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
  }

  /** Whether the last request cost the adapter its process. */
  processLost = false;

  /** How many requests were made. */
  get requests(): number {
    return this.#seq;
  }

  /** Runs one trial and, where it passes, the one that follows from it. */
  async runTrial(id: string, trial: VectorTrial): Promise<VectorVerdict> {
    const seq = ++this.#seq;
    const request: RunRequest = { cmd: "run", seq, id, ...trial.request };
    const answer = await this.#adapter.ask(request);
    this.lastExchange = [`> ${abbreviated(request, MAX_LINE_CHARACTERS)}`, ...(answer.is === "reply" ? [`< ${abbreviated(answer.value, MAX_LINE_CHARACTERS)}`] : [])];
    this.processLost = answer.is !== "reply";
    if (answer.is === "crash" || answer.is === "timeout") return { outcome: answer.is, why: answerProblem(answer) };
    if (answer.is === "garbled") return { outcome: "fail", why: answerProblem(answer) };
    const known = adapterReplySchema.safeParse(answer.value);
    if (!known.success || known.data.seq !== seq) {
      this.processLost = true;
      this.#adapter.discard();
      return { outcome: "fail", why: replyProblem(answer.value, seq, known.error) };
    }
    const verdict = trial.judge(known.data);
    return verdict.outcome === "pass" && trial.next !== undefined ? this.runTrial(id, trial.next(known.data)) : verdict;
  }

  async checkUnknownOp(): Promise<void> {
    const verdict = await this.runTrial(UNKNOWN_OP, {
      name: UNKNOWN_OP,
      request: { op: UNKNOWN_OP },
      judge: (answer) => (answer.skipped === undefined ? { outcome: "fail", why: `found ${abbreviated(answer)}` } : { outcome: "pass", why: "" }),
    });
    if (verdict.outcome !== "pass") {
      throw new AdapterProtocolError(`expected {"seq","skipped"} as the reply to the op ${UNKNOWN_OP}: ${verdict.why}`);
    }
  }
}

/** What became of a case before its place is known. */
type CaseOutcome = Pick<TestResult, "verdict" | "detail" | "exchange">;

async function runCase(dialogue: AdapterClient, id: string, trials: readonly VectorTrial[]): Promise<CaseOutcome> {
  for (const trial of trials) {
    const { outcome, why } = await dialogue.runTrial(id, trial);
    if (outcome !== "pass") return { verdict: outcome, detail: `${trial.name}: ${why}`, exchange: dialogue.lastExchange };
  }
  return { verdict: "pass", detail: "" };
}

/** The cases that are selected, each with its trials. */
function* selectedCases(files: readonly SuiteFile[], selection: VectorSelection): Generator<{ suite: Suite; group: CaseGroup; case: VectorCase; trials: () => VectorTrials }> {
  for (const { suite } of files) {
    for (const group of suite.groups) {
      for (const found of trialsOf(group)) if (isSelected(selection, { suite, case: found.case })) yield { suite, group, ...found };
    }
  }
}

/** What a run is told. */
export interface VectorRunOptions {
  /** Told of each case as soon as it is decided. */
  readonly done?: (result: TestResult) => void;
  /** The clock, in ms. */
  readonly now?: () => number;
  /** Ends the run early: what there is by then is its result, without the case that was under way. */
  readonly signal?: AbortSignal;
}

/** Whether a run has been ended; a function, as the answer changes while the run waits. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * Runs the selected cases, one after the other; the first trial of a case that does not pass decides it.
 *
 * @throws {@link ProtocolError} where the adapter does not introduce itself, or does not skip an op that does not exist
 */
export async function runVectors(files: readonly SuiteFile[], adapter: Adapter, selection: VectorSelection = {}, progress: VectorRunOptions = {}): Promise<VectorRun> {
  const { done = () => undefined, now = () => performance.now(), signal } = progress;
  signal?.addEventListener("abort", () => adapter.discard());
  const known = await adapter.start();
  const dialogue = new AdapterClient(adapter);
  await dialogue.checkUnknownOp();
  const results: TestResult[] = [];
  let sampled = 0;
  let lost = 0;
  let gaveUp = false;
  for (const { suite, group, case: each, trials } of selectedCases(files, selection)) {
    gaveUp = lost === MAX_LOST_IN_A_ROW;
    if (isAborted(signal) || gaveUp) break;
    const begin = now();
    const given = known.ops.includes(group.op) ? trials() : undefined;
    if (given?.sampled === true) sampled += 1;
    const became: CaseOutcome = given === undefined ? { verdict: "skipped", detail: `the adapter has no op ${group.op}` } : await runCase(dialogue, each.id, given.trials);
    if (isAborted(signal)) break;
    if (given !== undefined) lost = dialogue.processLost ? lost + 1 : 0;
    const summary = each.comment === undefined ? {} : { summary: each.comment };
    const result: TestResult = { suite: suite.suite, id: each.id, ...summary, ...became, requirements: requirementsOf(suite.notes, each), duration: now() - begin };
    results.push(result);
    done(result);
  }
  await adapter.stop();
  return { adapter: known, results, requests: dialogue.requests, sampled, gaveUp };
}
