/**
 * What has come and is not read yet: frames from a compressed message on that has to wait, the octets behind them, and what ended
 * the stream.
 *
 * @module
 */
import type { Frame } from "../../schema/frames/frame.ts";
import { ByteBuffer } from "../../bytes/byte-buffer.ts";

/** An end of the stream that comes behind what is unread. */
export interface StreamEnd {
  readonly event: "end-stream" | "reset" | "loss";
  /** What HTTP said, in words. */
  readonly seen: string;
  /** The error code of RST_STREAM. */
  readonly reset: number | undefined;
}

/** Frames of one run of octets, and the place of the first that is not read. */
export interface UnreadFrames {
  readonly frames: readonly Frame[];
  readonly next: number;
}

const NO_FRAMES: UnreadFrames = { frames: [], next: 0 };

/** Frames, octets and ends that wait, in this order; the stream window bounds them, since it is withheld meanwhile. */
export class Backlog {
  #unread = NO_FRAMES;
  readonly #octets = new ByteBuffer();
  #ends: readonly StreamEnd[] = [];
  /** Whether any of it has waited for the application, which may take any time. */
  delayed = false;

  /** Whether a frame waits. */
  get hasFrames(): boolean {
    return this.#unread !== NO_FRAMES;
  }

  /** Whether the peer's half has ended behind what waits. */
  get peerEnded(): boolean {
    return this.#ends.length > 0;
  }

  /** Whether the stream is gone, with no more octets either way. */
  get streamGone(): boolean {
    return this.#ends.length > 0 && this.#ends.some(({ event }) => event !== "end-stream");
  }

  /** Leaves frames unread. */
  setUnread(unread: UnreadFrames): void {
    this.#unread = unread;
  }

  /** Adds octets behind the frames by copying them. */
  addOctets(octets: Uint8Array): void {
    this.#octets.add(octets);
  }

  /** Keeps an end until all is read. */
  addEnd(end: StreamEnd): void {
    this.#ends = [...this.#ends, end];
  }

  /** Gives the frames; none wait any more. */
  takeFrames(): UnreadFrames {
    const unread = this.#unread;
    this.#unread = NO_FRAMES;
    return unread;
  }

  /** Gives the octets behind the frames. */
  takeOctets(): Uint8Array {
    return this.#octets.take();
  }

  /** Gives the first end. Once no frame waits. */
  takeEnd(): StreamEnd | undefined {
    const [first, ...others] = this.#ends;
    this.#ends = others;
    return first;
  }

  /** Drops what is unread: the connection reads no longer. */
  drop(): void {
    this.#unread = NO_FRAMES;
    this.#octets.take();
  }
}
