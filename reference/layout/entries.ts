/**
 * The entries of a registry whose codes are values.
 *
 * @module
 */
import type { ConstantModel, EntryModel, EntryStatus, LiteralModel, RegistryModel } from "./model.ts";
import { hexText } from "./runtime/text.ts";

/** The statuses of codes that may stand on the wire with their meaning. Other codes are as if they were not in the table. */
const NAMED: ReadonlySet<EntryStatus> = new Set<EntryStatus>(["assigned", "provisional", "deprecated"]);

/** Returns whether the code of an entry is a value with a name. The codes of reserved, unassigned and private-use entries are not. */
export function isNamed({ status }: EntryModel): boolean {
  return NAMED.has(status);
}

/** Returns the entries whose codes are values, in the order of the table: a codec and a specification list the same ones. */
export function namedEntries({ entries }: RegistryModel): readonly EntryModel[] {
  return entries.filter(isNamed);
}

/** A range of numbers as an author writes it: `240-255` or `0xf0-0xff`. */
const RANGE = /^(0x[0-9a-f]+|\d+)-(0x[0-9a-f]+|\d+)$/i;

/** Returns the least and greatest code of an entry; `undefined` for a code of ASCII octets, and for a name. */
export function codeRange(entry: EntryModel): readonly [least: number, most: number] | undefined {
  if (typeof entry.code === "number") return [entry.code, entry.code];
  const [, least, most] = (isNamed(entry) ? null : RANGE.exec(entry.code)) ?? [];
  return least === undefined || most === undefined ? undefined : [Number(least), Number(most)];
}

/** Returns a number as text in a base: in hexadecimal with a digit pair for each octet, `0x0301`. */
export function numberText(value: number | bigint | string, base: 10 | 16 = 10): string {
  return base === 10 ? String(value) : hexText(BigInt(value));
}

/** Returns the value of a constant as text: a number in its base, text in quotes, octets in hexadecimal. */
export function constantText(wire: ConstantModel | LiteralModel, base?: 16): string {
  if (wire.kind === "constant") return numberText(wire.value, base);
  return wire.as === "octets" ? `0x${wire.octets}` : JSON.stringify(literalText(wire));
}

/** Returns the octets of a literal as text, one character each. */
export function literalText({ octets }: LiteralModel): string {
  return octets.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
}

/** Returns the code of an entry as text: in hexadecimal as wide as the greatest code of the registry, a range as `0xf0-0xff`. */
export function codeText(registry: RegistryModel, entry: EntryModel): string {
  const range = codeRange(entry);
  if (registry.base === undefined || range === undefined) return String(entry.code);
  const greatest = Math.max(...registry.entries.map((each) => codeRange(each)?.[1] ?? 0));
  const width = numberText(greatest, 16).length - 2;
  const [least, most] = range.map((code) => `0x${code.toString(16).padStart(width, "0")}`);
  return range[0] === range[1] && typeof entry.code === "number" ? (least ?? "") : `${least ?? ""}-${most ?? ""}`;
}
