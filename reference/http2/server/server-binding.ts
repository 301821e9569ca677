/**
 * Server end of a connection on an HTTP/2 stream.
 *
 * @module
 */
import { constants, type ServerHttp2Stream } from "node:http2";

import type { ServerCore } from "../../connection/index.ts";
import type { FieldLines, RequestPolicy } from "../../wire/index.ts";
import { headersOf, isInterim } from "../stream/header-section.ts";
import { StreamBinding } from "../stream/stream-binding.ts";

/** Binds the core of a server to the stream of a handshake. */
export class ServerBinding extends StreamBinding<ServerCore> {
  readonly #stream: ServerHttp2Stream;

  /** @param stream - stream of the handshake */
  constructor(stream: ServerHttp2Stream) {
    super();
    this.#stream = stream;
  }

  /**
   * Passes the request to the core.
   *
   * @param fields - the header section
   * @param flags - flags of the HEADERS frame
   * @param policy - policy to check the request by
   */
  start(fields: FieldLines, flags: number, policy: RequestPolicy): void {
    this.attachStream(this.#stream);
    this.input((core) => core.receiveRequest(fields, (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0, policy));
    this.releaseContent();
  }

  get #gone(): boolean {
    const { destroyed, closed, headersSent } = this.#stream;
    return destroyed || closed || headersSent;
  }

  /** Sends the header section of an interim response, or of the response that opens the connection. */
  override sendHeaders(fields: FieldLines): void {
    if (this.#gone) return;
    const headers = headersOf(fields);
    if (isInterim(fields)) this.#stream.additionalHeaders(headers);
    else this.#stream.respond(headers);
  }

  /** Sends a complete response. */
  override sendResponse(fields: FieldLines, content: Uint8Array): void {
    if (this.#gone) return;
    this.#stream.respond(headersOf(fields), { endStream: content.length === 0 });
    if (content.length > 0) this.#stream.end(content);
  }
}
