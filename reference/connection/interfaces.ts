/**
 * What a connection asks of its surroundings: of the HTTP stream below it, of the application above it, and of the clock.
 *
 * Nothing is called while an input of the connection is still being worked on, except for what HTTP has to do; the application
 * is called last, and may call the connection again.
 *
 * @module
 */
import type { CompressionChoice } from "../schema/headers/index.ts";
import type { FieldLines, HandshakeRequest } from "../wire/handshake/index.ts";
import type { Message } from "./messages/message.ts";
import type { CloseReport, FailedRequest, OpeningFailure } from "./reports/close-report.ts";

/** The error codes of RFC 9113 with which an endpoint resets a stream. */
export type ResetCode = "CANCEL" | "NO_ERROR";

/** The HTTP stream below a connection. */
export interface Stream {
  /** Sends a header section without END_STREAM: of the request, or of the response that opens. */
  sendHeaders(fields: FieldLines): void;
  /** Sends a whole response: header section, content, END_STREAM. */
  sendResponse(fields: FieldLines, content: Uint8Array): void;
  /** Output waits: the stream calls `take` when it can send. Called again for new output, also when not all was taken. */
  scheduleWrite(): void;
  /** Sends END_STREAM; all that was taken has been sent before. */
  sendEndStream(): void;
  /** Sends RST_STREAM, with no END_STREAM before it but one that `end` has sent. */
  sendReset(code: ResetCode): void;
  /** Withholds the stream window, or gives it back again. Octets that still come are received all the same. */
  setReceivePaused(withheld: boolean): void;
  /** Octets wait so that others have their turn: the stream calls {@link ConnectionCore.goOn} in a later one, also when it is gone. */
  scheduleRead(): void;
  /** How many octets of stream window the peer has, as far as the stream knows. */
  peerWindow(): number;
}

/** What a connection that has opened agreed on. */
export interface Negotiated {
  /** The compression method and its parameter; `null` for none. */
  readonly compression: CompressionChoice | null;
  /** The subprotocol; `null` for none. */
  readonly protocol: string | null;
}

/** The application above a connection. */
export interface Application {
  /** Server: the request passes every check; the application answers with `accept` or `refuse`, at once or later. */
  request?(request: HandshakeRequest): void;
  /** The connection is open. */
  opened(opened: Negotiated): void;
  /** A message, whole and in order. */
  message(message: Message): void;
  /** Client: nothing opened. Called once, and nothing else is called after it. */
  failed(failure: OpeningFailure | FailedRequest): void;
  /** How the connection that was open has ended, as soon as that is known; messages may wait in front of {@link Application.closed}. */
  outcome?(report: CloseReport): void;
  /** The connection that was open has ended; behind the last message. Called once, and nothing else is called after it. */
  closed(report: CloseReport): void;
  /** Everything queued has gone out. */
  drained?(): void;
  /** Server: the client broke off an opening, by a reset or END_STREAM; it counts against the limit of its HTTP connection. */
  openingAborted?(): void;
}

/** The world outside of the protocol. */
export interface Environment {
  /** The time in ms, from any beginning; never goes back. */
  readonly clock: () => number;
  /** Octets that nobody can guess. @param octets - how many */
  readonly random: (octets: number) => Uint8Array;
}
