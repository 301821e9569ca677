/**
 * Room for outgoing octets: frames are written one behind the other into a slab that all connections share, so that a batch of
 * frames is one view and an idle connection holds nothing. New memory costs more than to fill it, so a slab is used again once all
 * that was written into it has gone out; one with frames that never do, since their connection has ended, is left to the collector.
 *
 * @module
 */
import type { Room } from "../layout/compile/room.ts";

/** The size of a slab, and of the longest run of frames that one take hands over, in octets. */
export const CHUNK_SIZE = 16384;

/** More octets than ever stand in front of a payload. */
const MAX_HEAD = 64;

/** Payloads of so many octets are sent from where they lie; any shorter one fits into a slab with what stands in front of it. */
export const ZERO_COPY_SIZE = CHUNK_SIZE - MAX_HEAD;

/** A slab is given up when less than this is left of it, in octets. */
const MIN_FREE = CHUNK_SIZE / 4;

/** So many slabs are kept for later. */
const MAX_SPARE_CHUNKS = 16;

/** Memory for frames. */
export interface Chunk {
  readonly octets: Uint8Array;
  /** Octets of it that are queued, or that HTTP may still read. */
  inUse: number;
}

const newChunk = (): Chunk => ({ octets: new Uint8Array(CHUNK_SIZE), inUse: 0 });

/** The room in the slab that the next frame goes into, but for a payload of {@link ZERO_COPY_SIZE} octets or more. */
export class FrameArena implements Room {
  readonly long = ZERO_COPY_SIZE;
  /** The long payload of the frame that was written last. */
  tail: Uint8Array | undefined;
  readonly #spareChunks: Chunk[] = [];
  #used = 0;
  /** The slab that was taken of last, where the room in it begins, and how many octets it has. */
  chunk = newChunk();
  at = 0;
  size = 0;

  take(octets: number, tail?: Uint8Array): Uint8Array {
    this.size = octets;
    this.tail = tail;
    const left = CHUNK_SIZE - this.#used;
    if (octets > left || left < MIN_FREE) {
      this.chunk = this.#spareChunks.pop() ?? newChunk();
      this.#used = 0;
    }
    this.at = this.#used;
    this.#used += octets;
    return this.chunk.octets;
  }

  /** So many octets of a slab have gone out: nobody reads them again. */
  release(slab: Chunk, octets: number): void {
    slab.inUse -= octets;
    if (slab.inUse > 0) return;
    if (slab === this.chunk) this.#used = 0;
    else if (this.#spareChunks.length < MAX_SPARE_CHUNKS) this.#spareChunks.push(slab);
  }
}

/** The room that all connections share. */
export const frameArena = new FrameArena();

/** A run of octets in a slab that can still grow. */
export interface Segment {
  readonly chunk: Chunk;
  readonly start: number;
  end: number;
}

/** A run with the room that was taken last: the same run where that follows it without a gap, else a new one. */
export function extendSegment(run: Segment | undefined, { chunk: slab, at, size }: FrameArena): Segment {
  slab.inUse += size;
  if (run === undefined || run.chunk !== slab || run.end !== at) return { chunk: slab, start: at, end: at + size };
  run.end += size;
  return run;
}

/** The octets of a run. */
export function segmentOctets({ chunk: slab, start, end }: Segment): Uint8Array {
  return new Uint8Array(slab.octets.buffer, start, end - start);
}
