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
import { type VectorCase, isSelected, type CaseSelection, requirementsOf } from "../vectors/select-cases.ts";
import { type Adapter, answerProblem, AdapterProtocolError } from "./adapter-process.ts";
import { type VectorTrial, type VectorTrials, trialsOf } from "./vector-trials.ts";
import { abbreviated, pass, type VectorVerdict } from "./verdict.ts";

/** The results of a run. */
export interface VectorRun {
  readonly adapter: AdapterIntroduction;
  readonly results: readonly TestResult[];
  /** The number of requests. */
  readonly requests: number;
  /** The number of cases that were too large for a split at every offset. */
  readonly sampled: number;
  /** Whether the run ended early, after {@link MAX_LOST_IN_A_ROW} cases in a row without a reply. */
  readonly gaveUp: boolean;
}

/** A run ends after this number of cases in a row that end the process: each of them costs a start or a timeout. */
export const MAX_LOST_IN_A_ROW = 25;

/** An operation that does not exist. An adapter that does not skip it would answer unknown operations of later versions as well. */
const UNKNOWN_OP = "no-such-operation";

/** Characters of a line of the exchange in a result. */
const MAX_LINE_CHARACTERS = 2000;

/** Describes an invalid reply: it belongs to another request, or has an unknown member. */
function replyProblem(value: unknown, seq: number, error: ZodError | undefined): string {
  const hasSeq = typeof value === "object" && value !== null && "seq" in value && value.seq === seq;
  if (!hasSeq || error === undefined) return `expected a reply with seq ${seq}, found ${abbreviated(value)}`;
  return `found ${abbreviated(value)}\n${problemLines("reply", error, value).join("\n")}`;
}

/** Sends requests to an adapter, one after the other. */
class AdapterClient {
  readonly #adapter: Adapter;
  #seq = 0;
  /** The request and the reply of the last trial. */
  lastExchange: readonly string[] = [];
  /** Whether the last request ended the process. */
  processLost = false;

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
  }

  /** The number of requests. */
  get requests(): number {
    return this.#seq;
  }

  /** Runs one trial and, after a pass, the trial that follows it. */
  async runTrial(id: string, trial: VectorTrial): Promise<VectorVerdict> {
    const seq = ++this.#seq;
    const request: RunRequest = { cmd: "run", seq, id, ...trial.request };
    const answer = await this.#adapter.ask(request);
    const replyLines = answer.type === "reply" ? [`< ${abbreviated(answer.value, MAX_LINE_CHARACTERS)}`] : [];
    this.lastExchange = [`> ${abbreviated(request, MAX_LINE_CHARACTERS)}`, ...replyLines];
    this.processLost = answer.type !== "reply";
    if (answer.type === "crash" || answer.type === "timeout") return { outcome: answer.type, why: answerProblem(answer) };
    if (answer.type !== "reply") return { outcome: "fail", why: answerProblem(answer) };
    const reply = adapterReplySchema.safeParse(answer.value);
    if (!reply.success || reply.data.seq !== seq) {
      this.processLost = true;
      this.#adapter.discard();
      return { outcome: "fail", why: replyProblem(answer.value, seq, reply.error) };
    }
    const verdict = trial.compare(reply.data);
    return verdict.outcome === "pass" && trial.next !== undefined ? this.runTrial(id, trial.next(reply.data)) : verdict;
  }

  /** Requires that the adapter skips an unknown operation. @throws {@link AdapterProtocolError} */
  async checkUnknownOp(): Promise<void> {
    const verdict = await this.runTrial(UNKNOWN_OP, {
      name: UNKNOWN_OP,
      request: { op: UNKNOWN_OP },
      compare: (reply) => (reply.skipped === undefined ? { outcome: "fail", why: `found ${abbreviated(reply)}` } : pass),
    });
    if (verdict.outcome !== "pass") {
      throw new AdapterProtocolError(`expected {"seq","skipped"} as the reply to the op ${UNKNOWN_OP}: ${verdict.why}`);
    }
  }
}

/** The outcome of a case, without its id and its requirements. */
type CaseOutcome = Pick<TestResult, "verdict" | "detail" | "exchange">;

async function runCase(client: AdapterClient, id: string, trials: readonly VectorTrial[]): Promise<CaseOutcome> {
  for (const trial of trials) {
    const { outcome, why } = await client.runTrial(id, trial);
    if (outcome !== "pass") return { verdict: outcome, detail: `${trial.name}: ${why}`, exchange: client.lastExchange };
  }
  return { verdict: "pass", detail: "" };
}

interface SelectedCase {
  readonly suite: Suite;
  readonly group: CaseGroup;
  readonly case: VectorCase;
  readonly trials: () => VectorTrials;
}

/** Yields the selected cases with their trials. */
function* selectedCases(files: readonly SuiteFile[], selection: CaseSelection): Generator<SelectedCase> {
  for (const { suite } of files) {
    for (const group of suite.groups) {
      for (const each of trialsOf(group)) if (isSelected(selection, { suite, case: each.case })) yield { suite, group, ...each };
    }
  }
}

/** Options of a run. */
export interface VectorRunOptions {
  /** Receives the result of each case when it ends. */
  readonly done?: (result: TestResult) => void;
  /** The clock, in ms; `performance.now` by default. */
  readonly now?: () => number;
  /** Ends the run early; the result of the case in progress is dropped. */
  readonly signal?: AbortSignal;
}

/** Returns whether a run has been ended; a function, since the value changes during an await. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * Runs the selected cases, one after the other. The first trial that does not pass determines the verdict of its case.
 *
 * @throws {@link AdapterProtocolError} if the adapter does not introduce itself, or does not skip an unknown operation
 */
export async function runVectors(
  files: readonly SuiteFile[],
  adapter: Adapter,
  selection: CaseSelection = {},
  options: VectorRunOptions = {},
): Promise<VectorRun> {
  const { done = () => undefined, now = () => performance.now(), signal } = options;
  signal?.addEventListener("abort", () => adapter.discard());
  const introduction = await adapter.start();
  const client = new AdapterClient(adapter);
  await client.checkUnknownOp();
  const results: TestResult[] = [];
  let sampled = 0;
  let lost = 0;
  let gaveUp = false;
  for (const { suite, group, case: each, trials } of selectedCases(files, selection)) {
    gaveUp = lost === MAX_LOST_IN_A_ROW;
    if (isAborted(signal) || gaveUp) break;
    const begin = now();
    const caseTrials = introduction.ops.includes(group.op) ? trials() : undefined;
    if (caseTrials?.sampled === true) sampled += 1;
    const outcome: CaseOutcome =
      caseTrials === undefined
        ? { verdict: "skipped", detail: `the adapter has no op ${group.op}` }
        : await runCase(client, each.id, caseTrials.trials);
    if (isAborted(signal)) break;
    if (caseTrials !== undefined) lost = client.processLost ? lost + 1 : 0;
    const summary = each.comment === undefined ? {} : { summary: each.comment };
    const requirements = requirementsOf(suite.notes, each);
    const result: TestResult = { suite: suite.suite, id: each.id, ...summary, ...outcome, requirements, duration: now() - begin };
    results.push(result);
    done(result);
  }
  await adapter.stop();
  return { adapter: introduction, results, requests: client.requests, sampled, gaveUp };
}
