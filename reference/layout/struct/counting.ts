/**
 * Lengths, sizes and counts in units, with a constant, and from an earlier field on.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { CountingModel, FieldModel, FieldRole, IntegerRange, WireModel } from "../model.ts";
import { fieldsBits } from "./sizes.ts";

/** How a length, size or count says its number. */
export interface CountingOptions {
  /**
   * The first field that a length counts: its own name if it counts itself, or an earlier field. The default is the field behind it; of
   * a length that ends within an octet, the field behind the octet.
   */
  readonly from?: string;
  /** The octets or items of one unit; 1 by default. A sender's octets must fill whole units. */
  readonly unit?: number;
  /** A constant that is added to the number of units; 0 by default. It may be negative. */
  readonly plus?: number;
}

/** Returns the fields behind the octet in which a field ends. */
export function fieldsBehind(fields: readonly FieldModel[], index: number): readonly FieldModel[] {
  const used = (fieldsBits(fields.slice(0, index + 1))[0]?.[0] ?? 0) % 8;
  let behind = index + 1;
  for (let bits = used; bits % 8 !== 0 && behind < fields.length; behind++) {
    bits += fieldsBits(fields.slice(behind, behind + 1))[0]?.[0] ?? 0;
  }
  return fields.slice(behind);
}

/** Returns the octets from the first counted field to the first octet behind the length. */
function octetsBefore(where: string, fields: readonly FieldModel[], from: string): number {
  const first = fields.findIndex(({ name }) => name === from);
  if (first < 0) throw new LayoutError(where, `counts from ${from}, which is neither itself nor an earlier field`);
  const [least, ...others] = fieldsBits(fields.slice(first));
  if (least === undefined || others.length > 0 || least[0] !== least[1]) {
    throw new LayoutError(where, `counts from ${from}, and the octets from there vary; expected fields of one size up to the length`);
  }
  if (fieldsBits(fields.slice(0, first)).some(([bits]) => bits % 8 !== 0)) {
    throw new LayoutError(where, `counts from ${from}, which does not begin on an octet`);
  }
  return Math.ceil(least[0] / 8);
}

/**
 * Returns the model of the counting; `undefined` if the number is that of the octets or items behind it.
 *
 * @param fields - the earlier fields, and at the end one with the name and the wire of the length
 * @throws {@link LayoutError} if an option is out of range, or the octets that it counts before its end vary in size
 */
export function countingModel(
  where: string,
  role: FieldRole,
  fields: readonly { readonly name: string; readonly wire: WireModel }[],
  { from, unit = 1, plus = 0 }: CountingOptions,
): CountingModel | undefined {
  if (!Number.isSafeInteger(unit) || unit < 1) {
    throw new LayoutError(where, `counts units of ${unit}, expected a whole number of at least 1`);
  }
  if (!Number.isSafeInteger(plus)) throw new LayoutError(where, `counts plus ${plus}, expected a whole number`);
  if (from !== undefined && role !== "length") throw new LayoutError(where, `counts from ${from}, which only a length can`);
  if (from === undefined && unit === 1 && plus === 0) return undefined;
  const before = from === undefined ? 0 : octetsBefore(where, fields as readonly FieldModel[], from);
  return { ...(from === undefined ? {} : { from }), before, unit, plus };
}

/** Returns the number on the wire for octets or items behind a length, size or count, rounded up to whole units. */
export function countedNumber({ counting }: Pick<FieldModel, "counting">, behind: number): number {
  return counting === undefined ? behind : Math.ceil((behind + counting.before) / counting.unit) + counting.plus;
}

/** Returns the octets or items behind a length, size or count for its number on the wire, at least 0. */
export function countedBehind({ counting }: Pick<FieldModel, "counting">, number: number): number {
  return counting === undefined ? number : Math.max(0, (number - counting.plus) * counting.unit - counting.before);
}

/** Returns the range of the octets or items behind a length, size or count. */
export function behindRange(field: Pick<FieldModel, "counting" | "range">): IntegerRange {
  const [least, most] = field.range ?? [0, Infinity];
  return [countedBehind(field, Number(least)), Number(most) === Infinity ? null : countedBehind(field, Number(most))];
}

/** Returns the octets or items behind a length, size or count as an expression. @param number - a variable or another atom */
export function behindText({ counting }: Pick<FieldModel, "counting">, number: string): string {
  if (counting === undefined) return number;
  const { before, unit, plus } = counting;
  const more = plus === 0 ? number : `${number} ${plus < 0 ? "+" : "-"} ${Math.abs(plus)}`;
  const octets = unit === 1 ? more : `${plus === 0 ? more : `(${more})`} * ${unit}`;
  return before === 0 ? octets : `${octets} - ${before}`;
}
