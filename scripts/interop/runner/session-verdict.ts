/**
 * Compares the observations of a session with the expected ones, step by step.
 *
 * @module
 */
import { inputNames } from "../format/session-cases.ts";
import type { AdapterReply } from "../protocol/messages.ts";
import { abbreviated, pass, isSame, withHexOctets, type VectorVerdict } from "./verdict.ts";

/** The observations after a step. */
interface ObservedStep {
  readonly sent?: readonly object[] | undefined;
  readonly told?: readonly object[] | undefined;
  readonly withholds?: boolean | undefined;
}

/** A step of a case; `or` lists alternative observations. */
export interface SessionStep extends ObservedStep {
  readonly or?: readonly ObservedStep[] | undefined;
}

const observedParts = ["sent", "told", "withholds"] as const;

type SentItem = Readonly<Record<string, unknown>>;

/** Joins octets without anything between them: the boundaries of DATA frames have no meaning. */
function joinWires(sent: readonly object[]): SentItem[] {
  const joined: SentItem[] = [];
  for (const each of withHexOctets(sent) as SentItem[]) {
    const last = joined.at(-1);
    if (each["wire"] !== undefined && last?.["wire"] !== undefined) {
      joined[joined.length - 1] = { wire: `${String(last["wire"])}${String(each["wire"])}` };
    } else if (each["wire"] !== "") joined.push(each);
  }
  return joined;
}

function normalized({ sent = [], told = [], withholds }: ObservedStep): Readonly<Record<(typeof observedParts)[number], unknown>> {
  return { sent: joinWires(sent), told, withholds };
}

function difference(expected: ObservedStep, found: ObservedStep): string | undefined {
  const [wanted, observed] = [normalized(expected), normalized(found)];
  const part = observedParts.find((name) => !isSame(wanted[name], observed[name]));
  return part === undefined ? undefined : `expected ${part} ${abbreviated(wanted[part])}, found ${abbreviated(observed[part])}`;
}

/** Returns the inputs of each step, without the expected observations. */
export function sessionInputs(steps: readonly SessionStep[]): object[] {
  return steps.map((step) => Object.fromEntries(Object.entries(step).filter(([name]) => inputNames.includes(name))));
}

/** Compares each step in order. The verdict describes the first difference. */
export function sessionVerdict(steps: readonly SessionStep[], { seen = [] }: AdapterReply): VectorVerdict {
  for (const [index, step] of steps.entries()) {
    const found = (seen[index] ?? {}) as ObservedStep;
    const differences = [step, ...(step.or ?? [])].map((each) => difference(each, found));
    if (differences.every((each) => each !== undefined)) {
      return { outcome: "fail", why: `step ${index + 1} (${abbreviated(sessionInputs([step])[0], 60)}): ${differences.join(", or ")}` };
    }
  }
  return seen.length > steps.length ? { outcome: "fail", why: `expected ${steps.length} steps, found ${seen.length}` } : pass;
}
