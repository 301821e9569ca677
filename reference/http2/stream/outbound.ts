/**
 * Outgoing half of a stream: writes batches of frames, no more than Node.js can send soon. A pong or a close does not wait behind
 * megabytes, and messages that the core discards have not been written.
 *
 * @module
 */
import type { Writable } from "node:stream";

/** The greatest number of octets that wait in Node.js, without the last piece. */
const HIGH_WATER_MARK = 64 * 1024;

/**
 * The least number of free octets for a write, and the least number to ask for. Filling every gap at once would cut a long message into
 * pieces as small as the gaps, whose completion leaves equally small gaps: silly window syndrome, RFC 9293, Section 3.8.6.2.1.
 */
const LEAST_WRITE = 16 * 1024;

/** Supplies octets. */
export interface OutboundSource {
  /**
   * Returns the next octets; `undefined` for none.
   *
   * @param most - the greatest number of octets, which short frames may exceed
   */
  take(most: number): Uint8Array | undefined;
}

/** Learns when octets have been sent. */
export interface OutboundObserver {
  /** Reports that octets have been sent; their memory may be reused. */
  sent(octets: number): void;
}

/** Outgoing half of a stream. */
export class Outbound {
  readonly #stream: Writable;
  readonly #source: OutboundSource;
  readonly #observer: OutboundObserver;
  #pendingOctets = 0;

  /**
   * @param stream - stream to write to
   * @param source - supplies the octets
   * @param observer - learns when they have been sent
   */
  constructor(stream: Writable, source: OutboundSource, observer: OutboundObserver) {
    this.#stream = stream;
    this.#source = source;
    this.#observer = observer;
  }

  /** Writes octets until {@link HIGH_WATER_MARK} wait in Node.js; does nothing if fewer than {@link LEAST_WRITE} are free. */
  flush(): void {
    if (this.#pendingOctets > HIGH_WATER_MARK - LEAST_WRITE) return;
    const first = this.#next();
    if (first === undefined) return;
    const second = this.#next();
    if (second === undefined) this.#writeLast(first, first.length);
    else this.#writeTogether(first, second);
  }

  /** Writes several pieces in one batch, so that the head of a long message is not sent alone. */
  #writeTogether(first: Uint8Array, second: Uint8Array): void {
    this.#stream.cork();
    this.#stream.write(first);
    let octets = first.length;
    let last = second;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#stream.write(last);
      octets += last.length;
      last = next;
    }
    this.#writeLast(last, octets + last.length);
    this.#stream.uncork();
  }

  #next(): Uint8Array | undefined {
    const stream = this.#stream;
    if (this.#pendingOctets >= HIGH_WATER_MARK || stream.writableEnded || stream.destroyed) return undefined;
    const octets = this.#source.take(Math.max(LEAST_WRITE, HIGH_WATER_MARK - this.#pendingOctets));
    if (octets !== undefined) this.#pendingOctets += octets.length;
    return octets;
  }

  /**
   * Writes the last piece of a batch, whose callback counts for the whole batch.
   *
   * @param piece - the last piece
   * @param batch - size of the batch in octets
   */
  #writeLast(piece: Uint8Array, batch: number): void {
    this.#stream.write(piece, (error) => this.#written(batch, error));
  }

  #written(octets: number, error: Error | null | undefined): void {
    this.#pendingOctets -= octets;
    // Node.js calls back when the socket or TLS has taken the octets, after which their memory may be reused. The close event reports a
    // failure.
    if (error === null || error === undefined) this.#observer.sent(octets);
  }
}
