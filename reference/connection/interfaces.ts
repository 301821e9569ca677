/**
 * The interfaces that a connection calls: the HTTP stream below it, the application above it, and the clock.
 *
 * While a connection handles an input, it calls the stream only. It calls the application last, and the application may call the
 * connection.
 *
 * @module
 */
import type { CompressionImplementations } from "../compression/method.ts";
import type { CompressionChoice } from "../schema/headers/index.ts";
import type { FieldLines, HandshakeRequest } from "../wire/handshake/index.ts";
import type { TurnScheduler } from "./limits/turn-scheduler.ts";
import type { Message } from "./message.ts";
import type { CloseReport, FailedRequest, OpeningFailure } from "./reports/close-report.ts";

/** The error codes (RFC 9113, Section 7) with which an endpoint resets a stream. */
export type ResetCode = "CANCEL" | "NO_ERROR";

/** The HTTP stream below a connection. */
export interface Stream {
  /**
   * Sends a header section without END_STREAM: of the request, of 100 (Continue) before the decision of a server, or of the response that
   * opens the connection.
   */
  sendHeaders(fields: FieldLines): void;
  /** Sends a whole response: header section, content, END_STREAM. */
  sendResponse(fields: FieldLines, content: Uint8Array): void;
  /** Schedules a write: the stream calls {@link ConnectionCore.take} when it can send. Repeated calls are permitted. */
  scheduleWrite(): void;
  /** Sends END_STREAM. All octets that the stream has taken precede it. */
  sendEndStream(): void;
  /** Sends RST_STREAM. The stream adds no END_STREAM of its own. */
  sendReset(code: ResetCode): void;
  /** Stops or resumes giving stream window to the peer. Octets that still arrive are received as usual. */
  setReceivePaused(paused: boolean): void;
  /**
   * Schedules a read, so that other connections have a turn first: the stream calls {@link ConnectionCore.resumeReading} in a later
   * turn of the event loop, even if the stream is closed by then. With {@link Environment.turns}, that is where the turn is scheduled.
   */
  scheduleRead(): void;
  /** Returns how many octets the peer may still send on this stream, as far as the stream knows. */
  windowForPeer(): number;
}

/** The result of the negotiation of a connection. */
export interface Negotiated {
  /** The compression method and its parameter; `null` without compression. */
  readonly compression: CompressionChoice | null;
  /** The subprotocol; `null` without one. */
  readonly protocol: string | null;
}

/** The application above a connection. */
export interface Application {
  /** Server: receives a request that passes all checks. It answers with `accept` or `refuse`, at once or later. */
  request?(request: HandshakeRequest): void;
  /** Receives the news that the connection is open. */
  opened(negotiated: Negotiated): void;
  /** Receives a whole message, in order. */
  message(message: Message): void;
  /** Receives the failure of the opening. The last call. */
  failed(failure: OpeningFailure | FailedRequest): void;
  /** Receives the report as soon as an open connection has ended. Messages and {@link Application.closed} may still follow. */
  outcome?(report: CloseReport): void;
  /** Receives the report of an open connection that has ended, after the last message. The last call. */
  closed(report: CloseReport): void;
  /** Receives the news that all queued output of an open connection has been sent. */
  drained?(): void;
  /**
   * Server: receives the news that the client aborted an opening by a reset or END_STREAM. It counts against the `openings` limit of the
   * HTTP connection.
   */
  openingAborted?(): void;
}

/** The platform: clock, randomness and compression methods. */
export interface Environment {
  /** Returns the time in ms since any fixed point. It never decreases. */
  readonly clock: () => number;
  /** Returns unpredictable octets. @param octets - their number */
  readonly random: (octets: number) => Uint8Array;
  /**
   * Implementations of compression methods by name. lz4 needs none. The cores of `websocket2` have those of Node.js by default; the
   * cores of `websocket2/connection` refuse to offer or choose deflate without one.
   */
  readonly compression?: CompressionImplementations;
  /**
   * The turns that this connection shares with others: together they decompress no more in one turn of the event loop than its budget.
   * By default, each connection has a budget of its own, which {@link ConnectionCore.resumeReading} renews.
   */
  readonly turns?: TurnScheduler;
}
