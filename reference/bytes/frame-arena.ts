/**
 * Memory for outgoing frames, shared by all connections. Frames are written one after the other into a chunk, so that a batch of
 * frames is one view and an idle connection holds no memory. Allocation costs more than writing, so a chunk is reused once all octets
 * in it have been sent. A chunk whose frames are never sent, because their connection ended, is left to the garbage collector.
 *
 * @module
 */
import type { WriteTarget } from "../layout/runtime/write-target.ts";

/** The size of a chunk, and of the longest segment that the outbox returns at once, in octets. */
export const CHUNK_SIZE = 16384;

/** An upper bound on the octets of a frame before its payload. */
const MAX_HEAD = 64;

/** A payload of at least this many octets is sent by reference. Every shorter frame fits into a chunk. */
export const ZERO_COPY_SIZE = CHUNK_SIZE - MAX_HEAD;

/** A chunk with fewer free octets than this is abandoned for the next. */
const MIN_FREE = CHUNK_SIZE / 4;

/** The number of unused chunks that are kept for reuse. */
const MAX_SPARE_CHUNKS = 16;

/** A block of memory for frames. */
export interface Chunk {
  readonly octets: Uint8Array;
  /** The number of its octets that are queued or that HTTP may still read. */
  inUse: number;
}

const newChunk = (): Chunk => ({ octets: new Uint8Array(CHUNK_SIZE), inUse: 0 });

/** Provides the memory for the next frame, except for a payload of {@link ZERO_COPY_SIZE} octets or more. */
export class FrameArena implements WriteTarget {
  readonly long = ZERO_COPY_SIZE;
  /** The payload that the last frame refers to; `undefined` if the chunk contains the whole frame. */
  tail: Uint8Array | undefined;
  readonly #spareChunks: Chunk[] = [];
  #used = 0;
  /** The chunk that the last frame was written into. */
  chunk = newChunk();
  /** The offset of the last frame in the chunk, in octets. */
  at = 0;
  /** The octets of the last frame in the chunk. */
  size = 0;

  take(octets: number, tail?: Uint8Array): Uint8Array {
    this.size = octets;
    this.tail = tail;
    const free = CHUNK_SIZE - this.#used;
    if (octets > free || free < MIN_FREE) {
      this.chunk = this.#spareChunks.pop() ?? newChunk();
      this.#used = 0;
    }
    this.at = this.#used;
    this.#used += octets;
    return this.chunk.octets;
  }

  /** Releases octets of a chunk that HTTP has sent. A chunk without octets in use is written again. */
  release(chunk: Chunk, octets: number): void {
    chunk.inUse -= octets;
    if (chunk.inUse > 0) return;
    if (chunk === this.chunk) this.#used = 0;
    else if (this.#spareChunks.length < MAX_SPARE_CHUNKS) this.#spareChunks.push(chunk);
  }
}

/** The arena that all connections share. */
export const frameArena = new FrameArena();

/** A contiguous part of a chunk, which can grow at its end. */
export interface Segment {
  readonly chunk: Chunk;
  readonly start: number;
  end: number;
}

/** Appends the last frame of the arena to a segment. Returns a new segment if the frame does not follow it directly. */
export function extendSegment(segment: Segment | undefined, { chunk, at, size }: FrameArena): Segment {
  chunk.inUse += size;
  if (segment === undefined || segment.chunk !== chunk || segment.end !== at) return { chunk, start: at, end: at + size };
  segment.end += size;
  return segment;
}

/** Returns a view of the octets of a segment. */
export function segmentOctets({ chunk, start, end }: Segment): Uint8Array {
  return new Uint8Array(chunk.octets.buffer, start, end - start);
}
