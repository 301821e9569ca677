/**
 * The reports that the application receives at the end of a connection (Section "Close Codes").
 *
 * @module
 */
import type { Issue } from "../../layout/errors.ts";
import type { ClientCheck, HandshakeOutcome, ServerCheck, SupportedVersions } from "../../schema/headers/index.ts";
import type { ErrorCode } from "../../schema/registries.ts";

/** The report of a connection that was open. */
export interface CloseReport {
  /** The close code: that of the peer's error frame, 1005 for a CLOS without Status, or 1006 for an abnormal end. */
  readonly code: number;
  /** The Reason of the peer's error frame; empty without one. */
  readonly reason: string;
  /** Whether both ends sent CLOS and this end found no fault. */
  readonly wasClean: boolean;
  /** The Code of the peer's error frame; absent without one. An unknown Code counts as FRAM and appears in `seen`. */
  readonly error?: ErrorCode;
  /** The fault that this end found in the peer's octets. */
  readonly fault?: Issue;
  /** The limit that the peer exceeded, if this end closed for it: a name of the table of limits. */
  readonly limit?: string;
  /** The failed check of the client, if it explains an abnormal end: `not-duplex`. */
  readonly check?: ClientCheck;
  /** A description of an abnormal end, or of an error frame with an unknown Code. */
  readonly seen?: string;
}

/** The report of a client whose opening failed. */
export interface OpeningFailure {
  /** The check that failed. */
  readonly check: ClientCheck;
  /** A description of the response or event that failed the check. */
  readonly seen: string;
  /** The HTTP status of the response; absent without a response. */
  readonly status?: number;
  /** The outcome that the response states in `websocket2-error`; absent without a known one. */
  readonly token?: HandshakeOutcome;
  /** The versions that the response lists as supported. */
  readonly versions?: SupportedVersions;
  /** The content of the response, up to the `refusalBody` limit. */
  readonly content?: Uint8Array;
  /**
   * The check that the server says has failed, from the problem document of a refusal. It is information for people: a program decides by
   * `status` and `token`.
   */
  readonly serverCheck?: string;
  /** The Code of an error frame received in place of a pong. An unknown Code counts as FRAM and appears in `seen`. */
  readonly error?: ErrorCode;
  /** The fault in octets received in place of a pong. */
  readonly fault?: Issue;
  /** The error code of the RST_STREAM received. */
  readonly reset?: number;
}

/** The report of a server whose opening failed. */
export interface FailedRequest {
  /** The check that the request failed; absent if the handshake was aborted. */
  readonly check?: ServerCheck;
  /** The status of the response; absent without a response. */
  readonly status?: number;
  /** A description of the request or event that failed the opening. */
  readonly seen: string;
}
