/**
 * Validates options before they are used: JavaScript callers have no compiler that does.
 *
 * @module
 */
import { MessageBudget } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";

/** Returns a value as an error shows it. */
export function foundText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Tests of values by the words that an error uses for them. */
const valueChecks = {
  "a function": (value) => typeof value === "function",
  "an object": (value) => typeof value === "object" && value !== null,
  "true or false": (value) => typeof value === "boolean",
  "a list": (value) => Array.isArray(value),
  "a list of strings": (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  "a number from 0": (value) => typeof value === "number" && value >= 0,
  "an object or a function": (value) => typeof value === "function" || (typeof value === "object" && value !== null),
  // By its members: a signal of another realm, or of a polyfill, is no instance of AbortSignal.
  "an AbortSignal": (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value,
  "a MessageBudget": (value) => value instanceof MessageBudget,
  "a string": (value) => typeof value === "string",
  anything: () => true,
} satisfies Record<string, (value: unknown) => boolean>;

/** Kind of a value, as an error names it. */
export type ValueKind = keyof typeof valueChecks;

/**
 * Validates a value.
 *
 * @param option - name of the option, for the error
 * @throws LocalError if the value is of another kind
 */
export function validateValue(option: string, value: unknown, kind: ValueKind): void {
  if (!valueChecks[kind](value)) throw new LocalError(option, `expected ${kind}, found ${foundText(value)}`);
}

const optionPath = (parent: string, name: string): string => (parent === "" ? name : `${parent}.${name}`);

/** Every option with its kind. */
export type OptionKinds<T> = Readonly<Record<keyof T, ValueKind>>;

/**
 * Validates the known options and ignores others; `undefined` is the same as absent.
 *
 * @param parent - name of the option that holds them; empty at the top
 * @throws LocalError if an option is of another kind
 */
export function validateKnownOptions<T extends object>(parent: string, given: object, known: OptionKinds<T>): void {
  validateValue(parent, given, "an object");
  for (const [name, kind] of Object.entries<ValueKind>(known)) {
    const value = (given as Record<string, unknown>)[name];
    if (value !== undefined) validateValue(optionPath(parent, name), value, kind);
  }
}

/**
 * Validates all options.
 *
 * @param parent - name of the option that holds them; empty at the top
 * @throws LocalError if an option is of another kind, or is unknown
 */
export function validateOptions<T extends object>(parent: string, given: object, known: OptionKinds<T>): void {
  validateKnownOptions(parent, given, known);
  const stray = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (stray === undefined) return;
  throw new LocalError(optionPath(parent, stray), `unknown option; expected one of ${Object.keys(known).join(", ")}`);
}
