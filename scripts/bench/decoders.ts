/**
 * Decoders to compare. All but the last get the same messages in chunks of the same size, copied anew for each run, and deliver each
 * message with its payload: octets as a view if they lie in one chunk, text validated and converted to a string.
 *
 * @module
 */
import type { Reader } from "../../reference/layout/runtime/codec.ts";
import { type Frame, limit } from "../../reference/schema/index.ts";
import { encodeFrame, frameCodec, PushDecoder } from "../../reference/wire/index.ts";
import type { Contenders, CodecTask } from "./contest.ts";
import { Parser, Receiver, Sender } from "./untyped-packages.ts";
import { handWrittenReader } from "./hand-written.ts";
import type { BenchMessage } from "./messages.ts";

/** Size of a chunk of input, in octets. */
export const CHUNK = 16384;

const MAX_MESSAGE = limit.value("message");

/** Chunks of a stream, and a function that fills them anew. */
interface ChunkedInput {
  readonly chunks: readonly Buffer[];
  fill(): void;
}

function chunkedInput(frame: Uint8Array, count: number): ChunkedInput {
  const octets = new Uint8Array(frame.length * count);
  for (let at = 0; at < octets.length; at += frame.length) octets.set(frame, at);
  const chunks: Buffer[] = [];
  for (let at = 0; at < octets.length; at += CHUNK) chunks.push(Buffer.from(new ArrayBuffer(Math.min(CHUNK, octets.length - at))));
  const fill = (): void => chunks.forEach((chunk, index) => chunk.set(octets.subarray(index * CHUNK, index * CHUNK + chunk.length)));
  return { chunks, fill };
}

/** Returns the size of a decoded message. */
const sizeOf = (frame: Frame): number =>
  frame.type === "text" && frame.compression === undefined ? frame.text.length : (frame as { readonly bytes: Uint8Array }).bytes.length;

function pushed(reader: Reader<Frame>, { frame, size }: BenchMessage, count: number): CodecTask {
  const { chunks, fill } = chunkedInput(encodeFrame(frame), count);
  const run = (): number => {
    const decoder = new PushDecoder(reader);
    let octets = 0;
    for (const chunk of chunks) for (const each of decoder.push(chunk)) octets += sizeOf(each);
    return octets;
  };
  return { prepare: fill, run, expected: size * count };
}

function wsFrame({ data }: BenchMessage, mask: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  new Sender({ cork: () => undefined, uncork: () => undefined, write: (chunk) => void parts.push(Buffer.from(chunk as string)) }).send(
    data,
    { binary: typeof data !== "string", mask, fin: true, compress: false },
  );
  return Buffer.concat(parts);
}

function received(masked: boolean) {
  return (sample: BenchMessage, count: number): CodecTask => {
    const { chunks, fill } = chunkedInput(wsFrame(sample, masked), count);
    const run = (): number => {
      // Without synchronous events the receiver waits for the event loop before each message.
      const receiver = new Receiver({ isServer: masked, maxPayload: MAX_MESSAGE, allowSynchronousEvents: true });
      let octets = 0;
      receiver.on("message", (data, isBinary) => {
        octets += isBinary ? data.length : data.toString().length;
      });
      for (const chunk of chunks) receiver.write(chunk);
      return octets;
    };
    return { prepare: fill, run, expected: sample.size * count };
  };
}

const extended = { 254: new Parser().endianness("little").uint16("octets"), 255: new Parser().endianness("little").uint32("octets") };
const payloadLength = function (this: unknown): number {
  const { first, long } = this as { readonly first: number; readonly long: { readonly octets?: number } };
  return (long.octets ?? first) - 1;
};

/** Returns the task of binary-parser, which reads no streams and so gets one whole frame at a time. */
function parsed({ frame, size }: BenchMessage, count: number): CodecTask {
  const declared = new Parser()
    .uint8("first")
    .choice("long", { tag: "first", defaultChoice: new Parser(), choices: extended })
    .uint8("flags")
    .buffer("payload", { length: payloadLength });
  const one = Buffer.from(encodeFrame(frame));
  const run = (): number => {
    let octets = 0;
    for (let at = 0; at < count; at++) octets += (declared.parse(one) as { readonly payload: Uint8Array }).payload.length;
    return octets;
  };
  return { run, expected: size * count };
}

/** All decoders. */
export const DECODERS = {
  compiled: (sample, count) => pushed(frameCodec.reader({ message: MAX_MESSAGE, compression: "none" }), sample, count),
  hand: (sample, count) => pushed(handWrittenReader(MAX_MESSAGE), sample, count),
  ws: received(false),
  masked: received(true),
  declared: parsed,
} satisfies Contenders;
