/**
 * Fields as applications write them.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { FieldLine } from "../../wire/index.ts";
import { foundText } from "./validate-options.ts";

/**
 * Fields to send: an object, or pairs of name and value, for instance a `Headers` or a `Map`. A list of strings as the value of a field
 * becomes one line for each of them, as `set-cookie` needs it. Every value is a string; any other, `undefined` too, throws.
 */
export type FieldsInit =
  | Readonly<Record<string, string | readonly string[]>>
  | Iterable<readonly [name: string, value: string | readonly string[]]>;

/** Returns the pairs of an object, or those that an iterable gives. */
function pairsOf(option: string, given: unknown): Iterable<unknown> {
  if (typeof given !== "object" || given === null) throw new LocalError(option, `expected an object or pairs, found ${foundText(given)}`);
  return Symbol.iterator in given ? (given as Iterable<unknown>) : Object.entries(given);
}

/**
 * Returns fields as a list of lines, in their order.
 *
 * @param option - name of the option, for the error
 * @throws LocalError if a name or a value is not a string; the error names the field
 */
export function fieldLinesOf(option: string, given: FieldsInit): FieldLine[] {
  const lines: FieldLine[] = [];
  for (const pair of pairsOf(option, given)) {
    const [name, value] = Array.isArray(pair) && pair.length === 2 ? (pair as unknown[]) : [];
    if (typeof name !== "string") throw new LocalError(option, `expected pairs of name and value, found ${foundText(pair)}`);
    for (const line of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof line !== "string") {
        throw new LocalError(`${option}.${name}`, `expected a string or a list of strings, found ${foundText(line)}`);
      }
      lines.push([name, line]);
    }
  }
  return lines;
}
