/**
 * What has come and is not read yet: frames from a compressed message on that has to wait, the octets behind them, and what ended
 * the stream.
 *
 * @module
 */
import type { Frame } from "../schema/frames/frame.ts";
import { Held } from "./held.ts";

/** An end of the stream that comes behind what is unread. */
export interface End {
  readonly event: "end-stream" | "reset" | "loss";
  /** What HTTP said, in words. */
  readonly seen: string;
  /** The error code of RST_STREAM. */
  readonly reset: number | undefined;
}

/** Frames of one run of octets, and the place of the first that is not read. */
export interface Unread {
  readonly frames: readonly Frame[];
  readonly from: number;
}

const NONE: Unread = { frames: [], from: 0 };

/** Frames, octets and ends that wait, in this order; the stream window bounds them, since it is withheld meanwhile. */
export class Backlog {
  #unread = NONE;
  readonly #behind = new Held();
  #ends: readonly End[] = [];
  /** Whether any of it has waited for the application, which may take any time. */
  late = false;

  /** Whether a frame waits. */
  get waits(): boolean {
    return this.#unread !== NONE;
  }

  /** Whether the peer's half has ended behind what waits. */
  get ended(): boolean {
    return this.#ends.length > 0;
  }

  /** Whether the stream is gone, with no more octets either way. */
  get gone(): boolean {
    return this.#ends.length > 0 && this.#ends.some(({ event }) => event !== "end-stream");
  }

  /** Leaves frames unread. */
  leave(unread: Unread): void {
    this.#unread = unread;
  }

  /** Adds octets behind the frames by copying them. */
  add(octets: Uint8Array): void {
    this.#behind.add(octets);
  }

  /** Keeps an end until all is read. */
  keep(end: End): void {
    this.#ends = [...this.#ends, end];
  }

  /** Gives the frames; none wait any more. */
  takeFrames(): Unread {
    const unread = this.#unread;
    this.#unread = NONE;
    return unread;
  }

  /** Gives the octets behind the frames. */
  takeOctets(): Uint8Array {
    return this.#behind.take();
  }

  /** Gives the first end. Once no frame waits. */
  takeEnd(): End | undefined {
    const [first, ...others] = this.#ends;
    this.#ends = others;
    return first;
  }

  /** Drops what is unread: the connection reads no longer. */
  drop(): void {
    this.#unread = NONE;
    this.#behind.take();
  }
}
