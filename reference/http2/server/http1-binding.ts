/**
 * The server's end of a connection that a gateway forwards by HTTP/1.1: request and response are chunked, and both stay open.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";

import type { ResetCode, ServerCore } from "../../connection/index.ts";
import type { FieldLine, FieldLines, RequestPolicy } from "../../wire/index.ts";
import { Binding } from "../stream/binding.ts";
import { fieldsOf } from "../stream/header-section.ts";
import { Inbound } from "../stream/inbound.ts";
import { destroyAfterEnd } from "../stream/reset-stream.ts";

/** What belongs to the HTTP/1.1 connection, and Host, which `:authority` stands for. */
const HTTP1_ONLY_FIELDS = ["connection", "host", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

/** The header section of a request of HTTP/1.1 as HTTP/2 has it. */
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
 * For nginx, which with `proxy_buffering` on keeps back the end of what comes until more comes, and does not know `incremental` yet; nothing
 * else minds it.
 */
const UNBUFFERED: FieldLine = ["x-accel-buffering", "no"];

/** Whether the request has no content, so that it has ended with its header section. */
function hasNoContent({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] === undefined && headers["content-length"] === undefined;
}

/** Binds a server's core to a request of HTTP/1.1 and its response. */
export class Http1Binding extends Binding<ServerCore> {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #inbound: Inbound | undefined;
  #receivePaused = false;

  /** @param request - the handshake; @param response - its response */
  constructor(request: IncomingMessage, response: ServerResponse) {
    super();
    this.#request = request;
    this.#response = response;
  }

  /** Gives the core the request. @param fields - of {@link http1Fields} */
  start(fields: FieldLines, policy: RequestPolicy): void {
    this.output = this.#response;
    // How either ends is told by the close event of the response.
    this.#request.on("error", () => undefined);
    this.#response.on("error", () => undefined);
    this.#response.on("close", () => this.streamClosed((core) => core.connectionLost("the HTTP/1.1 connection is gone")));
    this.#inbound = new Inbound(this.#request, this);
    this.input((core) => core.receiveRequest(fields, hasNoContent(this.#request), policy));
    this.#inbound.release();
  }

  #writeHead(fields: FieldLines): void {
    const ordinary = fields.filter(([name]) => !name.startsWith(":"));
    const status = Number(fields.find(([name]) => name === ":status")?.[1]);
    // Whether the response ends before the request cannot be known yet.
    this.#response.writeHead(status, [...ordinary, ["connection", "close"] as const].flat());
  }

  override sendHeaders(fields: FieldLines): void {
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
    if (code === "NO_ERROR") destroyAfterEnd(this.#response, destroy);
    else destroy();
  }

  override setReceivePaused(withheld: boolean): void {
    this.#receivePaused = withheld;
    this.#inbound?.setReceivePaused(withheld);
  }

  /** HTTP/1.1 has no windows: the peer can send unless this end has stopped reading. */
  override peerWindow(): number {
    return this.#receivePaused ? 0 : Infinity;
  }
}
