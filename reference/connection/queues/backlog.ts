/**
 * The input that a connection has received but not read: frames, the octets after them, and the end of the stream.
 *
 * @module
 */
import { ByteBuffer } from "../../bytes/byte-buffer.ts";
import type { Frame } from "../../wire/frame-types.ts";

/** An end of the stream that follows unread input. */
export interface StreamEnd {
  readonly event: "end-stream" | "reset" | "loss";
  /** A description of the event; empty for END_STREAM. */
  readonly seen: string;
  /** The error code of RST_STREAM. */
  readonly reset: number | undefined;
}

/** Decoded frames, some of them unread. */
export interface UnreadFrames {
  readonly frames: readonly Frame[];
  /** The index of the first unread frame. */
  readonly next: number;
}

const NO_FRAMES: UnreadFrames = { frames: [], next: 0 };

/**
 * Unread frames, octets and ends, in this order. The first unread frame is a compressed message. The stream window bounds the octets,
 * since this end gives the peer no window while frames are unread.
 */
export class Backlog {
  #unread = NO_FRAMES;
  readonly #octets = new ByteBuffer();
  #ends: readonly StreamEnd[] = [];
  /** Whether a frame is unread. */
  hasFrames = false;
  /** Whether the peer's half of the stream has ended. */
  peerEnded = false;
  /** Whether a reset or a loss has ended both halves of the stream. */
  streamGone = false;
  /** Whether a turn has been requested in which reading, or compression, goes on. */
  turnRequested = false;
  /** Whether a frame has waited for the application, which makes the arrival times of all frames here unknown. */
  delayed = false;

  /** Stores frames, which replace those stored before. */
  setUnread(unread: UnreadFrames): void {
    this.#unread = unread;
    this.hasFrames = true;
  }

  /** Copies octets to the end. */
  addOctets(octets: Uint8Array): void {
    this.#octets.add(octets);
  }

  /** Adds an end of the stream. */
  addEnd(end: StreamEnd): void {
    this.#ends = [...this.#ends, end];
    this.peerEnded = true;
    if (end.event !== "end-stream") this.streamGone = true;
  }

  /** Removes and returns the frames. */
  takeFrames(): UnreadFrames {
    const unread = this.#unread;
    this.#dropFrames();
    return unread;
  }

  /** Removes and returns the octets. */
  takeOctets(): Uint8Array {
    return this.#octets.take();
  }

  /** Removes and returns the first end. The caller reads all frames and octets first. */
  takeEnd(): StreamEnd | undefined {
    const [first, ...others] = this.#ends;
    this.#ends = others;
    this.peerEnded = others.length > 0;
    return first;
  }

  /** Drops frames and octets, but no end. */
  drop(): void {
    this.#dropFrames();
    this.#octets.take();
  }

  #dropFrames(): void {
    this.#unread = NO_FRAMES;
    this.hasFrames = false;
  }
}
