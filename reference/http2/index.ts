/**
 * WebSocket2 over node:http2: client and server.
 *
 * @module
 */
export { Client, connect } from "./client.ts";
export { type ClientOptions, type ConnectOptions, SHARED_BY } from "./client-options.ts";
export { Connection } from "./connection.ts";
export type { ConnectionOptions, LimitChanges, SendBuffer } from "./connection-options.ts";
export type { Received, Sendable } from "./data.ts";
export { CloseError, OpeningError } from "./errors.ts";
export { type HttpServer, WebSocket2Server } from "./server.ts";
export type { Decision, Handshake, HandshakeFailure, Refuse, Resource, ServerOptions } from "./server-options.ts";
export { sessionOptions } from "./session.ts";
