/**
 * One connection on one HTTP/2 stream, in both roles alike.
 *
 * @module
 */
import { constants, type Http2Session, type Http2Stream } from "node:http2";

import type { ConnectionCore, ResetCode } from "../connection/index.ts";
import { Binding } from "./binding.ts";
import { Inbound } from "./inbound.ts";
import { reset } from "./reset.ts";

/** Binds a core to a stream of node:http2. */
export abstract class StreamBinding<C extends ConnectionCore> extends Binding<C> {
  #stream: Http2Stream | undefined;
  #session: Http2Session | undefined;
  #inbound: Inbound | undefined;

  /** Takes a stream over; content is kept until {@link StreamBinding.release}. */
  protected takeOver(stream: Http2Stream): void {
    this.#stream = stream;
    this.#session = stream.session;
    this.output = stream;
    stream.on("error", ignore);
    stream.on("close", () => this.#closed(stream));
    this.#inbound = new Inbound(stream, this);
  }

  /** The header section has been told of: the content behind it may come. */
  protected release(): void {
    this.#inbound?.release();
  }

  #closed(stream: Http2Stream): void {
    const lost = this.#session?.destroyed === true;
    this.gone((core) => {
      // Of a GOAWAY with an error Node.js ends the whole HTTP/2 connection, with the code of the GOAWAY for every stream.
      if (this.unprocessed(stream)) core.reset(constants.NGHTTP2_REFUSED_STREAM);
      else if (lost) core.lost("the HTTP/2 connection is gone");
      else core.reset(stream.rstCode);
    });
  }

  /** Whether a GOAWAY says that the peer has not processed the stream. */
  protected unprocessed(_stream: Http2Stream): boolean {
    return false;
  }

  override end(): void {
    this.#stream?.end();
  }

  override reset(code: ResetCode): void {
    if (this.#stream !== undefined) reset(this.#stream, code);
  }

  override withhold(withheld: boolean): void {
    this.#inbound?.withhold(withheld);
  }

  override peerWindow(): number {
    return this.#stream?.state.localWindowSize ?? 0;
  }
}

/** How a stream ends is told by its close event. */
function ignore(): void {
  // Nothing more to do.
}
