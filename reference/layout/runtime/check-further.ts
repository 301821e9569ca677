/**
 * Checks of values of constructs that few protocols need, apart from the others, so that bundles leave them out.
 *
 * @module
 */
import { LocalError } from "../errors.ts";
import type { IntegerRange, RelationModel } from "../model.ts";
import { isRelated } from "../relations.ts";
import { ANY_SIZE, hasCharacters, hexOctet, sized, wrong } from "./check-error.ts";
import { list, type UncheckedFields } from "./check-value.ts";
import { charactersWithin } from "./text.ts";

/** Returns the units that octets or items fill. */
export function units(path: string, counted: number, unit: number, noun: string): number {
  if (counted % unit === 0) return counted / unit;
  throw new LocalError(path, `expected a multiple of ${unit} ${noun}, found ${counted}`);
}

/** Returns the octets of a text of characters up to U+00FF. */
export function latin1(path: string, value: unknown, sizes: readonly IntegerRange[] = ANY_SIZE): number {
  if (typeof value !== "string") return wrong(path, "a string", value);
  if (!hasCharacters(value, 0, 0xff)) return wrong(path, "text of characters up to U+00FF", value);
  return sized(path, value.length, sizes);
}

/** Refuses a text with a character outside of the ranges of code points. @param expected - the ranges in words */
export function characters(path: string, value: unknown, ranges: readonly IntegerRange[], expected: string): void {
  if (!charactersWithin(value as string, ranges)) wrong(path, expected, value);
}

/** Refuses a text or octets with the octet that closes them. */
export function unclosed(path: string, value: unknown, octet: number): void {
  const has = typeof value === "string" ? value.includes(String.fromCharCode(octet)) : (value as Uint8Array).includes(octet);
  if (has) wrong(path, `nothing with the octet ${hexOctet(octet)}, which closes it`, value);
}

/** Writes a struct inside itself. @param levels - how many stand around it; @param most - how many may */
export function nested(path: string, levels: { count: number }, most: number, write: () => Uint8Array): Uint8Array {
  if (levels.count >= most) throw new LocalError(path, `expected at most ${most} levels, found ${levels.count + 1}`);
  levels.count += 1;
  try {
    return write();
  } finally {
    levels.count -= 1;
  }
}

/** Refuses a list whose last item is not the first one of which a test holds. @param expected - the test in words */
export function lastItem(path: string, value: unknown, test: (item: UncheckedFields) => boolean, expected: string): void {
  const items = list(path, value) as readonly UncheckedFields[];
  const first = items.findIndex(test);
  if (first === items.length - 1 && first >= 0) return;
  if (first < 0) throw new LocalError(path, `expected a last item whose ${expected}, found none in ${items.length} items`);
  throw new LocalError(`${path}.${first}`, `expected no item behind one whose ${expected}, found ${items.length - 1 - first}`);
}

/** Refuses a value without a relation to another one. */
export function related(path: string, value: unknown, is: RelationModel["is"], other: unknown, expected: string): void {
  if (!isRelated(value, is, other)) wrong(path, expected, value);
}
