/**
 * One end of a connection without I/O: it takes octets and events of an HTTP stream, and produces octets for the stream and events for
 * the application. It runs the transition table of the schema.
 *
 * @module
 */
export { CHUNK_SIZE } from "../bytes/frame-arena.ts";
export { ClientCore, type ClientCoreOptions } from "./client-core.ts";
export { ConnectionCore } from "./connection-core.ts";
export type { Application, Environment, Negotiated, ResetCode, Stream } from "./interfaces.ts";
export { type BudgetWaiter, MessageBudget } from "./limits/message-budget.ts";
export { TurnScheduler, type TurnTask } from "./limits/turn-scheduler.ts";
export { type TurnLimits, WorkBudget } from "./limits/work-budget.ts";
export type { CoreOptions } from "./machine/connection-context.ts";
export type { Message, SendableMessage, SendOptions } from "./message.ts";
export { PreparedMessage, type PrepareOptions } from "./prepared-message.ts";
export type { PingAnswered } from "./queues/outstanding-pings.ts";
export type { CloseRequest } from "./reports/close-code.ts";
export type { CloseReport, FailedRequest, OpeningFailure } from "./reports/close-report.ts";
export type { Statistics, Traffic } from "./reports/statistics.ts";
export { ServerCore } from "./server-core.ts";
export type { ConnectionLimits } from "../wire/generated/limits.ts";
