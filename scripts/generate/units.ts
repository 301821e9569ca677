/**
 * How amounts are written, the same in tables, prose and diagrams.
 *
 * @module
 */
import type { IntegerRange, Unit } from "../../reference/layout/model.ts";

const binary = [
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
] as const;

/** Names of one piece of what is counted. */
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

/** Counts whose noun the title of a limit already says. */
const counted: ReadonlySet<Unit> = new Set(["items", "messages", "frames", "connections", "pings", "openings"]);

/**
 * An amount with its unit: octets in the largest binary multiple that divides them, times in the
 * largest of ms and s that divides them, things that are only counted as the bare number.
 * @param unit absent for a number without unit.
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

/** A number and its noun: `1 octet`, `20 octets`, `10 s`. */
export function withNoun(value: number, unit: Unit): string {
  return `${value} ${value === 1 ? (singular[unit] ?? unit) : unit}`;
}

/** A list in words: `8, 24 or 40`. */
export function joinWithOr(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} or ${last}`;
}

/** Ranges in words: `1000 to 1003, 1007 to 1014 or 3000 to 4999`. */
export function ranges(list: readonly IntegerRange[]): string {
  return joinWithOr(list.map(range));
}

/** One range in words: `3`, `3 or more`, `3 to 7`. */
export function range([least, most]: readonly [number | string, number | string | null]): string {
  if (most === null) return `${least} or more`;
  return String(least) === String(most) ? String(least) : `${least} to ${most}`;
}

/** The default of a limit: `16 MiB`, `1000`, `100 in 10 s`. */
export function limitValue({ value, unit, within }: { readonly value: number; readonly unit: Unit; readonly within?: number }): string {
  return amount(value, unit) + (within === undefined ? "" : ` in ${amount(within, "ms")}`);
}
