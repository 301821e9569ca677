#!/usr/bin/env node
/**
 * The `ws2` command.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import { exit, type Io } from "./cli/command.ts";
import { converse } from "./cli/conversation.ts";
import { main } from "./cli/main.ts";
import { outputTo } from "./cli/output.ts";
import { Stops } from "./cli/stops.ts";
import { styleFor } from "./cli/style.ts";

const DEFAULT_COLUMNS = 80;

const stops = new Stops(process);

// A reader that has seen enough, such as head, ends a command as a signal does: only the command knows whether it has failed.
const out = outputTo(process.stdout, {
  gone: () => stops.ask(),
  failed: (error) => {
    process.stderr.write(`ws2: standard output: ${error.message}\n`);
    process.exit(exit.usage);
  },
});

// Without it there is nobody to complain to, and what was asked for goes to the standard output.
const error = outputTo(process.stderr, { gone: () => undefined, failed: () => undefined });

async function* pieces(signal?: AbortSignal): AsyncGenerator<string> {
  const { stdin } = process;
  stdin.setEncoding("utf8");
  // An open pipe would keep the program from ending.
  signal?.addEventListener("abort", () => stdin.destroy(), { once: true });
  try {
    for await (const piece of stdin) yield piece as string;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}

async function wholeInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return new Uint8Array(Buffer.concat(pieces));
}

const io: Io = {
  input: wholeInput,
  pieces,
  ...(process.stdin.isTTY && process.stdout.isTTY ? { converse: (prompt: string) => converse({ input: process.stdin, output: process.stdout }, prompt) } : {}),
  onstop: (stop) => stops.on(stop),
  now: () => new Date(),
  out,
  octets: out,
  error,
  ...(process.stderr.isTTY ? { progress: (text: string) => error(`\r\x1b[2K${text}`) } : {}),
  style: styleFor(process.stdout.isTTY, process.env),
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? DEFAULT_COLUMNS,
};

process.exitCode = await main(websocket2, process.argv.slice(2), io);
