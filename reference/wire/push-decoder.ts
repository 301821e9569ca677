/**
 * The decoder of a stream: takes octets in chunks of any size, returns values, and records the first fault.
 *
 * @module
 */
import type { Reader } from "../layout/runtime/codec.ts";
import { MALFORMED, NEEDS } from "../layout/runtime/reader-state.ts";
import type { Issue } from "../layout/errors.ts";
import { ReassemblyBuffer } from "../bytes/reassembly-buffer.ts";

/**
 * Cuts a stream of octets into the structs that follow each other in it.
 *
 * Values are views of the pushed chunks: a caller that reuses a buffer copies the values that it keeps.
 * The decoder keeps at most one incomplete struct, and checks its length before it keeps its octets.
 *
 * @example
 * ```ts
 * import { PushDecoder } from "websocket2";
 * import { compile, struct, uint } from "websocket2/layout";
 *
 * const state = struct({ id: "state", title: "Reading", description: "A state.", cite: "#state", fault: "BAD" })
 *   .field("sensor", uint(8), { description: "Number of the sensor.", cite: "#state" })
 *   .field("value", uint(16), { description: "The value that was read.", cite: "#state" });
 * const decoder = new PushDecoder(compile(state).reader());
 * console.log(decoder.push(Uint8Array.of(7, 1, 0, 8))); // [ { sensor: 7, value: 256 } ]
 * console.log(decoder.push(Uint8Array.of(0, 1))); // [ { sensor: 8, value: 1 } ]
 * ```
 */
export class PushDecoder<V> {
  readonly #reader: Reader<V>;
  /** The octets of an incomplete struct; `undefined` between structs. */
  #pending: ReassemblyBuffer | undefined;
  /** The number of pending octets at which state can continue. */
  #wanted = 1;
  /** The stream offset of the first pending octet or, without one, of the next octet. */
  #offset = 0;
  #fault: Issue | undefined;

  /** @param reader - the reader of one struct; its bounds apply to the whole stream */
  constructor(reader: Reader<V>) {
    this.#reader = reader;
  }

  /** The fault that ended the stream, with offsets from the start of the stream; `undefined` before a fault. */
  get fault(): Issue | undefined {
    return this.#fault;
  }

  /** The number of octets received of an incomplete struct. */
  get pending(): number {
    return this.#pending?.length ?? 0;
  }

  /** The least number of octets that the incomplete struct still needs; 0 between structs. */
  get needs(): number {
    return this.#pending === undefined ? 0 : this.#wanted - this.#pending.length;
  }

  /**
   * Decodes the next octets of the stream.
   *
   * @returns the structs that they complete, in order, up to a fault; after a fault always an empty array
   */
  push(octets: Uint8Array): V[] {
    if (this.#fault !== undefined) return [];
    return this.#pending === undefined ? this.#read(octets) : this.#complete(this.#pending, octets);
  }

  /** Completes the pending struct with a copy of its octets, and reads the following structs without a copy. */
  #complete(incomplete: ReassemblyBuffer, octets: Uint8Array): V[] {
    let pending = incomplete;
    let rest = octets;
    while (pending.length + rest.length >= this.#wanted) {
      const missing = this.#wanted - pending.length;
      const whole = pending.complete(rest.subarray(0, missing));
      this.#pending = undefined;
      rest = rest.subarray(missing);
      const frames = this.#read(whole);
      if (this.#fault !== undefined) return frames;
      if (this.#pending === undefined) return rest.length === 0 ? frames : this.#read(rest, frames);
      pending = this.#pending;
    }
    pending.add(rest, this.#wanted);
    return [];
  }

  #read(octets: Uint8Array, frames: V[] = []): V[] {
    const { read, state } = this.#reader;
    let start = 0;
    while (start < octets.length) {
      const next = read(octets, start, octets.length);
      if (next === NEEDS) {
        this.#keep(octets, start, state.needs);
        break;
      }
      if (next === MALFORMED) {
        this.#fail(start, state.issue as Issue);
        break;
      }
      frames.push(state.value as V);
      start = next;
    }
    this.#offset += start;
    // Connections share the reader, so it must not keep the last value alive.
    state.release();
    return frames;
  }

  #keep(octets: Uint8Array, start: number, needs: number): void {
    const rest = octets.subarray(start);
    this.#wanted = rest.length + needs;
    this.#pending = new ReassemblyBuffer();
    this.#pending.add(rest, this.#wanted);
  }

  #fail(start: number, issue: Issue): void {
    const octet = this.#offset + start + issue.octet;
    this.#fault = { ...issue, octet, bit: octet * 8 + (issue.bit % 8) };
    this.#pending = undefined;
  }
}
