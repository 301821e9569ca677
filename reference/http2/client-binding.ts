/**
 * The client's end of a connection on an HTTP/2 stream.
 *
 * @module
 */
import { constants, type Http2Stream } from "node:http2";

import type { ClientCore } from "../connection/index.ts";
import type { Fields } from "../wire/index.ts";
import { fieldsOf, headersOf } from "./header-section.ts";
import { goneText, type Loss } from "./loss.ts";
import type { SharedSession } from "./shared-session.ts";
import { StreamBinding } from "./stream-binding.ts";

/** Binds a client's core to the stream of its request. */
export class ClientBinding extends StreamBinding<ClientCore> {
  readonly #shared: SharedSession;
  /** Why the HTTP/2 connection is gone, or does not take the stream. */
  loss: Loss | undefined;

  /** @param shared - is connected */
  constructor(shared: SharedSession) {
    super();
    this.#shared = shared;
  }

  /** Sends the request. */
  override headers(fields: Fields): void {
    const stream = this.#shared.session.request(headersOf(fields), { endStream: false });
    // As they arrived: node:http2 joins or drops repeated fields in the object that comes first.
    stream.on("headers", (_headers: unknown, _flags: number, raw: string[]) => this.input((core) => core.headers(fieldsOf(raw), false)));
    stream.on("response", (_headers: unknown, flags: number, raw: string[]) => {
      this.input((core) => core.headers(fieldsOf(raw), (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0));
      this.release();
    });
    this.takeOver(stream);
  }

  protected override tellEnd(core: ClientCore, stream: Http2Stream, lost: boolean): void {
    // Of a GOAWAY with an error Node.js ends the whole HTTP/2 connection, with the code of the GOAWAY for every stream.
    const unprocessed = stream.id !== undefined && stream.id > this.#shared.lastStream;
    if (lost || unprocessed) this.loss = this.#shared.loss(stream.errored ?? undefined);
    if (unprocessed) core.reset(constants.NGHTTP2_REFUSED_STREAM);
    else if (lost) core.lost(goneText(this.loss?.message));
    else core.reset(stream.rstCode);
  }

  /** A client does not respond. */
  override respond(): void {
    // Nothing of a client calls it.
  }
}
