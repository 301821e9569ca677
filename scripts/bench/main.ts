/**
 * `make bench`: how the compiled decoder compares with one written by hand, as ratios within one run.
 * Both sit in the same push loop and read the same octets in the same chunks; rounds alternate.
 *
 * @module
 */
import { limit } from "../../reference/schema/index.ts";
import type { Reader } from "../../reference/layout/compile/codec.ts";
import type { Frame } from "../../reference/schema/index.ts";
import { encodeFrame, FrameEncoder, frameCodec, PushDecoder } from "../../reference/wire/index.ts";
import { compareCompression } from "./compression.ts";
import { handWrittenReader } from "./hand-written.ts";

/** Size of a chunk of input, in octets. */
const CHUNK = 16384;
/** Rounds of each reader; the median counts. */
const ROUNDS = 41;
/** Octets of one round, about. */
const ROUND_OCTETS = 4_000_000;

function chunksOf(frame: Frame): { readonly chunks: readonly Uint8Array[]; readonly count: number } {
  const one = encodeFrame(frame);
  const count = Math.max(64, Math.floor(ROUND_OCTETS / Math.max(one.length, 64)));
  const octets = new FrameEncoder().encode(...Array.from({ length: count }, () => frame));
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += CHUNK) chunks.push(octets.slice(at, at + CHUNK));
  return { chunks, count };
}

/** Nanoseconds a frame. */
function timed(reader: Reader<Frame>, chunks: readonly Uint8Array[], count: number): number {
  const decoder = new PushDecoder(reader);
  let seen = 0;
  const start = process.hrtime.bigint();
  for (const chunk of chunks) seen += decoder.push(chunk).length;
  const ns = Number(process.hrtime.bigint() - start) / count;
  if (seen !== count) throw new Error(`decoded ${seen} of ${count} frames`);
  return ns;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function compare(name: string, frame: Frame): string {
  const { chunks, count } = chunksOf(frame);
  const message = limit.value("message");
  const readers = { compiled: frameCodec.reader({ message, compression: "none" }), hand: handWrittenReader(message) };
  const compiled: number[] = [];
  const hand: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Whoever comes second finds warm caches: take turns.
    if (round % 2 === 0) compiled.push(timed(readers.compiled, chunks, count));
    hand.push(timed(readers.hand, chunks, count));
    if (round % 2 === 1) compiled.push(timed(readers.compiled, chunks, count));
  }
  const [c, h] = [median(compiled), median(hand)];
  return `${name.padEnd(16)} ${c.toFixed(0).padStart(8)} ${h.toFixed(0).padStart(8)} ${(h / c).toFixed(2).padStart(8)}`;
}

const octets = (size: number): Frame => ({ type: "binary", bytes: new Uint8Array(size).fill(0x61) });
const text = (size: number): Frame => ({ type: "text", text: "a".repeat(size) });

const CASES: readonly (readonly [string, Frame])[] = [
  ["binary 16", octets(16)],
  ["binary 125", octets(125)],
  ["binary 1024", octets(1024)],
  ["binary 65536", octets(65536)],
  ["text 16", text(16)],
  ["text 125", text(125)],
  ["text 1024", text(1024)],
];

console.log(`Decoding in chunks of ${CHUNK} octets; median of ${ROUNDS} rounds, ns a frame.\nratio = by hand / compiled: over 1 the compiled reader is the faster one.\n`);
console.log(`${"payload, octets".padEnd(16)} ${"compiled".padStart(8)} ${"by hand".padStart(8)} ${"ratio".padStart(8)}`);
for (const [name, frame] of CASES) console.log(compare(name, frame));
compareCompression((line) => console.log(line));
