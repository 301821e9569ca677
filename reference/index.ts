/**
 * Client, server and the interface `WebSocket` over HTTP/2, and what they are made of: connections without I/O, compression, the codec of
 * frames, handshakes.
 *
 * @module
 */
export * from "./compression/index.ts";
export * from "./connection/index.ts";
export { NodeClientCore as ClientCore, NodeServerCore as ServerCore } from "./node-cores.ts";
export * from "./http2/index.ts";
export { type Issue, issueText, LayoutError, LocalError } from "./layout/errors.ts";
export { websocket2 } from "./schema/index.ts";
export { limit } from "./schema/limits.ts";
export * from "./websocket.ts";
export * from "./wire/index.ts";
