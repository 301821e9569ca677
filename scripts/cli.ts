#!/usr/bin/env node
/**
 * The `ws2` command.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import type { Io } from "./cli/command.ts";
import { main } from "./cli/main.ts";
import { styleFor } from "./cli/style.ts";

const DEFAULT_COLUMNS = 80;

async function* texts(): AsyncGenerator<string> {
  process.stdin.setEncoding("utf8");
  for await (const piece of process.stdin) yield piece as string;
}

async function wholeInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return new Uint8Array(Buffer.concat(pieces));
}

const io: Io = {
  input: wholeInput,
  lines: texts,
  out: (text) => void process.stdout.write(text),
  octets: (octets) => void process.stdout.write(octets),
  error: (text) => void process.stderr.write(text),
  style: styleFor(process.stdout.isTTY, process.env),
  terminal: process.stdout.isTTY,
  columns: process.stdout.columns ?? DEFAULT_COLUMNS,
};

// A reader that has seen enough, such as head, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

process.exitCode = await main(websocket2, process.argv.slice(2), io);
