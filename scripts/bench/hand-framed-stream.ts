/**
 * Frames of WebSocket2 by hand on a plain stream of `node:http2`: the limit of the end-to-end benchmarks. It has no state machine, no
 * timers, no limits and no checks, and knows binary messages only.
 *
 * @module
 */
import type { Duplex } from "node:stream";

import type { MessageSender } from "./subject.ts";

/** Octets of a write buffer. */
const CHUNK_OCTETS = 16384;
/** A message of this size or more is written without a copy, in octets. */
const LONG_OCTETS = 8192;
/** Flags of a frame with a binary message without compression. */
const BINARY = 1;

const lengthOctets = (first: number): number => (first < 254 ? 1 : first === 254 ? 3 : 5);

/** Reads the length of a frame, the octets after its length field. */
function frameLength(octets: Buffer, at: number): number {
  const first = octets[at] as number;
  if (first < 254) return first;
  return first === 254 ? octets.readUInt16LE(at + 1) : octets.readUInt32LE(at + 1);
}

/** A connection whose frames are written and read by hand. */
export class HandFramedStream implements MessageSender {
  /** Called with each message. */
  onMessage: (octets: Uint8Array) => void = () => undefined;
  readonly #stream: Duplex;
  /** Frames to write, from `#start` to `#end`. */
  #chunk = Buffer.allocUnsafeSlow(CHUNK_OCTETS);
  #start = 0;
  #end = 0;
  #corked = false;
  #reading = false;
  #scheduled = false;
  /** A message that several chunks hold, and the number of its octets that have come. */
  #message: Buffer | undefined;
  #filled = 0;
  /** The beginning of a header that the last chunk cut. */
  #rest: Buffer | undefined;

  constructor(stream: Duplex) {
    this.#stream = stream;
    stream.on("data", (chunk: Buffer) => {
      this.#reading = true;
      this.#read(chunk);
      this.#reading = false;
      this.#flush();
    });
  }

  send(octets: Uint8Array): void {
    const long = octets.length >= LONG_OCTETS;
    this.#reserve(6 + (long ? 0 : octets.length));
    this.#writeHeader(octets.length + 1);
    if (long) {
      this.#write();
      this.#stream.write(octets);
    } else {
      this.#chunk.set(octets, this.#end);
      this.#end += octets.length;
    }
    if (this.#reading || this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #writeHeader(length: number): void {
    const chunk = this.#chunk;
    if (length < 254) chunk[this.#end++] = length;
    else if (length < 65536) {
      chunk[this.#end++] = 254;
      this.#end = chunk.writeUInt16LE(length, this.#end);
    } else {
      chunk[this.#end++] = 255;
      this.#end = chunk.writeUInt32LE(length, this.#end);
    }
    chunk[this.#end++] = BINARY;
  }

  #reserve(octets: number): void {
    if (this.#end + octets <= CHUNK_OCTETS) return;
    this.#write();
    this.#chunk = Buffer.allocUnsafeSlow(CHUNK_OCTETS);
    this.#start = this.#end = 0;
  }

  #write(): void {
    if (this.#end === this.#start) return;
    if (!this.#corked) this.#stream.cork();
    this.#corked = true;
    this.#stream.write(this.#chunk.subarray(this.#start, this.#end));
    this.#start = this.#end;
  }

  #flush(): void {
    this.#write();
    if (!this.#corked) return;
    this.#corked = false;
    this.#stream.uncork();
  }

  #read(received: Buffer): void {
    const chunk = this.#rest === undefined ? received : Buffer.concat([this.#rest, received]);
    this.#rest = undefined;
    let at = this.#message === undefined ? 0 : this.#continueMessage(this.#message, chunk);
    while (at < chunk.length) {
      const header = lengthOctets(chunk[at] as number) + 1;
      if (at + header > chunk.length) {
        this.#rest = chunk.subarray(at);
        return;
      }
      const stop = at + header + frameLength(chunk, at) - 1;
      if (stop > chunk.length) {
        this.#message = Buffer.allocUnsafeSlow(stop - at - header);
        this.#filled = chunk.copy(this.#message, 0, at + header);
        return;
      }
      this.onMessage(chunk.subarray(at + header, stop));
      at = stop;
    }
  }

  /** Copies octets of a message that an earlier chunk began. @returns the offset after them */
  #continueMessage(message: Buffer, chunk: Buffer): number {
    const copied = chunk.copy(message, this.#filled);
    this.#filled += copied;
    if (this.#filled === message.length) {
      this.#message = undefined;
      this.onMessage(message);
    }
    return copied;
  }
}
