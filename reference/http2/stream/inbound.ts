/**
 * Incoming half of a stream: delivers octets as they arrive, even while it gives no stream window back.
 *
 * A paused stream of node:http2 delivers no octets, so pings would wait behind a slow application. Internally, Node.js passes each chunk
 * to `push`, gives no stream window back after `push` returns `false`, and resumes when `_read` is called; it gives the window of the
 * HTTP/2 connection back on receipt. Therefore `push` of a stream is replaced: it delivers the chunk, and its result states whether
 * window is given back. An HTTP/1.1 request receives its chunks in the same way; there, reading from the socket stops.
 *
 * If a version of Node.js does not call `push`, `data` events deliver the octets, and pausing the stream holds the window back. The tests
 * in spec-tests/reference/http2/stream/inbound.test.ts fail with that version.
 *
 * @module
 */
import { Readable } from "node:stream";

import { ByteBuffer } from "../../bytes/byte-buffer.ts";

/** Receives the content of a stream. */
export interface InboundHandler {
  /** Receives octets of content. */
  receive(octets: Uint8Array): void;
  /** Receives END_STREAM. */
  endStream(): void;
}

/** Property of an intercepted stream that holds its {@link Inbound}. */
const INBOUND = Symbol("inbound");

/** Stream whose `push` is replaced. */
interface InterceptedStream extends Readable {
  [INBOUND]: Inbound;
}

/** Shared by all streams, which saves memory. */
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

/** Incoming half of a stream. */
export class Inbound {
  readonly #stream: Readable;
  readonly #handler: InboundHandler;
  /** Content before {@link Inbound.release}: Node.js reports it before the header section that precedes it. */
  #earlyContent: ByteBuffer | undefined;
  #released = false;
  #ended = false;
  #receivePaused = false;
  /** Whether the last `push` stopped Node.js from giving window back. */
  #windowWithheld = false;

  /**
   * Intercepts a stream.
   *
   * @param stream - stream of either role
   * @param handler - receives the content, from {@link Inbound.release} on
   */
  constructor(stream: Readable, handler: InboundHandler) {
    this.#stream = stream;
    this.#handler = handler;
    this.#intercept();
  }

  #intercept(): void {
    const stream = this.#stream as InterceptedStream;
    stream[INBOUND] = this;
    stream.push = interceptors.push;
    stream.on("data", interceptors.data);
    stream.on("end", interceptors.end);
    // Reading emits `data` with the chunks that arrived before.
    while (stream.read() !== null);
    // A stream that has waited for its turn may have emitted `end`.
    if (stream.readableEnded) this.end();
    stream.resume();
  }

  /** Replaces `push` of the stream. Returns whether window is given back. */
  push(chunk: Uint8Array | null): boolean {
    if (chunk === null) {
      this.end();
      this.#releaseIfReset();
      return Readable.prototype.push.call(this.#stream, null);
    }
    this.#deliver(chunk);
    this.#windowWithheld = this.#receivePaused;
    return !this.#receivePaused;
  }

  /** Handles the `data` event. */
  data(chunk: Uint8Array): void {
    this.#deliver(chunk);
    if (this.#receivePaused) this.#stream.pause();
  }

  /** Delivers the early content; from now on content is delivered at once. */
  release(): void {
    const earlyContent = this.#earlyContent?.take();
    this.#earlyContent = undefined;
    this.#released = true;
    if (earlyContent !== undefined) this.#handler.receive(earlyContent);
    if (this.#ended) this.#handler.endStream();
  }

  /** Stops giving stream window back, or resumes. */
  setReceivePaused(paused: boolean): void {
    this.#receivePaused = paused;
    const stream = this.#stream;
    if (paused || stream.destroyed) return;
    if (stream.isPaused()) stream.resume();
    if (!this.#windowWithheld) return;
    this.#windowWithheld = false;
    stream._read(0);
  }

  /**
   * Destroys a stream that the peer has reset, once the octets before the reset have been handled. After RST_STREAM(NO_ERROR), Node.js
   * otherwise waits for the end of the outgoing half, which an answer to those octets would keep from coming.
   */
  #releaseIfReset(): void {
    const stream = this.#stream;
    if (stream.closed && !stream.destroyed) setImmediate(() => stream.destroy());
  }

  #deliver(octets: Uint8Array): void {
    if (this.#released) {
      this.#handler.receive(octets);
      return;
    }
    this.#earlyContent ??= new ByteBuffer();
    this.#earlyContent.add(octets);
  }

  /** Handles the `end` event. Node.js also ends streams that are reset or lost, which their `close` event reports. */
  end(): void {
    if (this.#ended || this.#stream.closed || this.#stream.destroyed) return;
    this.#ended = true;
    if (this.#released) this.#handler.endStream();
  }
}
