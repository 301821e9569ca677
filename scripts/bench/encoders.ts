/**
 * Encoders to compare: the queue of a connection, and the Sender of `ws`, each with a sink that discards octets.
 *
 * @module
 */
import { Outbox } from "../../reference/connection/queues/outbox.ts";
import { frameArena } from "../../reference/bytes/frame-arena.ts";
import { writeMessage } from "../../reference/connection/message.ts";
import { encodeFrame } from "../../reference/wire/index.ts";
import type { Contenders, CodecTask } from "./contest.ts";
import { Sender } from "./untyped-packages.ts";
import type { BenchMessage } from "./messages.ts";

/** Messages before the queue of a connection is emptied. */
export const BATCH = 64;
/** The octets that a stream takes at once. */
const STREAM_OCTETS = 65536;

function queued({ frame }: BenchMessage, count: number): CodecTask {
  const run = (): number => {
    const outbox = new Outbox();
    let octets = 0;
    for (let at = 1; at <= count; at++) {
      outbox.queueMessage(frameArena, writeMessage(frame, undefined, undefined));
      if (at % BATCH !== 0 && at !== count) continue;
      for (let taken = outbox.take(STREAM_OCTETS); taken !== undefined; taken = outbox.take(STREAM_OCTETS)) {
        octets += taken.length;
        outbox.sent(taken.length);
      }
    }
    return octets;
  };
  return { run, expected: encodeFrame(frame).length * count };
}

/** Returns the octets before a payload (RFC 6455, Section 5.2), without the masking key. */
function wsHeaderOctets(size: number): number {
  if (size < 126) return 2;
  return size < 65536 ? 4 : 10;
}

function sent(mask: boolean) {
  return ({ data, size }: BenchMessage, count: number): CodecTask => {
    const options = { binary: typeof data !== "string", mask, fin: true, compress: false };
    const run = (): number => {
      let octets = 0;
      // A socket converts a string to octets.
      const write = (chunk: Uint8Array | string): void =>
        void (octets += typeof chunk === "string" ? Buffer.from(chunk).length : chunk.length);
      const sender = new Sender({ cork: () => undefined, uncork: () => undefined, write });
      for (let at = 0; at < count; at++) sender.send(data, options);
      return octets;
    };
    return { run, expected: (wsHeaderOctets(size) + (mask ? 4 : 0) + size) * count };
  };
}

/** All encoders. */
export const ENCODERS = { queue: queued, ws: sent(false), masked: sent(true) } satisfies Contenders;
