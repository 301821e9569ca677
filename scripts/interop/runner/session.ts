/**
 * The verdict on a session: step by step, what was seen against what had to be.
 *
 * @module
 */
import { inputNames } from "../format/session.ts";
import type { Reply } from "../protocol.ts";
import { brief, pass, same, spelledOut, type Verdict } from "./verdict.ts";

/** What is seen after a step. */
interface Seen {
  readonly sent?: readonly object[] | undefined;
  readonly told?: readonly object[] | undefined;
  readonly withholds?: boolean | undefined;
}

/** A step of a case. */
export interface SessionStep extends Seen {
  readonly or?: readonly Seen[] | undefined;
}

const parts = ["sent", "told", "withholds"] as const;

type Sent = Readonly<Record<string, unknown>>;

/** Where HTTP cuts content means nothing, so runs of octets that stand together are one. */
function joinedWires(sent: readonly object[]): Sent[] {
  const all: Sent[] = [];
  for (const each of spelledOut(sent) as Sent[]) {
    const last = all.at(-1);
    if (each["wire"] !== undefined && last?.["wire"] !== undefined) all[all.length - 1] = { wire: `${String(last["wire"])}${String(each["wire"])}` };
    else if (each["wire"] !== "") all.push(each);
  }
  return all;
}

const normal = ({ sent = [], told = [], withholds }: Seen): Readonly<Record<(typeof parts)[number], unknown>> => ({ sent: joinedWires(sent), told, withholds });

function difference(expected: Seen, found: Seen): string | undefined {
  const [one, other] = [normal(expected), normal(found)];
  const part = parts.find((name) => !same(one[name], other[name]));
  return part === undefined ? undefined : `expected ${part} ${brief(one[part])}, found ${brief(other[part])}`;
}

/** The input of each step, without what has to be seen. */
export function sessionInputs(steps: readonly SessionStep[]): object[] {
  return steps.map((step) => Object.fromEntries(Object.entries(step).filter(([name]) => inputNames.includes(name))));
}

/** Compares each step in turn; the first that differs is told. */
export function sessionVerdict(steps: readonly SessionStep[], { seen = [] }: Reply): Verdict {
  for (const [index, step] of steps.entries()) {
    const found = (seen[index] ?? {}) as Seen;
    const all = [step, ...(step.or ?? [])].map((each) => difference(each, found));
    if (all.every((each) => each !== undefined)) {
      return { outcome: "fail", why: `step ${index + 1} (${brief(sessionInputs([step])[0], 60)}): ${all.join(", or ")}` };
    }
  }
  return seen.length > steps.length ? { outcome: "fail", why: `expected ${steps.length} steps, found ${seen.length}` } : pass;
}
