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

/** The states before the connection is open, and after a response that opens none. */
const OPENING_STATES: readonly ConnectionState[] = ["connecting", "replied", "confirming", "refused"];

/** Binds the core of a client to the stream of its request. */
export class ClientBinding extends StreamBinding<ClientCore> {
  readonly #shared: SharedSession;
  /** Set if the HTTP/2 connection was lost or did not process the stream. */
  sessionError: SessionError | undefined;
  /** Field lines of the final response; empty until it arrives. */
  responseFields: FieldLines = [];
  /** Whether the timer of an open connection expires now: the timer of liveness. */
  #livenessExpires = false;

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
    this.#livenessExpires = this.core.state === "open";
    super.wake();
    this.#livenessExpires = false;
  }

  override sendReset(code: ResetCode): void {
    // Liveness resets only a connection that it has lost. The HTTP/2 connection below it has received nothing either.
    if (this.#livenessExpires) this.#shared.abandon();
    super.sendReset(code);
  }

  /** An opening keeps the process: after an error of HTTP/2, Node.js stops reading, and no socket would. */
  override get keepsProcess(): boolean {
    return OPENING_STATES.includes(this.core.state);
  }

  /** Does nothing: a client sends no response. */
  override sendResponse(): void {
    // ClientCore never calls it.
  }
}
