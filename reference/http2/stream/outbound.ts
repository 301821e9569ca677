/**
 * What goes out on a stream: batches of frames, as many as Node can send soon and no more, so that a pong or a close does not
 * stand behind megabytes, and what is dropped has not been handed over.
 *
 * @module
 */
import type { Writable } from "node:stream";

/** Octets that wait in Node at most, beyond the last piece. */
const HIGH_WATER_MARK = 64 * 1024;

/**
 * Octets that have to be free before more are taken, and the least that is asked for. Filling every gap at once would cut a long
 * message into pieces as small as the gaps, whose completion leaves gaps as small (the silly window of RFC 9293, 3.8.6.2.1).
 */
const LEAST = 16 * 1024;

/** Where octets come from, and who is told that they have gone out. */
export interface OutboundSource {
  /** The next octets, at most about so many; `undefined` for none. */
  take(most: number): Uint8Array | undefined;
  /** So many octets have gone out. */
  sent(octets: number): void;
}

/** The outgoing half of a stream. */
export class Outbound {
  readonly #stream: Writable;
  readonly #source: OutboundSource;
  #pendingOctets = 0;

  /** @param stream - where they go; @param sender - has the octets */
  constructor(stream: Writable, sender: OutboundSource) {
    this.#stream = stream;
    this.#source = sender;
  }

  /** Writes octets until {@link HIGH_WATER_MARK} wait in Node; does nothing while less than {@link LEAST} is free. */
  flush(): void {
    if (this.#pendingOctets > HIGH_WATER_MARK - LEAST) return;
    const first = this.#next();
    if (first === undefined) return;
    const second = this.#next();
    if (second === undefined) this.#writeLast(first, first.length);
    else this.#writeTogether(first, second);
  }

  /** Writes several pieces in one go, so that the head of a long message is not sent by itself. */
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
    const octets = this.#source.take(Math.max(LEAST, HIGH_WATER_MARK - this.#pendingOctets));
    if (octets !== undefined) this.#pendingOctets += octets.length;
    return octets;
  }

  /** Writes the last piece of a batch, whose completion counts for all of it. @param batch - octets of the batch */
  #writeLast(piece: Uint8Array, batch: number): void {
    this.#stream.write(piece, (error) => this.#written(batch, error));
  }

  #written(octets: number, error: Error | null | undefined): void {
    this.#pendingOctets -= octets;
    // Node calls back when the socket, or TLS, has taken the octets: only then is their memory used again. A stream that fails tells
    // so by its close event.
    if (error === null || error === undefined) this.#source.sent(octets);
  }
}
