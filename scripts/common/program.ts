/**
 * The frame of a program: options, `--help`, usage errors and exit codes.
 *
 * @module
 */
import { basename } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";

import { FileError } from "./file-error.ts";
import { UsageError } from "./usage-error.ts";

export { UsageError } from "./usage-error.ts";

/** The exit codes of all programs. */
export const exitCode = {
  ok: 0,
  /** The program ran and found a problem. */
  failed: 1,
  /** The program cannot use its command line, its input or a file. */
  usage: 2,
  /** A signal or a closed output ended the program. */
  interrupted: 130,
} as const;

type ProgramOptions = NonNullable<ParseArgsConfig["options"]>;

/** The values of options, as `parseArgs` of `node:util` returns them. */
export type OptionValues<O extends ProgramOptions> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>["values"];

/** A program. */
export interface Program<O extends ProgramOptions> {
  /** `usage: NAME [OPTIONS] ...` and a line for each option; `--help` prints it, and so does a usage error. */
  readonly usage: string;
  /** The options, in the form of `parseArgs`; `--help` and `-h` are added. */
  readonly options?: O;
  /** The least and the largest number of arguments that are not options; none without it. */
  readonly operands?: readonly [least: number, most: number];
  /** Runs the program and returns its exit code. */
  readonly main: (values: OptionValues<O>, operands: readonly string[]) => Promise<number> | number;
}

/** Parses a command line. @throws {@link UsageError} */
function parseCommandLine<O extends ProgramOptions>({ options, operands: [least, most] = [0, 0] }: Program<O>, args: readonly string[]) {
  const { values, positionals } = parseOptions({ args: [...args], options: options ?? ({} as O), allowPositionals: true });
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(`expected ${operandsText(least, most)}, found ${positionals.length === 0 ? "none" : positionals.join(" ")}`);
  }
  return { values, positionals };
}

function operandsText(least: number, most: number): string {
  if (most === 0) return "no arguments beside options";
  const bound = least === most ? "" : least === 0 ? "at most " : "at least ";
  const count = least === 0 ? most : least;
  return `${bound}${count} ${count === 1 ? "argument" : "arguments"}`;
}

/** Calls `parseArgs`. @throws {@link UsageError} with the first sentence of its message */
export function parseOptions<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify a positional argument.*$/s, ""));
  }
}

/** Returns an option as a number. @throws {@link UsageError} unless it is from `least` to `most` */
export function numberOption(name: string, text: string, least = 0, most = Infinity): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new UsageError(
    `--${name}: expected a number from ${least}${most === Infinity ? "" : ` to ${most}`}, found ${JSON.stringify(text)}`,
  );
}

/**
 * Runs a program and returns its exit code. A {@link UsageError} prints its message and
 * the usage, a {@link FileError} its message; both give the exit code 2.
 */
export async function exitCodeOf<const O extends ProgramOptions = Record<never, never>>(
  program: Program<O>,
  args: readonly string[],
  output: Pick<Console, "log" | "error"> = console,
): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    output.log(program.usage);
    return exitCode.ok;
  }
  try {
    const { values, positionals } = parseCommandLine(program, args);
    return await program.main(values, positionals);
  } catch (error) {
    if (error instanceof UsageError) output.error(`${basename(process.argv[1] ?? "", ".js")}: ${error.message}\n${program.usage}`);
    else if (error instanceof FileError) output.error(error.message);
    else throw error;
    return exitCode.usage;
  }
}

/** Runs a program with the arguments of the process and sets the exit code of the process. */
export async function runProgram<const O extends ProgramOptions = Record<never, never>>(program: Program<O>): Promise<void> {
  process.exitCode = await exitCodeOf(program, process.argv.slice(2));
}
