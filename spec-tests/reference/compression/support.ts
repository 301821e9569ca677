/** Helpers of the tests of compression. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import type { ExecutionContext } from "ava";

import type { Decompressed } from "../../../reference/compression/index.ts";

/** A limit in octets that only tests of limits reach. */
export const MESSAGE = 1 << 24;

/** Parses hexadecimal digits; spaces are ignored. */
export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

/** Encodes a text in UTF-8. */
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));

/** A long text with typical compression. */
export const prose = new Uint8Array(readFileSync("draft/draft-websocket2-over-http2.md"));

/** Returns the message, or the code and path of the fault. */
export function verdict(result: Decompressed): Uint8Array | string {
  return result.ok ? result.octets : `${result.issue.code} ${result.issue.path}`;
}

/** Returns octets as hexadecimal digits, which compare fast; returns other values as they are. */
export const digits = (found: Uint8Array | string): string => (typeof found === "string" ? found : Buffer.from(found).toString("hex"));

/** Returns a generator of pseudo-random integers from 0 to `end - 1`. */
export function seeded(seed: number): (end: number) => number {
  let state = seed >>> 0;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** Changes one octet, or removes or inserts octets. */
export function corrupted(octets: Uint8Array, random: (end: number) => number): Uint8Array {
  const at = random(octets.length);
  const kind = random(4);
  if (kind === 0) return octets.slice(0, at);
  const changed = Buffer.from(octets);
  if (kind === 1) changed[at] = random(256);
  if (kind === 2) changed[at] = (changed[at] as number) ^ (1 << random(8));
  if (kind === 3) {
    return new Uint8Array(Buffer.concat([octets.subarray(0, at), Buffer.from([random(256)]), octets.subarray(at + random(3))]));
  }
  return new Uint8Array(changed);
}

/**
 * Runs a script in this folder with octets on its standard input and returns its output. If Python or a library of the script is not
 * installed, the test logs that and passes.
 */
export function python(t: ExecutionContext, script: string, input: Uint8Array): Buffer | undefined {
  const path = new URL(script, import.meta.url).pathname;
  const ran = spawnSync("python3", ["-B", path], { input, maxBuffer: 1 << 28, timeout: 100_000 });
  const missing = ran.error === undefined ? ran.status === 77 && ran.stderr.toString().trim() : "python3 not installed";
  if (missing === false) {
    t.is(ran.status, 0, ran.stderr.toString());
    return ran.stdout;
  }
  t.log(`skipped: ${missing}`);
  t.pass();
  return undefined;
}

/** Concatenates byte arrays, each after its length in 32 bits, low octet first. */
export function counted(...runs: readonly Uint8Array[]): Buffer {
  return Buffer.concat(runs.flatMap((run) => [word(run.length), run]));
}

/** Encodes a number in 32 bits, low octet first. */
export function word(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
}

/** Splits the output of {@link counted}. */
export function uncounted(all: Buffer): Uint8Array[] {
  const runs: Uint8Array[] = [];
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32LE(at);
    runs.push(new Uint8Array(all.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return runs;
}
