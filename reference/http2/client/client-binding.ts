/**
 * Client end of a connection on an HTTP/2 stream.
 *
 * @module
 */
import { constants, type Http2Stream } from "node:http2";

import type { ClientCore, ResetCode } from "../../connection/index.ts";
import type { ConnectionState } from "../../schema/states/index.ts";
import type { FieldLines } from "../../wire/index.ts";
import { fieldsOf, headersOf } from "../stream/header-section.ts";
import { sessionLostText, type SessionError } from "../stream/session-error.ts";
import type { SharedSession } from "./shared-session.ts";
import { StreamBinding } from "../stream/stream-binding.ts";

/** What a stream that a timer resets means for its HTTP/2 connection. */
type Suspicion = (shared: SharedSession) => void;

const doubt: Suspicion = (shared) => shared.doubt();

/** By the state of the connection when the timer expires. That of an opening is a matter of the opening. */
const suspicions: Partial<Record<ConnectionState, Suspicion>> = {
  // The timer of liveness, which no octet has stopped.
  open: (shared) => shared.abandon(),
  flushing: doubt,
  closing: doubt,
  draining: doubt,
  faulting: doubt,
  failing: doubt,
};

/** Binds the core of a client to the stream of its request. */
export class ClientBinding extends StreamBinding<ClientCore> {
  readonly #shared: SharedSession;
  /** Set if the HTTP/2 connection was lost or did not process the stream. */
  sessionError: SessionError | undefined;
  /** Field lines of the final response; empty until it arrives. */
  responseFields: FieldLines = [];
  /** Called if the timer that expires now resets the stream. */
  #timingOut: Suspicion | undefined;

  /** @param shared - an HTTP/2 connection that is connected */
  constructor(shared: SharedSession) {
    super();
    this.#shared = shared;
  }

  /** Opens a stream with the request. */
  override sendHeaders(fields: FieldLines): void {
    const stream = this.#shared.session.request(headersOf(fields), { endStream: false });
    // From the raw list: node:http2 joins or drops repeated fields in its object of headers.
    stream.on("headers", (_headers: unknown, _flags: number, raw: string[]) => {
      this.input((core) => core.receiveHeaders(fieldsOf(raw), false));
    });
    stream.on("response", (_headers: unknown, flags: number, raw: string[]) => {
      const response = fieldsOf(raw);
      this.responseFields = response;
      this.input((core) => core.receiveHeaders(response, (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0));
      this.releaseContent();
    });
    this.attachStream(stream);
  }

  protected override reportStreamEnd(core: ClientCore, stream: Http2Stream, lost: boolean): void {
    // On GOAWAY with an error, Node.js destroys the HTTP/2 connection, and every stream has the code of the GOAWAY.
    const unprocessed = stream.id !== undefined && stream.id > this.#shared.lastStreamId;
    if (lost || unprocessed) this.sessionError = this.#shared.sessionError(stream.errored ?? undefined);
    if (unprocessed) core.receiveReset(constants.NGHTTP2_REFUSED_STREAM);
    else if (lost) core.connectionLost(sessionLostText(this.sessionError?.message));
    else core.receiveReset(stream.rstCode);
  }

  override wake(): void {
    void this.#shared.verify();
    this.#timingOut = suspicions[this.core.state];
    super.wake();
    this.#timingOut = undefined;
  }

  override sendReset(code: ResetCode): void {
    this.#timingOut?.(this.#shared);
    super.sendReset(code);
  }

  /** A connection keeps the process until it has ended: after an error of HTTP/2, Node.js stops reading, and no socket would. */
  override get keepsProcess(): boolean {
    return true;
  }

  /** Does nothing: a client sends no response. */
  override sendResponse(): void {
    // ClientCore never calls it.
  }
}
