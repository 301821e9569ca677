/**
 * Checks of values that are to be encoded; compiled writers call them.
 *
 * @module
 */
import { LocalError } from "../errors.ts";
import type { IntegerRange } from "../model.ts";
import { rangesText } from "../size.ts";

/** So much of a text is shown in an error. */
const SHOWN_CHARACTERS = 40;

function shown(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return Object.prototype.toString.call(value).slice(8, -1);
  if (typeof value !== "string") return String(value as number);
  return value.length <= SHOWN_CHARACTERS ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, SHOWN_CHARACTERS))}...`;
}

function wrong(path: string, expected: string, found: unknown): never {
  throw new LocalError(path, `expected ${expected}, found ${shown(found)}`);
}

/** A whole number in a range. @throws LocalError where it is not. */
export function whole(path: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  return wrong(path, `a whole number from ${least} to ${most}`, value);
}

/** A bigint in a range. @throws LocalError where it is not. */
export function big(path: string, value: unknown, most: bigint): bigint {
  if (typeof value === "bigint" && value >= 0n && value <= most) return value;
  return wrong(path, `a bigint from 0 to ${most}`, value);
}

/** A number that a sender may use. @throws LocalError where it is not. */
export function sendable(path: string, value: number, ranges: readonly IntegerRange[]): number {
  if (ranges.some(([least, most]) => value >= least && (most === null || value <= most))) return value;
  return wrong(path, rangesText(ranges), value);
}

/** A boolean as a bit. @throws LocalError where it is none. */
export function bit(path: string, value: unknown): number {
  if (typeof value === "boolean") return value ? 1 : 0;
  return wrong(path, "true or false", value);
}

/** Refuses a bare code that has a name: what hangs on the name would not be seen. */
function nameless<C extends number | string>(path: string, value: C, codes: ReadonlyMap<string, C>): C {
  for (const [name, code] of codes) if (code === value) return wrong(path, `the name ${name}`, value);
  return value;
}

/** The code of a name; where `open` a number without a name passes that is at most this. @throws LocalError where there is none. */
export function coded(path: string, value: unknown, codes: ReadonlyMap<string, number>, open: number): number {
  const code = typeof value === "string" ? codes.get(value) : undefined;
  if (code !== undefined) return code;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= open) return nameless(path, value, codes);
  return wrong(path, `one of ${[...codes.keys()].join(", ")}`, value);
}

/** The octets of an ASCII code; where `open` any printable one of the right length. @throws LocalError where it is neither. */
export function asciiCoded(path: string, value: unknown, codes: ReadonlyMap<string, string>, open: boolean, octets: number): string {
  const code = typeof value === "string" ? codes.get(value) : undefined;
  if (code !== undefined) return code;
  if (open && typeof value === "string" && value.length === octets && /^[\x20-\x7e]*$/.test(value)) return nameless(path, value, codes);
  return wrong(path, `one of ${[...codes.keys()].join(", ")}${open ? `, or ${octets} printable ASCII octets` : ""}`, value);
}

/** Octets of an allowed size. @throws LocalError where they are not. */
export function run(path: string, value: unknown, sizes: readonly IntegerRange[]): Uint8Array {
  if (!(value instanceof Uint8Array)) return wrong(path, "a Uint8Array", value);
  sized(path, value.length, sizes);
  return value;
}

/** A size that is allowed. */
function sized(path: string, size: number, sizes: readonly IntegerRange[]): number {
  for (const [least, most] of sizes) if (size >= least && (most === null || size <= most)) return size;
  throw new LocalError(path, `expected ${rangesText(sizes)} octets, found ${size} octets`);
}

/** How many octets a text of an allowed size has in UTF-8. @throws LocalError where it cannot be said in UTF-8 or is too long. */
export function utf8(path: string, value: unknown, sizes: readonly IntegerRange[], length: (text: string) => number): number {
  if (typeof value !== "string") return wrong(path, "a string", value);
  if (!value.isWellFormed()) throw new LocalError(path, "expected text that UTF-8 can say, found a surrogate without its pair");
  return sized(path, length(value), sizes);
}

/** How many octets an ASCII text of an allowed size has. @throws LocalError where it is no ASCII or too long. */
export function ascii(path: string, value: unknown, sizes: readonly IntegerRange[], length: (text: string) => number): number {
  if (typeof value !== "string") return wrong(path, "a string", value);
  // eslint-disable-next-line no-control-regex -- NUL to DEL is what ASCII is
  if (!/^[\x00-\x7f]*$/.test(value)) return wrong(path, "ASCII text", value);
  return sized(path, length(value), sizes);
}

/** A list. @throws LocalError where it is none. */
export function list(path: string, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : wrong(path, "an array", value);
}

/** An object. @throws LocalError where it is none. */
export function object(path: string, value: unknown): object {
  return typeof value === "object" && value !== null ? value : wrong(path, "an object", value);
}

/** The octets of an item that is not mistaken for the end of its list. @throws LocalError where it begins with the closing octet. */
export function opening(path: string, item: Uint8Array, closing: number): Uint8Array {
  if (item[0] !== closing) return item;
  throw new LocalError(path, `expected an item that does not begin with the octet ${closing}, which ends the list`);
}

/** Nothing where there may be nothing. @throws LocalError where there is something. */
export function absent(path: string, value: unknown, why: string): void {
  if (value !== undefined) wrong(path, why, value);
}
