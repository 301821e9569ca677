/**
 * The push loop: octets in, in any cut; values out, then the fault if there is one.
 *
 * @module
 */
import type { Reader } from "../layout/compile/codec.ts";
import { MALFORMED, NEEDS } from "../layout/compile/reading.ts";
import type { Issue } from "../layout/errors.ts";
import { ReassemblyBuffer } from "../bytes/reassembly-buffer.ts";

/**
 * Cuts a stream of octets into the structs that follow each other in it.
 *
 * Values hold views of the chunks that were pushed: a caller that uses a buffer again copies what it keeps.
 * Memory is bounded by the bounds of the reader and by what has arrived; a length is judged before its octets are kept.
 *
 * @example
 * ```ts
 * import { PushDecoder } from "websocket2";
 * import { compile, struct, uint } from "websocket2/layout";
 *
 * const reading = struct({ id: "reading", title: "Reading", description: "A reading.", cite: "#reading", fault: "BAD" })
 *   .field("sensor", uint(8), { description: "Number of the sensor.", cite: "#reading" })
 *   .field("value", uint(16), { description: "The value that was read.", cite: "#reading" });
 * const decoder = new PushDecoder(compile(reading).reader());
 * console.log(decoder.push(Uint8Array.of(7, 1, 0, 8))); // [ { sensor: 7, value: 256 } ]
 * console.log(decoder.push(Uint8Array.of(0, 1))); // [ { sensor: 8, value: 1 } ]
 * ```
 */
export class PushDecoder<V> {
  readonly #reader: Reader<V>;
  readonly #pending = new ReassemblyBuffer();
  /** Octets that must wait before reading again can get further. */
  #wanted = 1;
  /** Offset in the stream of the first octet that waits or comes next. */
  #offset = 0;
  #fault: Issue | undefined;

  /** @param reader - reads one struct; its bounds hold for the whole stream */
  constructor(reader: Reader<V>) {
    this.#reader = reader;
  }

  /** The fault that ended the stream; offsets count from the first octet of the stream. */
  get fault(): Issue | undefined {
    return this.#fault;
  }

  /** Octets of an incomplete frame that have arrived. */
  get pending(): number {
    return this.#pending.length;
  }

  /** Octets that have to arrive at least before the frame in hand can go on; 0 between frames. */
  get needs(): number {
    return this.#pending.length === 0 ? 0 : this.#wanted - this.#pending.length;
  }

  /**
   * Takes the next octets of the stream.
   *
   * @returns the frames that they complete, in order; those before a fault too. After a fault nothing more comes.
   */
  push(octets: Uint8Array): V[] {
    if (this.#fault !== undefined) return [];
    if (this.#pending.length === 0) return this.#read(octets);
    return this.#complete(octets);
  }

  /** The frame in hand is completed by the first octets; the others are read where they lie. */
  #complete(octets: Uint8Array): V[] {
    let rest = octets;
    while (this.#pending.length + rest.length >= this.#wanted) {
      const missing = this.#wanted - this.#pending.length;
      const whole = this.#pending.complete(rest.subarray(0, missing));
      rest = rest.subarray(missing);
      const frames = this.#read(whole);
      if (this.#fault !== undefined) return frames;
      if (this.#pending.length === 0) return rest.length === 0 ? frames : this.#read(rest, frames);
    }
    this.#pending.add(rest, this.#wanted);
    return [];
  }

  #read(octets: Uint8Array, frames: V[] = []): V[] {
    const { read, reading } = this.#reader;
    let start = 0;
    while (start < octets.length) {
      const next = read(octets, start, octets.length);
      if (next === NEEDS) {
        this.#keep(octets, start, reading.needs);
        break;
      }
      if (next === MALFORMED) {
        this.#fail(start, reading.issue as Issue);
        break;
      }
      frames.push(reading.value as V);
      start = next;
    }
    this.#offset += start;
    // Others may share the reader: it does not hold on to what it read last.
    reading.release();
    return frames;
  }

  #keep(octets: Uint8Array, start: number, needs: number): void {
    const rest = octets.subarray(start);
    this.#wanted = rest.length + needs;
    this.#pending.add(rest, this.#wanted);
  }

  #fail(start: number, issue: Issue): void {
    const octet = this.#offset + start + issue.octet;
    this.#fault = { ...issue, octet, bit: octet * 8 + (issue.bit % 8) };
    this.#pending.clear();
  }
}
