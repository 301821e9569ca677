/**
 * What a command of `ws2` is: its options stand in one table, from which both the parser and the help are made.
 *
 * @module
 */
import { parseArgs, type ParseArgsConfig } from "node:util";

import type { Style } from "./style.ts";

/** Where a command reads and writes. */
export interface Io {
  /** All of the standard input. */
  readonly input: () => Promise<Uint8Array>;
  /** The standard input in pieces of text, as they come. */
  readonly lines: () => AsyncIterable<string>;
  /** Writes to the standard output, without adding a line end. */
  readonly out: (text: string) => void;
  /** Writes octets to the standard output as they are. */
  readonly octets: (octets: Uint8Array) => void;
  /** Writes to the standard error output, without adding a line end. */
  readonly error: (text: string) => void;
  readonly style: Style;
  /** Whether the standard output is a terminal. */
  readonly terminal: boolean;
  /** How wide the output is, in columns. */
  readonly columns: number;
}

/** One option of a command. */
export interface Option {
  /** One letter. */
  readonly short?: string;
  /** The name of its value in the help; absent for a switch. */
  readonly value?: string;
  /** What it does, without a full stop. */
  readonly says: string;
}

/** A command of `ws2`. */
export interface Command {
  /** How it is called: `vectors run`. */
  readonly name: string;
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /** Its arguments in the help: `HEX | -`. */
  readonly takes: string;
  /** Paragraphs of the help. */
  readonly text: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Command lines with what they do. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  /** @returns the exit code */
  readonly run: (args: Arguments, io: Io) => Promise<number>;
}

/** What a user gave a command. */
export interface Arguments {
  readonly words: readonly string[];
  /** The value of an option; `undefined` where it was not given. */
  readonly text: (name: string) => string | undefined;
  /** Whether a switch was given. */
  readonly has: (name: string) => boolean;
}

/** The exit codes of every command. */
export const exit = { ok: 0, found: 1, usage: 2 } as const;

/** A command line that cannot be understood, or input that cannot be used. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const help: Option = { short: "h", says: "print this help" };

/** The options of a command with those that every command has. */
export function allOptions(command: Command): Readonly<Record<string, Option>> {
  return { ...command.options, help };
}

/** Parses the words behind a command's name. @throws {@link UsageError} */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { short, value }] of Object.entries(allOptions(command))) {
    options[name] = { type: value === undefined ? "boolean" : "string", ...(short === undefined ? {} : { short }) };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const text = (name: string): string | undefined => (typeof values[name] === "string" ? values[name] : undefined);
    return { words: positionals, text, has: (name) => values[name] === true };
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify a positional argument.*$/s, ""));
  }
}

/** A whole number given as an option. @throws {@link UsageError} */
export function wholeNumber(args: Arguments, name: string, least: number, most: number): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name}: expected a whole number from ${least} to ${most}, found ${JSON.stringify(text)}`);
}

/** A choice given as an option. @throws {@link UsageError} */
export function choice<const T extends string>(args: Arguments, name: string, from: readonly T[]): T | undefined {
  const text = args.text(name);
  const found = from.find((each) => each === text);
  if (text !== undefined && found === undefined) {
    throw new UsageError(`--${name}: expected one of ${from.join(", ")}, found ${JSON.stringify(text)}`);
  }
  return found;
}
