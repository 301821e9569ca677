/**
 * Server end of a connection that a gateway forwards in HTTP/1.1: request and response have chunked coding, and both stay open.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";

import type { ResetCode, ServerCore } from "../../connection/index.ts";
import type { FieldLine, FieldLines, RequestPolicy } from "../../wire/index.ts";
import { Binding } from "../stream/binding.ts";
import { fieldsOf, isInterim, statusOf } from "../stream/header-section.ts";
import { Inbound } from "../stream/inbound.ts";
import { destroyAfterEnd } from "../stream/reset-stream.ts";

/** Fields of the HTTP/1.1 connection, and Host, which becomes `:authority`. */
const HTTP1_ONLY_FIELDS = ["connection", "host", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

/** Returns the header section of an HTTP/1.1 request in the form of HTTP/2. */
export function http1Fields(request: IncomingMessage): FieldLine[] {
  const { method = "", url = "", headers, socket, rawHeaders } = request;
  return [
    [":method", method],
    [":scheme", socket instanceof TLSSocket ? "https" : "http"],
    [":authority", headers.host ?? ""],
    [":path", url],
    ...fieldsOf(rawHeaders).filter(([name]) => !HTTP1_ONLY_FIELDS.includes(name.toLowerCase())),
  ];
}

/**
 * Disables buffering in nginx: with `proxy_buffering` on, it holds the last octets of a response until more arrive, and it does not
 * implement the Incremental field.
 */
const UNBUFFERED: FieldLine = ["x-accel-buffering", "no"];

/** Returns whether the request ends with its header section. */
function hasNoContent({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] === undefined && headers["content-length"] === undefined;
}

/** Returns whether the request is one of HTTP/1.0 with transfer coding, which HTTP/1.0 does not have (RFC 9112, Section 6.1). */
export function hasFaultyFraming({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === "1.0" && headers["transfer-encoding"] !== undefined;
}

/** Binds the core of a server to an HTTP/1.1 request and its response. */
export class Http1Binding extends Binding<ServerCore> {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #continueSent: boolean;
  #inbound: Inbound | undefined;
  #receivePaused = false;

  /**
   * @param request - the handshake
   * @param response - its response
   * @param continueSent - whether Node.js has sent 100 (Continue) by itself
   */
  constructor(request: IncomingMessage, response: ServerResponse, continueSent: boolean) {
    super();
    this.#request = request;
    this.#response = response;
    this.#continueSent = continueSent;
  }

  /**
   * Passes the request to the core.
   *
   * @param fields - result of {@link http1Fields}
   * @param policy - policy to check the request by
   */
  start(fields: FieldLines, policy: RequestPolicy): void {
    this.output = this.#response;
    // The close event of the response reports the end of both.
    this.#request.on("error", () => undefined);
    this.#response.on("error", () => undefined);
    this.#response.on("close", () => this.streamClosed((core) => core.connectionLost("the HTTP/1.1 connection was lost")));
    this.#inbound = new Inbound(this.#request, this.contentHandler);
    this.input((core) => core.receiveRequest(fields, hasNoContent(this.#request), policy));
    this.#inbound.release();
  }

  #writeHead(fields: FieldLines): void {
    const ordinary = fields.filter(([name]) => !name.startsWith(":"));
    // The response may end before the request, after which HTTP/1.1 cannot reuse the connection.
    this.#response.writeHead(statusOf(fields), [...ordinary, ["connection", "close"] as const].flat());
  }

  override sendHeaders(fields: FieldLines): void {
    if (isInterim(fields)) {
      if (!this.#continueSent) this.#response.writeContinue();
      return;
    }
    this.#writeHead([...fields, UNBUFFERED]);
    this.#response.flushHeaders();
  }

  override sendResponse(fields: FieldLines, content: Uint8Array): void {
    this.#writeHead(fields);
    this.#response.end(content);
  }

  override sendEndStream(): void {
    this.#response.end();
  }

  override sendReset(code: ResetCode): void {
    const destroy = () => this.#request.socket.destroy();
    if (code === "NO_ERROR") destroyAfterEnd(this.#response, destroy, destroy);
    else destroy();
  }

  override setReceivePaused(paused: boolean): void {
    this.#receivePaused = paused;
    this.#inbound?.setReceivePaused(paused);
  }

  /** Returns no bound unless this end has stopped reading: HTTP/1.1 has no windows. */
  override windowForPeer(): number {
    return this.#receivePaused ? 0 : Infinity;
  }
}
