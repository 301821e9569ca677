/**
 * The server's end of a connection that a gateway forwards by HTTP/1.1: request and response are chunked, and both stay open.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";

import type { ResetCode, ServerCore } from "../connection/index.ts";
import type { Field, Fields, RequestPolicy } from "../wire/index.ts";
import { Binding } from "./binding.ts";
import { fieldsOf } from "./header-section.ts";
import { Inbound } from "./inbound.ts";
import { behindEnd } from "./reset.ts";

/** What belongs to the HTTP/1.1 connection, and Host, which `:authority` stands for. */
const NOT_OF_THE_REQUEST = ["connection", "host", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"];

/** The header section of a request of HTTP/1.1 as HTTP/2 has it. */
export function http1Fields(request: IncomingMessage): Field[] {
  const { method = "", url = "", headers, socket, rawHeaders } = request;
  return [
    [":method", method],
    [":scheme", socket instanceof TLSSocket ? "https" : "http"],
    [":authority", headers.host ?? ""],
    [":path", url],
    ...fieldsOf(rawHeaders).filter(([name]) => !NOT_OF_THE_REQUEST.includes(name.toLowerCase())),
  ];
}

/**
 * For nginx, which with `proxy_buffering` on keeps back the end of what comes until more comes, and does not know `incremental` yet; nothing
 * else minds it.
 */
const UNBUFFERED: Field = ["x-accel-buffering", "no"];

/** Whether the request has no content, so that it has ended with its header section. */
function endsAtOnce({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] === undefined && headers["content-length"] === undefined;
}

/** Binds a server's core to a request of HTTP/1.1 and its response. */
export class Http1Binding extends Binding<ServerCore> {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #inbound: Inbound | undefined;
  #withheld = false;

  /** @param request - the handshake; @param response - its response */
  constructor(request: IncomingMessage, response: ServerResponse) {
    super();
    this.#request = request;
    this.#response = response;
  }

  /** Gives the core the request. @param fields - of {@link http1Fields} */
  start(fields: Fields, policy: RequestPolicy): void {
    this.output = this.#response;
    // How either ends is told by the close event of the response.
    this.#request.on("error", () => undefined);
    this.#response.on("error", () => undefined);
    this.#response.on("close", () => this.gone((core) => core.lost("the HTTP/1.1 connection is gone")));
    this.#inbound = new Inbound(this.#request, this);
    this.input((core) => core.request(fields, endsAtOnce(this.#request), policy));
    this.#inbound.release();
  }

  #head(fields: Fields): void {
    const ordinary = fields.filter(([name]) => !name.startsWith(":"));
    const status = Number(fields.find(([name]) => name === ":status")?.[1]);
    // Whether the response ends before the request cannot be known yet.
    this.#response.writeHead(status, [...ordinary, ["connection", "close"] as const].flat());
  }

  override headers(fields: Fields): void {
    this.#head([...fields, UNBUFFERED]);
    this.#response.flushHeaders();
  }

  override respond(fields: Fields, content: Uint8Array): void {
    this.#head(fields);
    this.#response.end(content);
  }

  override end(): void {
    this.#response.end();
  }

  override reset(code: ResetCode): void {
    const destroy = () => this.#request.socket.destroy();
    if (code === "NO_ERROR") behindEnd(this.#response, destroy);
    else destroy();
  }

  override withhold(withheld: boolean): void {
    this.#withheld = withheld;
    this.#inbound?.withhold(withheld);
  }

  /** HTTP/1.1 has no windows: the peer can send unless this end has stopped reading. */
  override peerWindow(): number {
    return this.#withheld ? 0 : Infinity;
  }
}
