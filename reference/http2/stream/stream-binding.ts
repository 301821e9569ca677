/**
 * Binds a core to one HTTP/2 stream, in both roles.
 *
 * @module
 */
import type { Http2Session, Http2Stream } from "node:http2";

import type { ConnectionCore, ResetCode } from "../../connection/index.ts";
import { Binding } from "./binding.ts";
import { Inbound } from "./inbound.ts";
import { sessionLostText, errorLine } from "./session-error.ts";
import { resetStream } from "./reset-stream.ts";

/** Property of a stream that holds its binding. */
const BINDING = Symbol("binding");

/** Stream with a binding. */
interface BoundStream extends Http2Stream {
  [BINDING]: StreamBinding<ConnectionCore>;
}

/** Binds a core to a stream of node:http2. */
export abstract class StreamBinding<C extends ConnectionCore> extends Binding<C> {
  #stream: Http2Stream | undefined;
  #session: Http2Session | undefined;
  #inbound: Inbound | undefined;

  /** Attaches a stream. Content is held until {@link StreamBinding.releaseContent}. */
  protected attachStream(stream: Http2Stream): void {
    this.#stream = stream;
    this.#session = stream.session;
    this.output = stream;
    stream.on("error", ignore);
    (stream as BoundStream)[BINDING] = this as unknown as StreamBinding<ConnectionCore>;
    stream.on("close", StreamBinding.#closed);
    this.#inbound = new Inbound(stream, this.contentHandler);
  }

  /** Delivers content from now on; called after the header section. */
  protected releaseContent(): void {
    this.#inbound?.release();
  }

  /** Handles `close` of a stream. Shared by all connections, which saves memory. */
  static #closed(this: BoundStream): void {
    const binding = this[BINDING];
    const lost = binding.#session?.destroyed === true;
    binding.streamClosed((core) => binding.reportStreamEnd(core, this, lost));
  }

  /**
   * Reports the end of the stream to the core.
   *
   * @param core - the core
   * @param stream - the stream, which has ended
   * @param lost - whether the HTTP/2 connection has ended too
   */
  protected reportStreamEnd(core: C, { errored, rstCode }: Http2Stream, lost: boolean): void {
    if (lost) core.connectionLost(sessionLostText(errored === null ? undefined : errorLine(errored)));
    else core.receiveReset(rstCode);
  }

  override sendEndStream(): void {
    this.#stream?.end();
  }

  override sendReset(code: ResetCode): void {
    if (this.#stream !== undefined) resetStream(this.#stream, code);
  }

  override setReceivePaused(paused: boolean): void {
    this.#inbound?.setReceivePaused(paused);
  }

  override windowForPeer(): number {
    return this.#stream?.state.localWindowSize ?? 0;
  }
}

/** Handles `error` of a stream: its close event reports the end, with the error. */
function ignore(): void {
  // Without a listener, Node.js would throw.
}
