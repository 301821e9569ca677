/**
 * The parts of a command of `ws2`. One table of options gives both the parser and the help.
 *
 * @module
 */
import type { ParseArgsConfig } from "node:util";

import { parseOptions, UsageError } from "../common/program.ts";
import type { PromptHistory } from "./terminal/history.ts";
import type { Style } from "./terminal/style.ts";

/** The input and output of a command. */
export interface CommandIo {
  /** Reads the standard input to its end. */
  readonly input: () => Promise<Uint8Array>;
  /** Reads the standard input piece by piece, until the signal aborts. */
  readonly inputChunks: (signal?: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Opens a prompt for the user; absent unless standard input and output are terminals. */
  readonly converse?: (prompt: string, options?: PromptOptions) => InteractivePrompt;
  /** The environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls back on SIGINT, SIGTERM and a closed standard output. The returned function unsubscribes. */
  readonly onStop: (stop: () => void) => () => void;
  /** Returns the current time. */
  readonly now: () => Date;
  /** Writes to the standard output, without adding a line end. */
  readonly out: (text: string) => void;
  /** Writes octets to the standard output as they are. */
  readonly outOctets: (octets: Uint8Array) => void;
  /** Writes to the standard error output, without adding a line end. */
  readonly error: (text: string) => void;
  /** Replaces the progress line on standard error; an empty text clears it. Absent unless standard error is a terminal. */
  readonly progress?: (text: string) => void;
  readonly style: Style;
  /** Whether the standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The width of the output, in columns. */
  readonly columns: number;
}

/** Options of a prompt. */
export interface PromptOptions {
  /** Returns the completions of the typed text. */
  readonly complete?: (line: string) => string[];
  /** Lines of earlier sessions, and a place for those of this one. By default the prompt begins without. */
  readonly history?: PromptHistory;
  /** Returns whether a line may be kept, in this session too; the default is to keep all. */
  readonly keeps?: (line: string) => boolean;
}

/** A prompt at a terminal. Printed lines appear above the line that the user types. */
export interface InteractivePrompt {
  /** The lines that the user enters. They end on Ctrl-D, on Ctrl-C and after {@link InteractivePrompt.end}. */
  readonly lines: AsyncIterable<string>;
  /** Aborts on Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Prints a line above the prompt. */
  readonly print: (line: string) => void;
  /** Ends the prompt and releases the terminal. */
  readonly end: () => void;
}

/** One option of a command. */
export interface CommandOption {
  /** One letter. */
  readonly short?: string;
  /** The name of the value in the help; absent for a switch. */
  readonly valueName?: string;
  /** Set if the option may be repeated; its values add up. Two values of another option are a usage error. */
  readonly multiple?: true;
  /** The help, without a full stop; a function loads the values that it names. */
  readonly summary: string | (() => Promise<string>);
}

/** A command of `ws2`. */
export interface Command {
  /** The arguments in the help: `HEX | -`. */
  readonly operands: string;
  /** Paragraphs of the help. */
  readonly description: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Command lines and their purpose. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** Runs the command and returns its exit code. */
  readonly run: (args: ParsedArguments, io: CommandIo) => Promise<number>;
}

/** The parsed command line of a command. */
export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** Returns the value of an option, the first of a repeatable one, or `undefined` if it is absent. */
  readonly value: (name: string) => string | undefined;
  /** Returns all values of a repeatable option. */
  readonly values: (name: string) => readonly string[];
  /** Returns whether a switch is present. */
  readonly has: (name: string) => boolean;
}

const helpOption: CommandOption = { short: "h", summary: "print this help" };

/** Returns the options of a command, and `--help`. */
export function allOptions(command: Command): Readonly<Record<string, CommandOption>> {
  return { ...command.options, help: helpOption };
}

/** Refuses a second value of an option that takes one: it would replace the first unnoticed. */
function validateRepeats(command: Command, valuesOf: (name: string) => readonly string[]): void {
  for (const [name, { multiple = false }] of Object.entries(command.options)) {
    const given = valuesOf(name);
    if (given.length > 1 && !multiple) {
      throw new UsageError(`--${name}: expected one value, found ${given.map((each) => JSON.stringify(each)).join(" and ")}`);
    }
  }
}

/** Parses the words after the name of a command. @throws {@link UsageError} */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const [name, { short, valueName }] of Object.entries(allOptions(command))) {
    options[name] =
      valueName === undefined
        ? { type: "boolean", ...(short === undefined ? {} : { short }) }
        : { type: "string", multiple: true, ...(short === undefined ? {} : { short }) };
  }
  const { values, positionals } = parseOptions({ args: [...words], options, allowPositionals: true });
  const texts = (name: string): readonly string[] => (Array.isArray(values[name]) ? values[name].map(String) : []);
  validateRepeats(command, texts);
  return { positionals, value: (name) => texts(name)[0], values: texts, has: (name) => values[name] === true };
}

/** Returns the integer value of an option. @throws {@link UsageError} unless it is from `least` to `most` */
export function integerOption(args: ParsedArguments, name: string, least: number, most: number): number | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name}: expected an integer from ${least} to ${most}, found ${JSON.stringify(text)}`);
}

/** Returns the value of an option that takes one of a list. @throws {@link UsageError} for any other value */
export function choiceOption<const T extends string>(args: ParsedArguments, name: string, from: readonly T[]): T | undefined {
  const text = args.value(name);
  const found = from.find((each) => each === text);
  if (text !== undefined && found === undefined) {
    throw new UsageError(`--${name}: expected one of ${from.join(", ")}, found ${JSON.stringify(text)}`);
  }
  return found;
}
