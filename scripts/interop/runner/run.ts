/**
 * Runs vectors against an adapter.
 *
 * @module
 */
import type { SuiteFile } from "../files/read.ts";
import { type Introduction, reply } from "../protocol.ts";
import { type Adapter, answerProblem, ProtocolError } from "./process.ts";
import { type Trial, type Trials, trialsOf } from "./trials.ts";
import { brief, type Outcome, type Verdict } from "./verdict.ts";

/** What became of one case. */
export interface Result {
  readonly id: string;
  readonly suite: string;
  readonly outcome: Outcome;
  /** Why, where it is no pass: the trial and what was wrong with it. */
  readonly why: string;
  /** How many requests it took. */
  readonly trials: number;
  /** Whether some splits were left out, since the case is large. */
  readonly sampled: boolean;
}

/** What became of all cases. */
export interface Run {
  readonly adapter: Introduction;
  readonly results: readonly Result[];
}

/** Which cases to run. */
export interface Selection {
  readonly suite?: string | undefined;
  /** An id, or the beginning of ids up to a slash. */
  readonly id?: string | undefined;
}

/** An op that does not exist: an adapter that does not skip it takes part in something it does not know. */
const NO_OP = "no-such-operation";

/** Whether an id is selected. */
export function isSelected(selection: Selection, suite: string, id: string): boolean {
  if (selection.suite !== undefined && selection.suite !== suite) return false;
  if (selection.id === undefined) return true;
  return id === selection.id || id.startsWith(selection.id.endsWith("/") ? selection.id : `${selection.id}/`);
}

/** Asks an adapter, one request after the other. */
class Dialogue {
  readonly #adapter: Adapter;
  #seq = 0;

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
  }

  /** Runs one trial and, where it passes, the one that follows from it. */
  async try(id: string, trial: Trial): Promise<Verdict> {
    const seq = ++this.#seq;
    const answer = await this.#adapter.ask({ cmd: "run", seq, id, ...trial.request });
    if (answer.is === "crash" || answer.is === "timeout") return { outcome: answer.is, why: answerProblem(answer) };
    if (answer.is === "garbled") return { outcome: "fail", why: answerProblem(answer) };
    const known = reply.safeParse(answer.value);
    if (!known.success || known.data.seq !== seq) {
      this.#adapter.drop();
      return { outcome: "fail", why: `expected a reply with seq ${seq}, found ${brief(answer.value)}` };
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

async function runCase(dialogue: Dialogue, suite: string, id: string, { trials, sampled }: Trials): Promise<Result> {
  let count = 0;
  for (const trial of trials) {
    count += 1;
    const { outcome, why } = await dialogue.try(id, trial);
    if (outcome !== "pass") return { id, suite, outcome, why: `${trial.name}: ${why}`, trials: count, sampled };
  }
  return { id, suite, outcome: "pass", why: "", trials: count, sampled };
}

/**
 * Runs the selected cases, one after the other; the first trial of a case that does not pass decides it.
 *
 * @param done - told of each case as soon as it is decided
 * @throws {@link ProtocolError} where the adapter does not introduce itself, or does not skip an op that does not exist
 */
export async function runVectors(
  files: readonly SuiteFile[],
  adapter: Adapter,
  selection: Selection = {},
  done: (result: Result) => void = () => undefined,
): Promise<Run> {
  const known = await adapter.start();
  const dialogue = new Dialogue(adapter);
  await dialogue.checkSkips();
  const results: Result[] = [];
  for (const { suite } of files) {
    for (const group of suite.groups) {
      for (const { case: each, trials } of trialsOf(group)) {
        if (!isSelected(selection, suite.suite, each.id)) continue;
        const result = known.ops.includes(group.op)
          ? await runCase(dialogue, suite.suite, each.id, trials())
          : skipped(suite.suite, each.id, group.op);
        results.push(result);
        done(result);
      }
    }
  }
  await adapter.stop();
  return { adapter: known, results };
}

function skipped(suite: string, id: string, op: string): Result {
  return { id, suite, outcome: "skipped", why: `the adapter has no op ${op}`, trials: 0, sampled: false };
}
