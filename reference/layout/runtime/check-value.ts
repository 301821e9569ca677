/**
 * Checks of values that are to be encoded, for generated writers. Each throws LocalError, which names the field.
 *
 * @module
 */
import { LocalError } from "../errors.ts";
import type { IntegerRange } from "../model.ts";
import { rangesText } from "../size.ts";
import { ANY_SIZE, hasCharacters, hexOctet, shown, sized, within, wrong } from "./check-error.ts";
import { hexText, utf8Length } from "./text.ts";

/** The base in which an error writes numbers: that of the field. */
type NumberBase = 10 | 16;

const numberText = (value: number | bigint, base: NumberBase): string => (base === 16 ? hexText(value) : String(value));

function wrongNumber(path: string, expected: string, found: unknown, base: NumberBase): never {
  const whole = typeof found === "bigint" || (typeof found === "number" && Number.isInteger(found));
  throw new LocalError(path, `expected ${expected}, found ${whole ? numberText(found, base) : shown(found)}`);
}

/** Returns a whole number of a range. @param base - in which an error writes numbers */
export function whole(path: string, value: unknown, least: number, most: number, base: NumberBase = 10): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  return wrongNumber(path, `a whole number from ${numberText(least, base)} to ${numberText(most, base)}`, value, base);
}

/** Returns a bigint of a range. @param base - in which an error writes numbers */
export function big(path: string, value: unknown, least: bigint, most: bigint, base: NumberBase = 10): bigint {
  if (typeof value === "bigint" && value >= least && value <= most) return value;
  return wrongNumber(path, `a bigint from ${numberText(least, base)} to ${numberText(most, base)}`, value, base);
}

/** Returns a bigint of a width in bits. @param signed - whether it may be negative */
export function wide(path: string, value: unknown, bits: number, signed: boolean): bigint {
  if (typeof value === "bigint" && (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) === value) return value;
  if (typeof value !== "bigint") return wrong(path, `a bigint of ${bits} bits`, value);
  const found = `${value < 0n ? "a negative one" : "one"} of ${value.toString(2).replace("-", "").length} bits`;
  throw new LocalError(path, `expected a bigint of ${bits} bits${signed ? " with its sign" : ""}, found ${found}`);
}

/** Returns a number that a sender may use. @param base - in which an error writes numbers */
export function sendable(path: string, value: number, ranges: readonly IntegerRange[], base: NumberBase = 10): number {
  if (within(value, ranges)) return value;
  return wrongNumber(path, rangesText(ranges, (each) => numberText(each, base)), value, base);
}

/** Returns a boolean as a bit. */
export function bit(path: string, value: unknown): number {
  if (typeof value === "boolean") return value ? 1 : 0;
  return wrong(path, "true or false", value);
}

/** Refuses a bare code that has a name: code that compares with the name would miss it. */
function nameless<C extends number | string>(path: string, value: C, codes: ReadonlyMap<string, C>): C {
  for (const [name, code] of codes) if (code === value) return wrong(path, `the name ${name}`, value);
  return value;
}

/** Returns the code of a name. @param open - the greatest bare code that passes too; none unless given */
export function code(path: string, value: unknown, codes: ReadonlyMap<string, number>, open = -1): number {
  const found = typeof value === "string" ? codes.get(value) : undefined;
  if (found !== undefined) return found;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= open) return nameless(path, value, codes);
  return noCode(path, value, codes, open);
}

/** Refuses a value that is neither a name nor, in an open registry, a bare code. */
function noCode(path: string, value: unknown, codes: ReadonlyMap<string, number>, open: number | bigint): never {
  const names = `one of ${[...codes.keys()].join(", ")}`;
  return wrong(path, open < 0 ? names : `${names}, or a number from 0 to ${open}`, value);
}

/** Returns the code of a name as a bigint. @param open - the greatest bare code that passes too, a bigint; none unless given */
export function bigCode(path: string, value: unknown, codes: ReadonlyMap<string, number>, open = -1n): bigint {
  if (typeof value !== "bigint" || value < 0n || value > open) {
    const found = typeof value === "string" ? codes.get(value) : undefined;
    return found === undefined ? noCode(path, value, codes, open) : BigInt(found);
  }
  // No code of a registry exceeds 2^53 - 1.
  nameless(path, Number(value), codes);
  return value;
}

/** Checks that a text is one of several. */
export function oneOf<N>(path: string, value: unknown, names: readonly string[]): N {
  return typeof value === "string" && names.includes(value) ? (value as N) : wrong(path, `one of ${names.join(", ")}`, value);
}

/**
 * Returns the octets of an ASCII code as text.
 *
 * @param octets - length of a code
 * @param least - the least octet of a bare code; without it only names pass
 * @param most - the greatest octet of a bare code
 */
export function asciiCode(
  path: string,
  value: unknown,
  codes: ReadonlyMap<string, string>,
  octets: number,
  least?: number,
  most = 0xff,
): string {
  const found = typeof value === "string" ? codes.get(value) : undefined;
  if (found !== undefined) return found;
  const names = [...codes.keys()].join(", ");
  if (least === undefined) return wrong(path, `one of ${names}`, value);
  if (typeof value === "string" && value.length === octets && hasCharacters(value, least, most)) return nameless(path, value, codes);
  return wrong(path, `one of ${names}, or ${octets} octets ${hexOctet(least)} to ${hexOctet(most)}`, value);
}

/** Returns octets of an allowed size. */
export function octets(path: string, value: unknown, sizes: readonly IntegerRange[] = ANY_SIZE): Uint8Array {
  if (!(value instanceof Uint8Array)) return wrong(path, "a Uint8Array", value);
  sized(path, value.length, sizes);
  return value;
}

/** Returns the octets that a text has in UTF-8. */
export function utf8(path: string, value: unknown, sizes: readonly IntegerRange[] = ANY_SIZE): number {
  if (typeof value !== "string") return wrong(path, "a string", value);
  if (!value.isWellFormed()) throw new LocalError(path, "expected text that UTF-8 can say, found a surrogate without its pair");
  return sized(path, utf8Length(value), sizes);
}

/** Returns the octets of an ASCII text. */
export function ascii(path: string, value: unknown, sizes: readonly IntegerRange[] = ANY_SIZE): number {
  if (typeof value !== "string") return wrong(path, "a string", value);
  // eslint-disable-next-line no-control-regex -- NUL to DEL is what ASCII is
  if (!/^[\x00-\x7f]*$/.test(value)) return wrong(path, "ASCII text", value);
  return sized(path, value.length, sizes);
}

/** Returns an array. */
export function list(path: string, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : wrong(path, "an array", value);
}

/** The properties of a value before they are checked. */
export type UncheckedFields = Readonly<Record<string, unknown>>;

/** Returns an object. */
export function object(path: string, value: unknown): UncheckedFields {
  return typeof value === "object" && value !== null ? (value as UncheckedFields) : wrong(path, "an object", value);
}

/** Refuses an item that begins with an octet that ends its list. */
export function itemBeforeEnd(path: string, item: Uint8Array, ends: readonly IntegerRange[]): Uint8Array {
  if (!within(item[0] ?? 0, ends)) return item;
  throw new LocalError(path, `expected an item that does not begin with the octet ${rangesText(ends)}, which ends the list`);
}

/** Refuses a value where there may be none. */
export function absent(path: string, value: unknown, expected: string): void {
  if (value !== undefined) wrong(path, expected, value);
}

