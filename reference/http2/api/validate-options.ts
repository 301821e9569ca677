/**
 * What is wrong with options, found before anything is done with them: in JavaScript no compiler finds it.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";

const foundText = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value) : Array.isArray(value) ? "an array" : typeof value === "object" && value !== null ? "an object" : String(value));

/** What a value can be, in the words of a complaint. */
const valueChecks = {
  "a function": (value) => typeof value === "function",
  "an object": (value) => typeof value === "object" && value !== null,
  "true or false": (value) => typeof value === "boolean",
  "a list": (value) => Array.isArray(value),
  "a list of strings": (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  "a number from 0": (value) => typeof value === "number" && value >= 0,
  "an object or a function": (value) => typeof value === "function" || (typeof value === "object" && value !== null),
  // Of any realm, and also one that is not the platform's own.
  "an AbortSignal": (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value,
  "a string": (value) => typeof value === "string",
  anything: () => true,
} satisfies Record<string, (value: unknown) => boolean>;

/** What a value can be. */
export type ValueKind = keyof typeof valueChecks;

/**
 * Looks at a value.
 *
 * @param where - the option
 * @throws LocalError where it is something else
 */
export function validateValue(where: string, value: unknown, kind: ValueKind): void {
  if (!valueChecks[kind](value)) throw new LocalError(where, `expected ${kind}, found ${foundText(value)}`);
}

/** Every option that there is, with what it can be. */
export type OptionKinds<T> = Readonly<Record<keyof T, ValueKind>>;

/**
 * Looks at the options that are known; those that are undefined are not given.
 *
 * @throws LocalError where one is something else
 */
export function validateKnownOptions<T extends object>(where: string, given: object, known: OptionKinds<T>): void {
  validateValue(where, given, "an object");
  for (const [name, kind] of Object.entries<ValueKind>(known)) {
    const value = (given as Record<string, unknown>)[name];
    if (value !== undefined) validateValue(where === "" ? name : `${where}.${name}`, value, kind);
  }
}

/**
 * Looks at options, of which there are no others.
 *
 * @throws LocalError where one is something else, or there is none of its name
 */
export function validateOptions<T extends object>(where: string, given: object, known: OptionKinds<T>): void {
  validateKnownOptions(where, given, known);
  const stray = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (stray !== undefined) throw new LocalError(where === "" ? stray : `${where}.${stray}`, `there is no option of this name; expected one of ${Object.keys(known).join(", ")}`);
}
