/**
 * The client's end of a connection on an HTTP/2 stream.
 *
 * @module
 */
import { constants, type Http2Stream } from "node:http2";

import type { ClientCore } from "../../connection/index.ts";
import type { FieldLines } from "../../wire/index.ts";
import { fieldsOf, headersOf } from "../stream/header-section.ts";
import { sessionGoneText, type SessionError } from "../stream/session-error.ts";
import type { SharedSession } from "./shared-session.ts";
import { StreamBinding } from "../stream/stream-binding.ts";

/** Binds a client's core to the stream of its request. */
export class ClientBinding extends StreamBinding<ClientCore> {
  readonly #shared: SharedSession;
  /** Why the HTTP/2 connection is gone, or does not take the stream. */
  sessionError: SessionError | undefined;

  /** @param shared - is connected */
  constructor(shared: SharedSession) {
    super();
    this.#shared = shared;
  }

  /** Sends the request. */
  override sendHeaders(fields: FieldLines): void {
    const stream = this.#shared.session.request(headersOf(fields), { endStream: false });
    // As they arrived: node:http2 joins or drops repeated fields in the object that comes first.
    stream.on("headers", (_headers: unknown, _flags: number, raw: string[]) => this.input((core) => core.receiveHeaders(fieldsOf(raw), false)));
    stream.on("response", (_headers: unknown, flags: number, raw: string[]) => {
      this.input((core) => core.receiveHeaders(fieldsOf(raw), (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0));
      this.releaseContent();
    });
    this.attachStream(stream);
  }

  protected override reportStreamEnd(core: ClientCore, stream: Http2Stream, lost: boolean): void {
    // Of a GOAWAY with an error Node.js ends the whole HTTP/2 connection, with the code of the GOAWAY for every stream.
    const unprocessed = stream.id !== undefined && stream.id > this.#shared.lastStreamId;
    if (lost || unprocessed) this.sessionError = this.#shared.sessionError(stream.errored ?? undefined);
    if (unprocessed) core.receiveReset(constants.NGHTTP2_REFUSED_STREAM);
    else if (lost) core.connectionLost(sessionGoneText(this.sessionError?.message));
    else core.receiveReset(stream.rstCode);
  }

  /** A client does not respond. */
  override sendResponse(): void {
    // Nothing of a client calls it.
  }
}
