/**
 * Prefix-coded integers: the first bits tell how many more follow.
 *
 * @module
 */
import { z } from "zod";

import { LayoutError } from "./errors.ts";
import { NUMBER_BITS } from "./integer.ts";
import type { DocModel, Endian, Fault, PrefixedModel, PrefixFormModel, Unit } from "./model.ts";
import { type Faults, onWire } from "./wire-type.ts";

/** What the author says of a prefix-coded integer. */
export interface PrefixedDoc extends DocModel {
  readonly id: string;
  readonly title: string;
  /** Width of the lead in bits, 1 to 8. */
  readonly lead: number;
  /** Octet order of the bits after the lead, `big` unless given. */
  readonly endian?: Endian;
  readonly forms: readonly PrefixFormModel[];
  /** The fault of a form that is not the shortest. */
  readonly fault: Fault;
}

/** How a prefix-coded integer is used in one place. */
export interface PrefixedOptions {
  /** Accept forms that are not the shortest; no unless given. */
  readonly anyForm?: boolean;
  readonly least?: number;
  readonly most?: number;
  readonly unit?: Unit;
  readonly faults?: Faults;
}

/** A prefix-coded integer of a protocol; `type` gives it a place in a struct. */
export interface Prefixed {
  readonly model: PrefixedModel;
  /** A field type of it, where values fit a number. */
  readonly type: (options?: PrefixedOptions) => z.ZodNumber;
  /** A field type of it, where values may exceed 2^53 - 1. */
  readonly bigType: (options?: Omit<PrefixedOptions, "least" | "most">) => z.ZodBigInt;
}

/** The greatest integer that a form can hold. */
export function formLargest(lead: number, form: PrefixFormModel): bigint {
  const kept = BigInt(form.lead[1]) & ((1n << BigInt(form.keep)) - 1n);
  return form.extra === 0 ? kept : (kept << BigInt(form.extra)) | ((1n << BigInt(form.extra)) - 1n);
}

function checkForms(doc: PrefixedDoc): void {
  const fail = (problem: string): never => {
    throw new LayoutError(doc.id, problem);
  };
  if (doc.lead < 1 || doc.lead > 8) fail(`has a lead of ${doc.lead} bits, expected 1 to 8`);
  let next = 0;
  for (const form of doc.forms) {
    if (form.lead[0] !== next) fail(`lead values go on at ${form.lead[0]}, expected ${next}: forms cover all leads in order`);
    if (form.lead[1] < form.lead[0]) fail(`has a form whose lead ends before it begins`);
    if (form.keep > doc.lead) fail(`keeps ${form.keep} of ${doc.lead} lead bits`);
    if (form.extra % 8 !== 0) fail(`has a form with ${form.extra} bits after the lead, expected whole octets`);
    if (form.keep + form.extra > 64) fail(`has a form of ${form.keep + form.extra} bits, expected at most 64`);
    next = form.lead[1] + 1;
  }
  if (next !== 2 ** doc.lead) fail(`lead values end at ${next - 1}, expected ${2 ** doc.lead - 1}`);
}

/**
 * Declares a prefix-coded integer.
 *
 * @throws {@link LayoutError} where the forms do not cover every value of the lead once, in order
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
    largest: String(largest),
    big,
  };
  const use = <T extends z.ZodType>(type: T, options: PrefixedOptions): T => onWire(type, useInfo(model, options));
  return {
    model,
    type: (options = {}) => {
      if (big) throw new LayoutError(doc.id, "may exceed 2^53 - 1: use bigType");
      return use(z.int().min(options.least ?? 0).max(options.most ?? Number(largest)), options);
    },
    bigType: (options = {}) => use(z.bigint().min(0n).max(largest), options),
  };
}

/** What a use of a prefix-coded integer says of the wire. */
export function useInfo(integer: PrefixedModel, options: PrefixedOptions) {
  const { least, most, unit } = options;
  return {
    wire: { kind: "prefixed", integer } as const,
    constraints: [
      ...(options.anyForm === true ? [] : [{ rule: "shortest" } as const]),
      ...(least === undefined ? [] : [{ rule: "least", value: least } as const]),
      ...(most === undefined ? [] : [{ rule: "most", value: most } as const]),
    ],
    faults: options.faults ?? {},
    range: [least ?? 0, most ?? (integer.big ? integer.largest : Number(integer.largest))] as const,
    uses: [integer],
    ...(unit === undefined ? {} : { unit }),
  };
}
