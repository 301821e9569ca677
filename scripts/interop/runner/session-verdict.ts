/**
 * The verdict on a session: step by step, what was seen against what had to be.
 *
 * @module
 */
import { inputNames } from "../format/session-cases.ts";
import type { AdapterReply } from "../protocol/messages.ts";
import { abbreviated, pass, isSame, withHexOctets, type VectorVerdict } from "./verdict.ts";

/** What is seen after a step. */
interface ObservedStep {
  readonly sent?: readonly object[] | undefined;
  readonly told?: readonly object[] | undefined;
  readonly withholds?: boolean | undefined;
}

/** A step of a case. */
export interface SessionStep extends ObservedStep {
  readonly or?: readonly ObservedStep[] | undefined;
}

const observedParts = ["sent", "told", "withholds"] as const;

type SentItem = Readonly<Record<string, unknown>>;

/** Where HTTP cuts content means nothing, so runs of octets that stand together are one. */
function joinWires(sent: readonly object[]): SentItem[] {
  const all: SentItem[] = [];
  for (const each of withHexOctets(sent) as SentItem[]) {
    const last = all.at(-1);
    if (each["wire"] !== undefined && last?.["wire"] !== undefined) all[all.length - 1] = { wire: `${String(last["wire"])}${String(each["wire"])}` };
    else if (each["wire"] !== "") all.push(each);
  }
  return all;
}

const normalized = ({ sent = [], told = [], withholds }: ObservedStep): Readonly<Record<(typeof observedParts)[number], unknown>> => ({ sent: joinWires(sent), told, withholds });

function difference(expected: ObservedStep, found: ObservedStep): string | undefined {
  const [one, other] = [normalized(expected), normalized(found)];
  const part = observedParts.find((name) => !isSame(one[name], other[name]));
  return part === undefined ? undefined : `expected ${part} ${abbreviated(one[part])}, found ${abbreviated(other[part])}`;
}

/** The input of each step, without what has to be seen. */
export function sessionInputs(steps: readonly SessionStep[]): object[] {
  return steps.map((step) => Object.fromEntries(Object.entries(step).filter(([name]) => inputNames.includes(name))));
}

/** Compares each step in turn; the first that differs is told. */
export function sessionVerdict(steps: readonly SessionStep[], { seen = [] }: AdapterReply): VectorVerdict {
  for (const [index, step] of steps.entries()) {
    const found = (seen[index] ?? {}) as ObservedStep;
    const all = [step, ...(step.or ?? [])].map((each) => difference(each, found));
    if (all.every((each) => each !== undefined)) {
      return { outcome: "fail", why: `step ${index + 1} (${abbreviated(sessionInputs([step])[0], 60)}): ${all.join(", or ")}` };
    }
  }
  return seen.length > steps.length ? { outcome: "fail", why: `expected ${steps.length} steps, found ${seen.length}` } : pass;
}
