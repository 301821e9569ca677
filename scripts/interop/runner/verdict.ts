/**
 * Verdicts: what a reply is worth against what the case expects.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";

import { hexOf, octetsOf, run } from "../format/octets.ts";
import { INCOMPLETE, type Reply } from "../protocol.ts";
import type { Verdict as VerdictName } from "../report/result.ts";

/** What can become of a case. */
export type Outcome = Extract<VerdictName, "pass" | "skipped" | "wrong-error" | "fail" | "timeout" | "crash">;

/** An outcome, and where it is no pass the reason. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly why: string;
}

/** What a receiver has to make of octets. */
export interface Expected {
  readonly result: "valid" | "invalid" | "incomplete" | "acceptable";
  readonly errors?: readonly string[] | undefined;
}

/** A pass. */
export const pass: Verdict = { outcome: "pass", why: "" };

const fail = (why: string): Verdict => ({ outcome: "fail", why });

/** A value with every run of octets written out, so that two forms of the same compare as equal. */
export function spelledOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelledOut);
  if (typeof value !== "object" || value === null) return value;
  const asRun = run.safeParse(value);
  if (asRun.success) return hexOf(octetsOf(asRun.data));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spelledOut(each)]));
}

/** Whether two plain values are the same, octets in either form. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(spelledOut(a), spelledOut(b));
}

/** A value as one line of at most so many characters. */
export function brief(value: unknown, most = 160): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > most ? `${text.slice(0, most)}... (${text.length} characters)` : text;
}

/** Compares what was expected of one part of a reply. */
export function expectSame(what: string, found: unknown, expected: unknown): Verdict {
  return same(found, expected) ? pass : fail(`expected ${what} ${brief(expected)}, found ${brief(found)}`);
}

function errorVerdict(expected: Expected, error: string | undefined): Verdict {
  const { result, errors = [] } = expected;
  if (result === "incomplete") {
    return error === INCOMPLETE ? pass : fail(`expected ${INCOMPLETE}, found ${error ?? "no error"}`);
  }
  if (error === undefined) return result === "invalid" ? fail(`expected error ${errors.join(" or ")}, found none`) : pass;
  if (result === "valid") return fail(`expected no error, found ${error}`);
  if (errors.includes(error)) return pass;
  const why = `expected error ${errors.join(" or ")}, found ${error}`;
  return error === INCOMPLETE ? fail(why) : { outcome: "wrong-error", why };
}

/**
 * The verdict on the reply to octets: the fault, then the parts.
 *
 * @param parts - what is expected beside the fault, each checked in order
 */
export function decodeVerdict(expected: Expected, answer: Reply, parts: () => Verdict): Verdict {
  if (answer.skipped !== undefined) return { outcome: "skipped", why: answer.skipped };
  const first = errorVerdict(expected, answer.error);
  if (first.outcome === "fail") return first;
  const second = parts();
  return second.outcome === "pass" ? first : second;
}
