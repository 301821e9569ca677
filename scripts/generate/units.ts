/**
 * Formats amounts for tables, prose and diagrams.
 *
 * @module
 */
import { numberText } from "../../reference/layout/entries.ts";
import type { FieldModel, IntegerRange, Unit } from "../../reference/layout/model.ts";

const binary = [
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
] as const;

/** The singular of each unit. */
const singular: Readonly<Partial<Record<Unit, string>>> = {
  bits: "bit",
  octets: "octet",
  items: "item",
  messages: "message",
  frames: "frame",
  connections: "connection",
  pings: "ping",
  openings: "opening",
};

/** Units that the title of a limit names. */
const counted: ReadonlySet<Unit> = new Set(["items", "messages", "frames", "connections", "pings", "openings", "decisions"]);

/**
 * Returns an amount with its unit: octets in the largest binary multiple that divides them, times in s or ms, counted things as a
 * number.
 *
 * @param unit - absent for a number without a unit
 */
export function amount(value: number, unit?: Unit): string {
  if (unit === undefined || counted.has(unit)) return String(value);
  if (unit === "ms") return value !== 0 && value % 1000 === 0 ? `${value / 1000} s` : `${value} ms`;
  if (unit === "octets") {
    const multiple = binary.find(([, size]) => value !== 0 && value % size === 0);
    if (multiple !== undefined) return `${value / multiple[1]} ${multiple[0]}`;
  }
  return withNoun(value, unit);
}

/** Returns a number and its unit: `1 octet`, `20 octets`, `10 s`. */
export function withNoun(value: number, unit: Unit): string {
  return `${value} ${value === 1 ? (singular[unit] ?? unit) : unit}`;
}

/** Returns a list in words: `8, 24 or 40`. */
export function joinWithOr(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}

/** Returns ranges in words: `1000 to 1003, 1007 to 1014 or 3000 to 4999`. */
export function ranges(list: readonly IntegerRange[], base?: 16): string {
  const text = (end: number): string => numberText(end, base);
  return joinWithOr(list.map(([least, most]) => range([text(least), most === null ? null : text(most)])));
}

/** Returns a range in words: `3`, `3 or more`, `3 to 7`. */
export function range([least, most]: readonly [number | string, number | string | null]): string {
  if (most === null) return `${least} or more`;
  return String(least) === String(most) ? String(least) : `${least} to ${most}`;
}

/** Returns the range of a number in words, in the base of its field. */
export function rangeOf({ base }: Pick<FieldModel, "base">, [least, most]: NonNullable<FieldModel["range"]>): string {
  return range([numberText(least, base), numberText(most, base)]);
}

/** Returns the default of a limit: `16 MiB`, `1000`, `100 in 10 s`. */
export function limitValue({ value, unit, within }: { readonly value: number; readonly unit: Unit; readonly within?: number }): string {
  return amount(value, unit) + (within === undefined ? "" : ` in ${amount(within, "ms")}`);
}
