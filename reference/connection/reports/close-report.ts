/**
 * How a connection ends, or why none came of it, as the application learns it.
 *
 * @module
 */
import type { Issue } from "../../layout/errors.ts";
import type { ErrorCode } from "../../schema/registries.ts";
import type { ClientCheck, HandshakeOutcome, ServerCheck, SupportedVersions } from "../../schema/headers/index.ts";

/** How a connection that was open has ended. */
export interface CloseReport {
  /** The close code: that of the peer's error frame, 1005 for a CLOS without Status, or 1006 for an abnormal end. */
  readonly code: number;
  /** The Reason of the peer's error frame; empty without one. */
  readonly reason: string;
  /** Whether CLOS went both ways and this end found no fault. */
  readonly wasClean: boolean;
  /** The Code of the peer's error frame, where one was received; one that this end does not know counts as FRAM and stands in `seen`. */
  readonly error?: ErrorCode;
  /** The fault that this end found in the peer's octets. */
  readonly fault?: Issue;
  /** The limit that the peer went over, for which this end closed: a name of the table of limits. */
  readonly limit?: string;
  /** Why an abnormal end came about, where a check of the client names it: `not-duplex`. */
  readonly check?: ClientCheck;
  /** What was seen of an abnormal end, or of an error frame with a Code that this end does not know, in words. */
  readonly seen?: string;
}

/** Why the opening of a client failed. */
export interface OpeningFailure {
  /** The check that failed. */
  readonly check: ClientCheck;
  /** What was seen, in words. */
  readonly seen: string;
  /** The HTTP status of the response, where there is one. */
  readonly status?: number;
  /** How the server says that the handshake ended, where it says so. */
  readonly token?: HandshakeOutcome;
  /** The versions that the server supports, where it lists them. */
  readonly versions?: SupportedVersions;
  /** The content of the response as far as the `refusalBody` limit allows. */
  readonly content?: Uint8Array;
  /** The Code of the error frame that came in place of a pong; one that this end does not know counts as FRAM and stands in `seen`. */
  readonly error?: ErrorCode;
  /** The fault in the octets that came in place of a pong. */
  readonly fault?: Issue;
  /** The error code of HTTP with which the stream was reset. */
  readonly reset?: number;
}

/** Why the opening of a server failed. */
export interface FailedRequest {
  /** The check that the request failed; absent where the handshake broke off. */
  readonly check?: ServerCheck;
  /** The status that was answered; absent where none was. */
  readonly status?: number;
  /** What was seen, in words. */
  readonly seen: string;
}
