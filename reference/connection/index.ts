/**
 * A connection without I/O: octets and events of an HTTP/2 stream in, octets and typed events out. The transition table of the
 * schema is what runs.
 *
 * @module
 */
export { ClientCore, type ClientCoreOptions } from "./client.ts";
export type { CloseWish } from "./close-code.ts";
export { ConnectionCore } from "./core.ts";
export type { ConnectionLimits, CoreOptions } from "./life.ts";
export type { Message, SendOptions } from "./message.ts";
export type { Application, Opened, ResetCode, Stream, Surroundings } from "./ports.ts";
export type { CloseReport, FailedRequest, OpeningFailure } from "./report.ts";
export { ServerCore } from "./server.ts";
export { SLAB } from "./slab.ts";
export type { Statistics, Traffic } from "./statistics.ts";
