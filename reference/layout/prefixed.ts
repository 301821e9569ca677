/**
 * Prefix-coded integers, whose first bits give the number of bits that follow.
 *
 * @module
 */
import { LayoutError } from "./errors.ts";
import type { DocModel, Endian, FaultCode, PrefixedModel, PrefixFormModel } from "./model.ts";
import { formLargest, NUMBER_BITS } from "./numbers.ts";
import { type VariableInteger, variableInteger, type VariableIntegerOptions } from "./variable-integer.ts";

/** The author's description of a prefix-coded integer. */
export interface PrefixedDoc extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text. */
  readonly title: string;
  /** The width of the lead in bits, 1 to 8. */
  readonly lead: number;
  /** Octet order of the bits after the lead; `big` by default. */
  readonly endian?: Endian;
  /** The forms in the order of their leads and of their numbers. */
  readonly forms: readonly PrefixFormModel[];
  /** The fault of a form that is not the shortest. */
  readonly fault: FaultCode;
  /** Whether a receiver accepts forms that are not the shortest; `false` by default. A sender uses the shortest form. */
  readonly anyForm?: boolean;
}

/** Options of one use of a prefix-coded integer. */
export type PrefixedOptions = VariableIntegerOptions;

/** A prefix-coded integer of a protocol. `type` returns a field type of it for a struct. */
export type Prefixed = VariableInteger<PrefixedModel>;

/** Returns the least integer that a form can hold. */
function formLeast(form: PrefixFormModel): bigint {
  return BigInt(form.lead[0] % 2 ** form.keep) << BigInt(form.extra);
}

/** Returns the mistake in one form, if it has one. */
function formProblem(lead: number, { lead: [from, to], keep, extra }: PrefixFormModel): string | undefined {
  if (to < from) return "has a form whose lead ends before it begins";
  if (!Number.isInteger(keep) || keep < 0 || keep > lead) return `keeps ${keep} of ${lead} lead bits`;
  if (!Number.isInteger(extra / 8) || extra < 0) return `has a form with ${extra} bits after the lead, expected whole octets`;
  if (keep + extra < 1 || keep + extra > 64) return `has a form of ${keep + extra} bits, expected 1 to 64`;
  if (Math.floor(from / 2 ** keep) !== Math.floor(to / 2 ** keep)) {
    return `has a form of ${to - from + 1} leads that keeps ${keep} bits, so several leads say the same`;
  }
  return undefined;
}

/** Checks that every lead has one form, every integer up to the largest has a form, and later forms hold greater integers. */
function checkForms(doc: PrefixedDoc): void {
  const fail = (problem: string): never => {
    throw new LayoutError(doc.id, problem);
  };
  if (!Number.isInteger(doc.lead) || doc.lead < 1 || doc.lead > 8) fail(`has a lead of ${doc.lead} bits, expected 1 to 8`);
  let next = 0;
  let largest = -1n;
  for (const form of doc.forms) {
    if (form.lead[0] !== next) fail(`lead values go on at ${form.lead[0]}, expected ${next}: forms cover all leads in order`);
    const problem = formProblem(doc.lead, form);
    if (problem !== undefined) fail(problem);
    if (formLeast(form) > largest + 1n) fail(`has no form for ${largest + 1n}: the form from lead ${next} begins at ${formLeast(form)}`);
    if (formLargest(doc.lead, form) <= largest) fail(`has a form from lead ${next} that holds no more than those before it`);
    largest = formLargest(doc.lead, form);
    next = form.lead[1] + 1;
  }
  if (next !== 2 ** doc.lead) fail(`lead values end at ${next - 1}, expected ${2 ** doc.lead - 1}`);
}

/**
 * Declares a prefix-coded integer.
 *
 * @throws {@link LayoutError} if the forms do not cover every lead value once, in order
 *
 * @example
 * ```ts
 * import { compilePrefixed, prefixed } from "websocket2/layout";
 *
 * const size = prefixed({
 *   id: "size",
 *   title: "Size",
 *   description: "Up to 127 in one octet, up to 32767 in two.",
 *   cite: "#size",
 *   fault: "BAD",
 *   lead: 8,
 *   forms: [
 *     { lead: [0x00, 0x7f], keep: 7, extra: 0 },
 *     { lead: [0x80, 0xff], keep: 7, extra: 8 },
 *   ],
 * });
 * console.log(compilePrefixed<number>(size.model).encode(300)); // Uint8Array(2) [ 129, 44 ]
 * ```
 */
export function prefixed(doc: PrefixedDoc): Prefixed {
  checkForms(doc);
  const largest = doc.forms.map((form) => formLargest(doc.lead, form)).reduce((a, b) => (a > b ? a : b));
  const big = largest >= 1n << BigInt(NUMBER_BITS);
  const model: PrefixedModel = {
    kind: "prefixed",
    id: doc.id,
    title: doc.title,
    description: doc.description,
    cite: doc.cite,
    lead: doc.lead,
    endian: doc.endian ?? "big",
    forms: doc.forms.map((form) => ({ lead: form.lead, keep: form.keep, extra: form.extra })),
    fault: doc.fault,
    ...(doc.anyForm === true ? { anyForm: true } : {}),
    largest: String(largest),
    big,
  };
  return variableInteger(model);
}
