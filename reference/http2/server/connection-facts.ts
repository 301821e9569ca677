/**
 * The facts of the connections on one HTTP connection.
 *
 * @module
 */
import type { FieldLines, HandshakeRequest } from "../../wire/index.ts";
import type { ConnectionFacts } from "../api/connection.ts";
import { furtherRequestFields, NO_FIELDS } from "../api/further-fields.ts";
import type { SendBuffer } from "../api/connection-options.ts";
import type { SocketInfo } from "../api/socket-info.ts";
import { targetUrl } from "./handshake-object.ts";

/** Makes the facts of a connection. @param fields - the header section of the request */
export type MakeFacts = (request: HandshakeRequest, fields: FieldLines) => ConnectionFacts;

function areEqual(some: FieldLines, others: FieldLines): boolean {
  return some.length === others.length && some.every(([name, value], at) => name === others[at]?.[0] && value === others[at][1]);
}

/** Returns a function that makes facts. Consecutive requests for one URL with the same further fields share an object. */
export function sharedFacts(socket: SocketInfo, sendBuffer: SendBuffer): MakeFacts {
  let last: ConnectionFacts | undefined;
  return (request, fields) => {
    const url = targetUrl(request);
    const requestFields = furtherRequestFields(fields);
    if (last?.url !== url || !areEqual(last.requestFields, requestFields)) {
      last = { url, socket, requestFields, responseFields: NO_FIELDS, sendBuffer };
    }
    return last;
  };
}
