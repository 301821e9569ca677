/**
 * Exchanges of node:http and node:http2 in the form that stubs use.
 *
 * @module
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Http2ServerRequest, type Http2ServerResponse } from "node:http2";

import type { StubExchange, ObservedRequest } from "./stub-handlers.ts";

type AnyServerResponse = ServerResponse | Http2ServerResponse;

function abort(request: IncomingMessage | Http2ServerRequest): void {
  // With an error the code is INTERNAL_ERROR; some peers take NO_ERROR for a clean end.
  if (request instanceof Http2ServerRequest) request.stream.destroy(new AbortedError());
  else request.socket.destroy();
}

class AbortedError extends Error {
  override readonly name = "AbortedError";
}

/** Returns the exchange of a request and its response. */
export function stubExchange(request: IncomingMessage | Http2ServerRequest, response: AnyServerResponse): StubExchange {
  const seen: ObservedRequest = { method: request.method ?? "", headers: request.headers, octets: new Uint8Array(0), ended: undefined };
  const ignore = (): void => undefined;
  request.on("error", ignore);
  response.on("error", ignore);
  if (request instanceof Http2ServerRequest) request.stream.on("error", ignore);
  request.on("data", (octets: Uint8Array) => (seen.octets = Buffer.concat([seen.octets, octets])));
  request.on("end", () => (seen.ended ??= "END_STREAM"));
  request.on("aborted", () => (seen.ended ??= "reset"));
  // Over HTTP/1.1 a response may end before its request; the TCP connection is then of no further use.
  const closing = request instanceof Http2ServerRequest ? {} : { connection: "close" };
  return {
    request: seen,
    respond: (status: number, fields: OutgoingHttpHeaders) => {
      (response as ServerResponse).writeHead(status, { ...fields, ...closing });
      (response as ServerResponse).flushHeaders();
    },
    write: (octets) => void (response as ServerResponse).write(octets),
    end: () => void response.end(),
    abort: () => abort(request),
    onContent: (data, end) => void request.on("data", data).on("end", end),
  };
}
