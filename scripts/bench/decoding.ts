/**
 * The part of `make bench` on decoding: the compiled decoder, one written by hand, `ws` and `binary-parser`. All read the same
 * messages in chunks of the same size, and all but the last check UTF-8 and give text as strings.
 *
 * @module
 */
import type { Reader } from "../../reference/layout/compile/codec.ts";
import { type Frame, limit } from "../../reference/schema/index.ts";
import { encodeFrame, frameCodec, PushDecoder } from "../../reference/wire/index.ts";
import { Parser, Receiver, Sender } from "./foreign.ts";
import { handWrittenReader } from "./hand-written.ts";
import { alternate, ratio, table } from "./measure.ts";
import { MESSAGES, type Sample } from "./samples.ts";

/** Size of a chunk of input, in octets. */
const CHUNK = 16384;
const ROUNDS = 15;
/** Octets of one round, about. */
const ROUND_OCTETS = 3_000_000;

function chunked(one: Uint8Array, count: number): Uint8Array[] {
  const octets = new Uint8Array(one.length * count);
  for (let at = 0; at < octets.length; at += one.length) octets.set(one, at);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += CHUNK) chunks.push(Buffer.from(octets.slice(at, at + CHUNK).buffer));
  return chunks;
}

/** Nanoseconds a message. */
function timed(count: number, run: () => number): number {
  const start = process.hrtime.bigint();
  const seen = run();
  const time = Number(process.hrtime.bigint() - start) / count;
  if (seen !== count) throw new Error(`decoded ${seen} of ${count} messages`);
  return time;
}

function pushed(reader: Reader<Frame>, chunks: readonly Uint8Array[]): number {
  const decoder = new PushDecoder(reader);
  let seen = 0;
  for (const chunk of chunks) seen += decoder.push(chunk).length;
  return seen;
}

function received(chunks: readonly Uint8Array[]): number {
  const receiver = new Receiver({ isServer: false });
  let seen = 0;
  receiver.on("message", (data, isBinary) => {
    if (isBinary || data.toString() !== "") seen++;
  });
  for (const chunk of chunks) receiver.write(chunk);
  return seen;
}

function wsFrame({ data }: Sample): Uint8Array {
  const parts: Uint8Array[] = [];
  new Sender({ cork: () => undefined, uncork: () => undefined, write: (chunk) => void parts.push(Buffer.from(chunk as string)) }).send(data, { binary: typeof data !== "string", mask: false, fin: true, compress: false });
  return Buffer.concat(parts);
}

const extended = { 254: new Parser().endianness("little").uint16("octets"), 255: new Parser().endianness("little").uint32("octets") };
const payloadLength = function (this: unknown): number {
  const { first, long } = this as { readonly first: number; readonly long: { readonly octets?: number } };
  return (long.octets ?? first) - 1;
};
const declared = new Parser().uint8("first").choice("long", { tag: "first", defaultChoice: new Parser(), choices: extended }).uint8("flags").buffer("payload", { length: payloadLength });

async function compare(sample: Sample): Promise<string[]> {
  const { name, frame, size } = sample;
  const count = Math.max(8, Math.floor(ROUND_OCTETS / Math.max(size, 64)));
  const one = encodeFrame(frame);
  const [chunks, theirs] = [chunked(one, count), chunked(wsFrame(sample), count)];
  const message = limit.value("message");
  const readers = { compiled: frameCodec.reader({ message, compression: "none" }), hand: handWrittenReader(message) };
  // It reads no streams: it is given one whole frame after the other.
  const parse = (): number => {
    for (let at = 0; at < count; at++) declared.parse(one);
    return count;
  };
  const found = await alternate(ROUNDS, {
    compiled: () => timed(count, () => pushed(readers.compiled, chunks)),
    hand: () => timed(count, () => pushed(readers.hand, chunks)),
    ws: () => timed(count, () => received(theirs)),
    declared: () => timed(count, parse),
  });
  return [name, found.compiled.toFixed(0), ratio(found.hand / found.compiled, 0.9), ratio(found.ws / found.compiled, sample.asked), typeof sample.data === "string" ? "" : ratio(found.declared / found.compiled)];
}

/** The section on decoding, in Markdown. */
export async function decoding(): Promise<string> {
  const rows: string[][] = [];
  for (const sample of MESSAGES) rows.push(await compare(sample));
  return `## Decoding

Streams of messages in chunks of ${CHUNK} octets; median of ${ROUNDS} alternating rounds. How much faster the compiled decoder is than each of
the others; in brackets what was asked for. By hand: straight code for the same frames in the same push loop. \`ws\`: its Receiver, frames
from a server, without compression; text is checked and made a string by all. \`binary-parser\` reads no streams and checks nothing: it
is given one whole frame after the other, without the cost of finding them.

${table(["message", "ns a message", "by hand", "ws", "binary-parser"], rows)}`;
}
