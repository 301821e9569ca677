/**
 * Runs `ws2` with the arguments, the streams and the signals of the process.
 *
 * @module
 */
import type { CommandIo, PromptOptions } from "./command.ts";
import { findCommand, runCommandLine } from "./main.ts";
import { loadModel } from "./load-model.ts";
import { createOutput } from "./terminal/output.ts";
import { StopSignals } from "./terminal/signals.ts";
import { styleFor } from "./terminal/style.ts";
import { exitCode } from "../common/program.ts";

const DEFAULT_COLUMNS = 80;

const signals = new StopSignals(process);

// A reader such as head closes its pipe early. The command then stops as after a signal, and still chooses its exit code.
const out = createOutput(process.stdout, {
  onClosed: () => signals.request(),
  onError: (error) => {
    process.stderr.write(`ws2: standard output: ${error.message}\n`);
    process.exit(exitCode.usage);
  },
});

// A closed standard error does not end the command: its results go to the standard output.
const error = createOutput(process.stderr, { onClosed: () => undefined, onError: () => undefined });

async function* inputChunks(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const { stdin } = process;
  // An open pipe would keep the process alive.
  signal?.addEventListener("abort", () => stdin.destroy(), { once: true });
  try {
    for await (const piece of stdin) yield piece as Uint8Array;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}

async function wholeInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return new Uint8Array(Buffer.concat(pieces));
}

const isInteractive = process.stdout.isTTY && process.stdin.isTTY;
const prompts = isInteractive ? await import("./terminal/prompt.ts") : undefined;

const io: CommandIo = {
  input: wholeInput,
  inputChunks,
  ...(prompts === undefined
    ? {}
    : {
        converse: (text: string, options?: PromptOptions) =>
          prompts.openPrompt({ input: process.stdin, output: process.stdout }, text, options),
      }),
  environment: process.env,
  onStop: (stop) => signals.subscribe(stop),
  now: () => new Date(),
  out,
  outOctets: out,
  error,
  ...(process.stderr.isTTY ? { progress: (text: string) => error(`\r\x1b[2K${text}`) } : {}),
  style: styleFor(process.stdout.isTTY, process.env),
  isTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? DEFAULT_COLUMNS,
};

const words = process.argv.slice(2);
if (findCommand(words)?.entry.skipsOptimization === true) (await import("node:v8")).setFlagsFromString("--no-opt");
process.exitCode = await runCommandLine(loadModel, words, io);
