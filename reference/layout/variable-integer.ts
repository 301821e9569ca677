/**
 * Integers whose octets say how many they are: what prefix-coded and continued integers have in common.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { Unit, VariableIntegerModel, VariableIntegerUseModel } from "./model.ts";
import { type ConstraintDraft, type FaultCodes, onWire, type WireInfo } from "./wire-type.ts";

/** Options of one use of an integer of varying size. */
export interface VariableIntegerOptions {
  /** Whether a receiver accepts forms that are not the shortest; by default as the integer declares. */
  readonly anyForm?: boolean;
  /** The least valid value; 0 by default. */
  readonly least?: number;
  /** The greatest valid value; by default the greatest that can be coded. */
  readonly most?: number;
  /** The base in which tables, notation and messages write the number; 10 by default. */
  readonly base?: 16;
  /** The unit of the number; none by default. */
  readonly unit?: Unit;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** An integer of varying size. `type` and `bigType` return field types of it for structs. */
export interface VariableInteger<M extends VariableIntegerModel = VariableIntegerModel> {
  /** The plain-data model. */
  readonly model: M;
  /**
   * Returns a field type whose values are numbers.
   *
   * @throws {@link LayoutError} if values may exceed 2^53 - 1: an integer with longer forms needs a `most`
   */
  readonly type: (options?: VariableIntegerOptions) => z.ZodNumber;
  /** Returns a field type whose values are bigints. */
  readonly bigType: (options?: Omit<VariableIntegerOptions, "least" | "most">) => z.ZodBigInt;
}

/** Returns the checks of a receiver that follow from the form of an integer. */
export function formConstraints(integer: VariableIntegerModel, anyForm = integer.anyForm === true): ConstraintDraft[] {
  const { octets, largest, big } = { octets: 0, ...integer };
  return [
    ...(integer.kind === "continued" ? [{ rule: "fits", octets, largest: big ? largest : Number(largest) } as const] : []),
    ...(anyForm ? [] : [{ rule: "shortest" } as const]),
  ];
}

/** Returns the wire information of one use of an integer. */
export function useInfo(integer: VariableIntegerModel, options: VariableIntegerOptions): WireInfo {
  const { least, most, unit } = options;
  const narrow = integer.big && most !== undefined ? { narrow: true as const } : {};
  return {
    wire: { kind: integer.kind, integer, ...narrow } as VariableIntegerUseModel,
    constraints: [
      ...formConstraints(integer, options.anyForm),
      ...(least === undefined ? [] : [{ rule: "least", value: least } as const]),
      ...(most === undefined ? [] : [{ rule: "most", value: most } as const]),
    ],
    faults: options.faults ?? {},
    range: [least ?? 0, most ?? (integer.big ? integer.largest : Number(integer.largest))],
    uses: [integer],
    ...(options.base === undefined ? {} : { base: options.base }),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** Returns the integer of a model, with its field types. */
export function variableInteger<M extends VariableIntegerModel>(model: M): VariableInteger<M> {
  return {
    model,
    type: (options = {}) => {
      const most = options.most ?? Infinity;
      if (model.big && most > Number.MAX_SAFE_INTEGER) {
        throw new LayoutError(model.id, "may exceed 2^53 - 1: use bigType, or give a most that fits a number");
      }
      return onWire(z.int().min(options.least ?? 0).max(options.most ?? Number(model.largest)), useInfo(model, options));
    },
    bigType: (options = {}) => onWire(z.bigint().min(0n).max(BigInt(model.largest)), useInfo(model, options)),
  };
}
