/** What the tests of compression share. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import type { ExecutionContext } from "ava";

import type { Decompressed } from "../../../reference/compression/index.ts";

/** A limit that no test reaches unless it is about limits, in octets. */
export const MESSAGE = 1 << 24;

/** Octets of hexadecimal digits; spaces are for the eye. */
export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

/** Octets of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));

/** A text of some length that compresses as texts do. */
export const prose = new Uint8Array(readFileSync("draft/draft-websocket2-over-http2.md"));

/** The message, or the code and path of the fault. */
export function verdict(result: Decompressed): Uint8Array | string {
  return result.ok ? result.octets : `${result.issue.code} ${result.issue.path}`;
}

/** Octets as text, so that many are compared in no time; what is no octets as it is. */
export const digits = (found: Uint8Array | string): string => (typeof found === "string" ? found : Buffer.from(found).toString("hex"));

/** A generator of numbers from 0 up to `end` that a seed determines. */
export function seeded(seed: number): (end: number) => number {
  let state = seed >>> 0;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/** Changes one octet, takes some out, or puts some in. */
export function corrupted(octets: Uint8Array, random: (end: number) => number): Uint8Array {
  const at = random(octets.length);
  const kind = random(4);
  if (kind === 0) return octets.slice(0, at);
  const changed = Buffer.from(octets);
  if (kind === 1) changed[at] = random(256);
  if (kind === 2) changed[at] = (changed[at] as number) ^ (1 << random(8));
  if (kind === 3) return new Uint8Array(Buffer.concat([octets.subarray(0, at), Buffer.from([random(256)]), octets.subarray(at + random(3))]));
  return new Uint8Array(changed);
}

/**
 * Runs a script beside this file with octets on its standard input; the octets that it prints.
 * Where Python, or what the script loads, is not installed, the test says so and is over.
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

/** Octets with their number before them, 32 bits, low octet first. */
export function counted(...runs: readonly Uint8Array[]): Buffer {
  return Buffer.concat(runs.flatMap((run) => [word(run.length), run]));
}

/** A number in 32 bits, low octet first. */
export function word(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
}

/** The runs that {@link counted} joined. */
export function uncounted(all: Buffer): Uint8Array[] {
  const runs: Uint8Array[] = [];
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32LE(at);
    runs.push(new Uint8Array(all.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return runs;
}
