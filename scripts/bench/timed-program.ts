/**
 * Runs of programs, as a user starts them.
 *
 * @module
 */
import { spawn } from "node:child_process";

/** The time limit of a program, in ms. */
const PROGRAM_TIMEOUT_MS = 120_000;

/** A program to measure. */
export interface TimedProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables added to the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end. @throws Error if it fails, with the last line of its error output */
function runToEnd({ command, args, environment = {} }: TimedProgram): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(command, args, { env, stdio: ["ignore", "ignore", "pipe"], timeout: PROGRAM_TIMEOUT_MS, killSignal: "SIGKILL" });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const last = output.trim().split("\n").at(-1) ?? "";
      if (code === 0) resolve();
      else reject(new Error(`${[command, ...args].join(" ")}: ended with ${code ?? signal}: ${last}`));
    });
  });
}

/** Runs a program and returns the time until its end, in ms. @throws Error if it fails */
export async function timeProgram(program: TimedProgram): Promise<number> {
  const start = performance.now();
  await runToEnd(program);
  return performance.now() - start;
}
