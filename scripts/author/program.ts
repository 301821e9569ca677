/**
 * What the programs for authors have in common: help, usage errors, files that cannot be used.
 *
 * @module
 */
import { FileError } from "../common/validate-file.ts";

/** A mistake on the command line. */
export class ProgramUsageError extends Error {
  override readonly name = "UsageError";
}

/** Parses arguments. @throws {@link UsageError} with the parser's words and the usage */
export function parseCommandLine<T>(usage: string, parser: () => T): T {
  try {
    return parser();
  } catch (error) {
    throw new ProgramUsageError(`${(error as Error).message}\n${usage}`);
  }
}

/**
 * Runs a program with the process's arguments and sets the exit code: what the program returns, 0 after `--help`, and 2
 * with a message where the command line or a file cannot be used.
 */
export async function runMain(usage: string, main: (args: readonly string[]) => Promise<number> | number): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await main(args);
  } catch (error) {
    if (!(error instanceof FileError || error instanceof ProgramUsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
