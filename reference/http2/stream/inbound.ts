/**
 * What comes in on a stream: octets at once as they arrive, also while the stream window is withheld.
 *
 * A stream of node:http2 that is paused keeps octets from its reader, so pings would wait behind a slow application. But below, Node
 * gives each chunk to `push`, gives no more stream window back while `push` returns `false`, and gives it back when `_read` is
 * called; the window of the HTTP/2 connection it gives back on receipt. So the `push` of our streams hands on what comes, and its
 * result says whether window is given back. A Node that does not call `push` still works: then `data` events bring the octets, and
 * a paused stream withholds the window. A request of HTTP/1.1 gets its chunks in the same way; there the socket is what stops. Tests in spec-tests/reference/http2/inbound.test.ts fail with such a Node.
 *
 * @module
 */
import { Readable } from "node:stream";

/** Who gets what comes in. */
export interface InboundHandler {
  /** Octets of content. */
  receive(octets: Uint8Array): void;
  /** END_STREAM has come. */
  endStream(): void;
}

/** Where a stream that was taken over has its {@link Inbound}. */
const INBOUND = Symbol("inbound");

/** A stream that was taken over. */
interface InterceptedStream extends Readable {
  [INBOUND]: Inbound;
}

/** Shared by all streams, of which there are many. */
const interceptors = {
  push(this: InterceptedStream, chunk: Uint8Array | null): boolean {
    return this[INBOUND].push(chunk);
  },
  data(this: InterceptedStream, chunk: Uint8Array): void {
    this[INBOUND].data(chunk);
  },
  end(this: InterceptedStream): void {
    this[INBOUND].end();
  },
};

/** The incoming half of a stream. */
export class Inbound {
  readonly #stream: Readable;
  readonly #handler: InboundHandler;
  /** What waits for the header section, which Node tells of later than of the content behind it. */
  #earlyContent: Uint8Array[] | undefined = [];
  #ended = false;
  #receivePaused = false;
  /** Whether Node has stopped giving window back. */
  #windowWithheld = false;

  /**
   * Takes a stream over.
   *
   * @param stream - of either role
   * @param receiver - gets what comes, from {@link Inbound.release} on
   */
  constructor(stream: Readable, receiver: InboundHandler) {
    this.#stream = stream;
    this.#handler = receiver;
    this.#intercept();
  }

  #intercept(): void {
    const stream = this.#stream as InterceptedStream;
    stream[INBOUND] = this;
    stream.push = interceptors.push;
    stream.on("data", interceptors.data);
    stream.on("end", interceptors.end);
    // What came before is told of by `data`.
    while (stream.read() !== null);
    stream.resume();
  }

  /** In place of the stream's own `push`. @returns whether window is given back */
  push(chunk: Uint8Array | null): boolean {
    if (chunk === null) {
      this.end();
      return Readable.prototype.push.call(this.#stream, null);
    }
    this.#deliver(chunk);
    this.#windowWithheld = this.#receivePaused;
    return !this.#receivePaused;
  }

  /** Octets that a reader is told of. */
  data(chunk: Uint8Array): void {
    this.#deliver(chunk);
    if (this.#receivePaused) this.#stream.pause();
  }

  /** Hands on what was held, from now on everything at once. */
  release(): void {
    const held = this.#earlyContent ?? [];
    this.#earlyContent = undefined;
    for (const octets of held) this.#handler.receive(octets);
    if (this.#ended) this.#handler.endStream();
  }

  /** Withholds the stream window, or gives it back. */
  setReceivePaused(withheld: boolean): void {
    this.#receivePaused = withheld;
    const stream = this.#stream;
    if (withheld || stream.destroyed) return;
    if (stream.isPaused()) stream.resume();
    if (!this.#windowWithheld) return;
    this.#windowWithheld = false;
    stream._read(0);
  }

  #deliver(octets: Uint8Array): void {
    if (this.#earlyContent === undefined) this.#handler.receive(octets);
    else this.#earlyContent.push(octets);
  }

  /** The end that a reader is told of. Node also ends what is reset or lost; its close event tells of that. */
  end(): void {
    if (this.#ended || this.#stream.closed || this.#stream.destroyed) return;
    this.#ended = true;
    if (this.#earlyContent === undefined) this.#handler.endStream();
  }
}
