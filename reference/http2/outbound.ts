/**
 * What goes out on a stream: batches of frames, as many as Node can send soon and no more, so that a pong or a close does not
 * stand behind megabytes, and what is dropped has not been handed over.
 *
 * @module
 */
import type { Writable } from "node:stream";

/** Octets that Node holds at most, beyond a batch. */
const MOST = 64 * 1024;

/** Where octets come from, and who is told that they have gone out. */
export interface Sender {
  /** The next octets, at most about so many; `undefined` for none. */
  take(most: number): Uint8Array | undefined;
  /** So many octets have gone out. */
  sent(octets: number): void;
}

/** The outgoing half of a stream. */
export class Outbound {
  readonly #stream: Writable;
  readonly #sender: Sender;
  #waiting = 0;

  /** @param stream - where they go; @param sender - has the octets */
  constructor(stream: Writable, sender: Sender) {
    this.#stream = stream;
    this.#sender = sender;
  }

  /** Hands over what Node takes now. */
  flush(): void {
    let octets = this.#next();
    if (octets === undefined) return;
    const following = this.#next();
    if (following === undefined) {
      this.#write(octets);
      return;
    }
    // Together, so that the head of a long message is not sent by itself.
    this.#stream.cork();
    this.#write(octets);
    for (octets = following; octets !== undefined; octets = this.#next()) this.#write(octets);
    this.#stream.uncork();
  }

  #next(): Uint8Array | undefined {
    const stream = this.#stream;
    if (this.#waiting >= MOST || stream.writableEnded || stream.destroyed) return undefined;
    const octets = this.#sender.take(MOST - this.#waiting);
    if (octets !== undefined) this.#waiting += octets.length;
    return octets;
  }

  #write(octets: Uint8Array): void {
    const { length } = octets;
    this.#stream.write(octets, (error) => this.#written(length, error));
  }

  #written(octets: number, error: Error | null | undefined): void {
    this.#waiting -= octets;
    // Node calls back when the socket, or TLS, has taken the octets: only then is their memory used again. A stream that fails tells
    // so by its close event.
    if (error === null || error === undefined) this.#sender.sent(octets);
  }
}
