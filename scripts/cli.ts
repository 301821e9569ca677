#!/usr/bin/env node
/**
 * The `ws2` command.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import type { Io } from "./cli/command.ts";
import { converse } from "./cli/conversation.ts";
import { main } from "./cli/main.ts";
import { styleFor } from "./cli/style.ts";

const DEFAULT_COLUMNS = 80;

/** The signals that ask a program to end. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

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
  onstop: (stop) => {
    for (const signal of SIGNALS) process.on(signal, stop);
    return () => SIGNALS.forEach((signal) => process.off(signal, stop));
  },
  now: () => new Date(),
  out: (text) => void process.stdout.write(text),
  octets: (octets) => void process.stdout.write(octets),
  error: (text) => void process.stderr.write(text),
  ...(process.stderr.isTTY ? { progress: (text: string) => void process.stderr.write(`\r\x1b[2K${text}`) } : {}),
  style: styleFor(process.stdout.isTTY, process.env),
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? DEFAULT_COLUMNS,
};

// A reader that has seen enough, such as head, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

process.exitCode = await main(websocket2, process.argv.slice(2), io);
