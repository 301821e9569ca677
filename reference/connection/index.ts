/**
 * A connection without I/O: octets and events of an HTTP/2 stream in, octets and typed events out. The transition table of the
 * schema is what runs.
 *
 * @module
 */
export { ClientCore, type ClientCoreOptions } from "./client-core.ts";
export type { CloseRequest } from "./reports/close-code.ts";
export { ConnectionCore } from "./connection-core.ts";
export type { ConnectionLimits, CoreOptions } from "./machine/connection-context.ts";
export type { Message, SendOptions } from "./messages/message.ts";
export type { Application, Negotiated, ResetCode, Stream, Environment } from "./interfaces.ts";
export type { CloseReport, FailedRequest, OpeningFailure } from "./reports/close-report.ts";
export { ServerCore } from "./server-core.ts";
export { CHUNK_SIZE } from "../bytes/frame-arena.ts";
export type { Statistics, Traffic } from "./reports/statistics.ts";
