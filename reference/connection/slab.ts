/**
 * Room for outgoing octets: frames are written one behind the other into a slab that all connections share, so that a batch of
 * frames is one view and an idle connection holds nothing.
 *
 * @module
 */
import type { Room } from "../layout/compile/room.ts";

/** The size of a slab, and of the longest run of frames that one take hands over, in octets. */
export const SLAB = 16384;

/** More octets than ever stand in front of a payload. */
const HEADROOM = 64;

/** Payloads of so many octets are sent from where they lie; any shorter one fits into a slab with what stands in front of it. */
export const LONG = SLAB - HEADROOM;

/** A slab is given up when less than this is left of it, in octets. */
const LEAST = SLAB / 4;

/** The room in the slab that the next frame goes into, but for a payload of {@link LONG} octets or more. */
export class SharedRoom implements Room {
  readonly long = LONG;
  /** The long payload of the frame that was written last. */
  tail: Uint8Array | undefined;
  #slab = new Uint8Array(0);
  #used = 0;
  /** The buffer that was taken last, where the room in it begins, and how many octets it has. */
  octets: Uint8Array = this.#slab;
  at = 0;
  size = 0;

  take(octets: number, tail?: Uint8Array): Uint8Array {
    this.size = octets;
    this.tail = tail;
    const left = this.#slab.length - this.#used;
    if (octets > left || left < LEAST) {
      this.#slab = new Uint8Array(SLAB);
      this.#used = 0;
    }
    this.at = this.#used;
    this.#used += octets;
    this.octets = this.#slab;
    return this.octets;
  }
}

/** The room that all connections share. */
export const room = new SharedRoom();

/** A run of octets in a slab that can still grow. */
export interface Run {
  readonly slab: Uint8Array;
  readonly start: number;
  end: number;
}

/** A run with the room that was taken last: the same run where that follows it without a gap, else a new one. */
export function extended(run: Run | undefined, { octets, at, size }: SharedRoom): Run {
  if (run === undefined || run.slab !== octets || run.end !== at) return { slab: octets, start: at, end: at + size };
  run.end += size;
  return run;
}

/** The octets of a run. */
export function octetsOf({ slab, start, end }: Run): Uint8Array {
  return new Uint8Array(slab.buffer, slab.byteOffset + start, end - start);
}
