/**
 * The ids of the elements of a model that the vectors are about.
 *
 * @module
 */
import {
  type ClientCheck,
  clientCheck,
  errorCode,
  frameStream,
  handshakeOutcome,
  type HandshakeOutcome,
  limit,
  MAX_ANNOUNCED_LIMIT,
  replyField,
  requestField,
  serverCheck,
  varSize,
  VERSION,
  websocket2Compression,
  websocket2Error,
  websocket2Limit,
  websocket2Version,
} from "../../../reference/schema/index.ts";

/** The ids of the elements of a model that the vectors are about. */
export interface ElementIds {
  /** The struct of a frame. */
  readonly frame: string;
  /** The prefix-coded integer of the operation `varsize`. */
  readonly integer: string;
  /** The registry of error codes. */
  readonly fault: string;
  /** The limits of a connection. */
  readonly limits: string;
  /** The HTTP field of compression methods and their parameters. */
  readonly compression: string;
  /** The HTTP field of the version, and the text of the supported version. */
  readonly version: { readonly field: string; readonly text: string };
  /** The HTTP field of an endpoint's message limit, and the number that greater ones count as. */
  readonly announcedLimit: { readonly field: string; readonly most: number };
  /** The HTTP field of a response's outcome, the registry of its tokens, and the token of a response that opens a connection. */
  readonly outcome: { readonly field: string; readonly registry: string; readonly opens: string };
  /** The registries of the fields of a request and of a response, and the columns of their values. */
  readonly fields: { readonly request: string; readonly sent: string; readonly reply: string; readonly accepted: string };
  /** The registries of checks. */
  readonly checks: { readonly server: string; readonly client: string };
  /** The client's checks of the outcome and of the server's choice. */
  readonly failedChecks: { readonly outcome: string; readonly choice: string };
}

/** The ids of the elements of WebSocket2. */
export const websocket2ElementIds: ElementIds = {
  frame: frameStream.model.element,
  integer: varSize.model.id,
  fault: errorCode.model.id,
  limits: limit.model.id,
  compression: websocket2Compression.model.id,
  version: { field: websocket2Version.model.id, text: String(VERSION) },
  announcedLimit: { field: websocket2Limit.model.id, most: MAX_ANNOUNCED_LIMIT },
  outcome: { field: websocket2Error.model.id, registry: handshakeOutcome.model.id, opens: "okay" satisfies HandshakeOutcome },
  fields: { request: requestField.model.id, sent: "value", reply: replyField.model.id, accepted: "accepted" },
  checks: { server: serverCheck.model.id, client: clientCheck.model.id },
  failedChecks: { outcome: "refused" satisfies ClientCheck, choice: "negotiation" satisfies ClientCheck },
};
