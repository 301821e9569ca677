/**
 * Room for outgoing octets: frames are written one behind the other into a slab that all connections share, so that a batch of
 * frames is one view and an idle connection holds nothing. New memory costs more than to fill it, so a slab is used again once all
 * that was written into it has gone out; one with frames that never do, since their connection has ended, is left to the collector.
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

/** So many slabs are kept for later. */
const SPARE = 16;

/** Memory for frames. */
export interface Slab {
  readonly octets: Uint8Array;
  /** Octets of it that are queued, or that HTTP may still read. */
  open: number;
}

const made = (): Slab => ({ octets: new Uint8Array(SLAB), open: 0 });

/** The room in the slab that the next frame goes into, but for a payload of {@link LONG} octets or more. */
export class SharedRoom implements Room {
  readonly long = LONG;
  /** The long payload of the frame that was written last. */
  tail: Uint8Array | undefined;
  readonly #spare: Slab[] = [];
  #used = 0;
  /** The slab that was taken of last, where the room in it begins, and how many octets it has. */
  slab = made();
  at = 0;
  size = 0;

  take(octets: number, tail?: Uint8Array): Uint8Array {
    this.size = octets;
    this.tail = tail;
    const left = SLAB - this.#used;
    if (octets > left || left < LEAST) {
      this.slab = this.#spare.pop() ?? made();
      this.#used = 0;
    }
    this.at = this.#used;
    this.#used += octets;
    return this.slab.octets;
  }

  /** So many octets of a slab have gone out: nobody reads them again. */
  release(slab: Slab, octets: number): void {
    slab.open -= octets;
    if (slab.open > 0) return;
    if (slab === this.slab) this.#used = 0;
    else if (this.#spare.length < SPARE) this.#spare.push(slab);
  }
}

/** The room that all connections share. */
export const room = new SharedRoom();

/** A run of octets in a slab that can still grow. */
export interface Run {
  readonly slab: Slab;
  readonly start: number;
  end: number;
}

/** A run with the room that was taken last: the same run where that follows it without a gap, else a new one. */
export function extended(run: Run | undefined, { slab, at, size }: SharedRoom): Run {
  slab.open += size;
  if (run === undefined || run.slab !== slab || run.end !== at) return { slab, start: at, end: at + size };
  run.end += size;
  return run;
}

/** The octets of a run. */
export function octetsOf({ slab, start, end }: Run): Uint8Array {
  return new Uint8Array(slab.octets.buffer, start, end - start);
}
