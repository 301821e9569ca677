/**
 * A connection without I/O: octets and events of an HTTP/2 stream in, octets and typed events out. The transition table of the
 * schema is what runs.
 *
 * @module
 */
export type { Message, SendOptions } from "./message.ts";
export type { Application, Opened, ResetCode, Stream, Surroundings } from "./ports.ts";
export type { CloseReport, FailedRequest, OpeningFailure } from "./report.ts";
