/**
 * What a command of `ws2` is: its options stand in one table, from which both the parser and the help are made.
 *
 * @module
 */
import type { ParseArgsConfig } from "node:util";

import { parseOptions, UsageError } from "../common/program.ts";
import type { Style } from "./terminal/style.ts";

/** Where a command reads and writes. */
export interface CommandIo {
  /** All of the standard input. */
  readonly input: () => Promise<Uint8Array>;
  /** The standard input in pieces of text, as they come, until the signal says that nobody wants more. */
  readonly inputChunks: (signal?: AbortSignal) => AsyncIterable<string>;
  /** A conversation with the user; absent where the standard input or output is no terminal. */
  readonly converse?: (prompt: string) => InteractivePrompt;
  /** Calls back when the program is asked to end (SIGINT, SIGTERM), until what it returns is called. */
  readonly onStop: (stop: () => void) => () => void;
  /** The time of day. */
  readonly now: () => Date;
  /** Writes to the standard output, without adding a line end. */
  readonly out: (text: string) => void;
  /** Writes octets to the standard output as they are. */
  readonly outOctets: (octets: Uint8Array) => void;
  /** Writes to the standard error output, without adding a line end. */
  readonly error: (text: string) => void;
  /** Shows how far something is, in place of what it showed before, and nothing for an empty text; absent where nobody looks. */
  readonly progress?: (text: string) => void;
  readonly style: Style;
  /** Whether the standard output is a terminal. */
  readonly isTerminal: boolean;
  /** How wide the output is, in columns. */
  readonly columns: number;
}

/** Lines that a user types, and lines that come above them meanwhile. */
export interface InteractivePrompt {
  /** The lines that the user enters; from the beginning on; they end with Ctrl-D or Ctrl-C, or with {@link InteractivePrompt.end}. */
  readonly lines: AsyncIterable<string>;
  /** Aborted where the user breaks off, by Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Prints a line above the one that is being typed. */
  readonly print: (line: string) => void;
  /** Ends it, and gives the terminal back. */
  readonly end: () => void;
}

/** One option of a command. */
export interface CommandOption {
  /** One letter. */
  readonly short?: string;
  /** The name of its value in the help; absent for a switch. */
  readonly valueName?: string;
  /** Whether it can be given several times. */
  readonly multiple?: true;
  /** What it does, without a full stop. */
  readonly summary: string;
}

/** A command of `ws2`. */
export interface Command {
  /** How it is called: `vectors run`. */
  readonly name: string;
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /** Its arguments in the help: `HEX | -`. */
  readonly operands: string;
  /** Paragraphs of the help. */
  readonly description: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Command lines with what they do. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  /** @returns the exit code */
  readonly run: (args: ParsedArguments, io: CommandIo) => Promise<number>;
}

/** What a user gave a command. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** The value of an option; `undefined` where it was not given. */
  readonly value: (name: string) => string | undefined;
  /** The values of an option that can be given several times. */
  readonly values: (name: string) => readonly string[];
  /** Whether a switch was given. */
  readonly has: (name: string) => boolean;
}

const helpOption: CommandOption = { short: "h", summary: "print this help" };

/** The options of a command with those that every command has. */
export function allOptions(command: Command): Readonly<Record<string, CommandOption>> {
  return { ...command.options, help: helpOption };
}

/** Parses the words behind a command's name. @throws {@link UsageError} */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { short, valueName: value, multiple: many = false }] of Object.entries(allOptions(command))) {
    options[name] = { type: value === undefined ? "boolean" : "string", multiple: many, ...(short === undefined ? {} : { short }) };
  }
  const { values, positionals } = parseOptions({ args: [...words], options, allowPositionals: true });
  const text = (name: string): string | undefined => (typeof values[name] === "string" ? values[name] : undefined);
  const texts = (name: string): readonly string[] => (Array.isArray(values[name]) ? values[name].map(String) : []);
  return { positionals, value: text, values: texts, has: (name) => values[name] === true };
}

/** A whole number given as an option. @throws {@link UsageError} */
export function integerOption(args: ParsedArguments, name: string, least: number, most: number): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name}: expected a whole number from ${least} to ${most}, found ${JSON.stringify(text)}`);
}

/** A choice given as an option. @throws {@link UsageError} */
export function choiceOption<const T extends string>(args: ParsedArguments, name: string, from: readonly T[]): T | undefined {
  const text = args.value(name);
  const found = from.find((each) => each === text);
  if (text !== undefined && found === undefined) {
    throw new UsageError(`--${name}: expected one of ${from.join(", ")}, found ${JSON.stringify(text)}`);
  }
  return found;
}
