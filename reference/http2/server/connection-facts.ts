/**
 * The facts of the connections on one HTTP connection.
 *
 * @module
 */
import type { FieldLines, HandshakeRequest } from "../../wire/index.ts";
import type { ConnectionFacts } from "../api/connection.ts";
import type { SendBuffer } from "../api/connection-options.ts";
import type { SocketInfo } from "../api/socket-info.ts";
import { targetUrl } from "./handshake-object.ts";

const NO_FIELDS: FieldLines = [];

/** Returns a function that makes facts. Consecutive requests for one URL share an object. */
export function sharedFacts(socket: SocketInfo, sendBuffer: SendBuffer): (request: HandshakeRequest) => ConnectionFacts {
  let last: ConnectionFacts | undefined;
  return (request) => {
    const url = targetUrl(request);
    if (last?.url !== url) last = { url, socket, responseFields: NO_FIELDS, sendBuffer };
    return last;
  };
}
