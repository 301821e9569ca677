/**
 * Compares the reply of an adapter with the expected result of a case.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";

import { toHex } from "../../common/octets.ts";
import { parseOctets, repeatedOctets } from "../format/octets.ts";
import { INCOMPLETE, type AdapterReply } from "../protocol/messages.ts";
import type { VerdictName } from "../report/result.ts";

/** The outcome of a case. */
export type VectorOutcome = Extract<VerdictName, "pass" | "skipped" | "wrong-error" | "fail" | "timeout" | "crash">;

/** An outcome, and the reason unless it is a pass. */
export interface VectorVerdict {
  readonly outcome: VectorOutcome;
  readonly why: string;
}

/** The expected result of decoding; `acceptable` allows a value or one of the errors. */
export interface ExpectedDecoding {
  readonly result: "valid" | "invalid" | "incomplete" | "acceptable";
  readonly errors?: readonly string[] | undefined;
}

/** A pass. */
export const pass: VectorVerdict = { outcome: "pass", why: "" };

const fail = (why: string): VectorVerdict => ({ outcome: "fail", why });

/** Replaces every repeated pattern of octets by hexadecimal digits, so that both forms compare as equal. */
export function withHexOctets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withHexOctets);
  if (typeof value !== "object" || value === null) return value;
  const repeated = repeatedOctets.safeParse(value);
  if (repeated.success) return toHex(parseOctets(repeated.data));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withHexOctets(each)]));
}

/** Returns whether two plain values are equal, with octets in either form. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(withHexOctets(a), withHexOctets(b));
}

/** Returns a value in one line of JSON, shortened to `maxCharacters`. */
export function abbreviated(value: unknown, maxCharacters = 160): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}... (${text.length} characters)` : text;
}

/** Compares one part of a reply. @param part - its name in the verdict */
export function expectSame(part: string, found: unknown, expected: unknown): VectorVerdict {
  return isSame(found, expected) ? pass : fail(`expected ${part} ${abbreviated(expected)}, found ${abbreviated(found)}`);
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
 * Compares a reply to octets: first the error, then the other parts.
 *
 * @param compareParts - compares the other parts
 */
export function decodeVerdict(expected: ExpectedDecoding, reply: AdapterReply, compareParts: () => VectorVerdict): VectorVerdict {
  if (reply.skipped !== undefined) return { outcome: "skipped", why: reply.skipped };
  const error = errorVerdict(expected, reply.error);
  if (error.outcome === "fail") return error;
  const parts = compareParts();
  return parts.outcome === "pass" ? error : parts;
}
