/**
 * One connection on one HTTP/2 stream, in both roles alike.
 *
 * @module
 */
import type { Http2Session, Http2Stream } from "node:http2";

import type { ConnectionCore, ResetCode } from "../../connection/index.ts";
import { Binding } from "./binding.ts";
import { Inbound } from "./inbound.ts";
import { sessionGoneText, errorLine } from "./session-error.ts";
import { resetStream } from "./reset-stream.ts";

/** Binds a core to a stream of node:http2. */
export abstract class StreamBinding<C extends ConnectionCore> extends Binding<C> {
  #stream: Http2Stream | undefined;
  #session: Http2Session | undefined;
  #inbound: Inbound | undefined;

  /** Takes a stream over; content is kept until {@link StreamBinding.releaseContent}. */
  protected attachStream(stream: Http2Stream): void {
    this.#stream = stream;
    this.#session = stream.session;
    this.output = stream;
    stream.on("error", ignore);
    stream.on("close", () => this.#closed(stream));
    this.#inbound = new Inbound(stream, this);
  }

  /** The header section has been told of: the content behind it may come. */
  protected releaseContent(): void {
    this.#inbound?.release();
  }

  #closed(stream: Http2Stream): void {
    const lost = this.#session?.destroyed === true;
    this.streamClosed((core) => this.reportStreamEnd(core, stream, lost));
  }

  /** Tells the core how the stream has ended. @param lost - whether the whole HTTP/2 connection has */
  protected reportStreamEnd(core: C, { errored, rstCode }: Http2Stream, lost: boolean): void {
    if (lost) core.connectionLost(sessionGoneText(errored === null ? undefined : errorLine(errored)));
    else core.receiveReset(rstCode);
  }

  override sendEndStream(): void {
    this.#stream?.end();
  }

  override sendReset(code: ResetCode): void {
    if (this.#stream !== undefined) resetStream(this.#stream, code);
  }

  override setReceivePaused(withheld: boolean): void {
    this.#inbound?.setReceivePaused(withheld);
  }

  override peerWindow(): number {
    return this.#stream?.state.localWindowSize ?? 0;
  }
}

/** How a stream ends is told by its close event, and by then the stream knows its error. */
function ignore(): void {
  // Nothing more to do.
}
