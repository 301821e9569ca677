/**
 * Bounds as a caller gives them, and as generated readers compare with them.
 *
 * @module
 */
import { LocalError } from "../errors.ts";
import type { Bounds } from "./reader-state.ts";

/** The bounds that a layout knows: `null` for a number, codes by name for the name of a code. */
export type KnownBounds = Readonly<Record<string, ReadonlyMap<string, number> | null>>;

/** Bounds as numbers, by name. */
export type BoundNumbers = Readonly<Record<string, number>>;

function boundNumber(name: string, value: number | string | undefined): number {
  if (value === undefined) return Infinity;
  if (typeof value === "number" && value >= 0) return value;
  throw new LocalError(`bounds.${name}`, `expected a number of at least 0, found ${JSON.stringify(value)}`);
}

function boundCode(name: string, value: number | string | undefined, codes: ReadonlyMap<string, number>): number {
  if (value === undefined) return -1;
  const code = codes.get(value as string);
  if (code !== undefined) return code;
  throw new LocalError(`bounds.${name}`, `expected one of ${[...codes.keys()].join(", ")}, found ${JSON.stringify(value)}`);
}

/**
 * Returns the numbers that a reader compares with. An absent number is no limit; an absent code allows the omitted code alone.
 *
 * @throws LocalError where a bound is unknown, negative, or the name of no code
 */
export function boundNumbers(known: KnownBounds, given: Bounds): BoundNumbers {
  const stray = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (stray !== undefined) {
    throw new LocalError(`bounds.${stray}`, `is no bound of this layout, expected ${Object.keys(known).join(", ") || "none"}`);
  }
  const numbers = Object.entries(known).map(([name, codes]) => [
    name,
    codes === null ? boundNumber(name, given[name]) : boundCode(name, given[name], codes),
  ]);
  return Object.fromEntries(numbers) as BoundNumbers;
}
