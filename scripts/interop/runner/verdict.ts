/**
 * Verdicts: what a reply is worth against what the case expects.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";

import { toHex } from "../../common/octets.ts";
import { parseOctets, repeatedOctets } from "../format/octets.ts";
import { INCOMPLETE, type AdapterReply } from "../protocol/messages.ts";
import type { VerdictName as VerdictName } from "../report/result.ts";

/** What can become of a case. */
export type VectorOutcome = Extract<VerdictName, "pass" | "skipped" | "wrong-error" | "fail" | "timeout" | "crash">;

/** An outcome, and where it is no pass the reason. */
export interface VectorVerdict {
  readonly outcome: VectorOutcome;
  readonly why: string;
}

/** What a receiver has to make of octets. */
export interface ExpectedDecoding {
  readonly result: "valid" | "invalid" | "incomplete" | "acceptable";
  readonly errors?: readonly string[] | undefined;
}

/** A pass. */
export const pass: VectorVerdict = { outcome: "pass", why: "" };

const fail = (why: string): VectorVerdict => ({ outcome: "fail", why });

/** A value with every run of octets written out, so that two forms of the same compare as equal. */
export function withHexOctets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withHexOctets);
  if (typeof value !== "object" || value === null) return value;
  const asRun = repeatedOctets.safeParse(value);
  if (asRun.success) return toHex(parseOctets(asRun.data));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withHexOctets(each)]));
}

/** Whether two plain values are the same, octets in either form. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(withHexOctets(a), withHexOctets(b));
}

/** A value as one line of at most so many characters. */
export function abbreviated(value: unknown, most = 160): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > most ? `${text.slice(0, most)}... (${text.length} characters)` : text;
}

/** Compares what was expected of one part of a reply. */
export function expectSame(what: string, found: unknown, expected: unknown): VectorVerdict {
  return isSame(found, expected) ? pass : fail(`expected ${what} ${abbreviated(expected)}, found ${abbreviated(found)}`);
}

function errorVerdict(expected: ExpectedDecoding, error: string | undefined): VectorVerdict {
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
export function decodeVerdict(expected: ExpectedDecoding, answer: AdapterReply, parts: () => VectorVerdict): VectorVerdict {
  if (answer.skipped !== undefined) return { outcome: "skipped", why: answer.skipped };
  const first = errorVerdict(expected, answer.error);
  if (first.outcome === "fail") return first;
  const second = parts();
  return second.outcome === "pass" ? first : second;
}
