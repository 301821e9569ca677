/**
 * Which elements of a model play which part in the vectors: the one place that knows their ids.
 *
 * @module
 */
import { frameStream, VERSION } from "../../../reference/schema/index.ts";

/** Which elements of a model play which part in the vectors. */
export interface ElementIds {
  /** The struct that the octets are a sequence of. */
  readonly frame: string;
  /** The prefix-coded integer of op `varsize`. */
  readonly integer: string;
  /** The registry of wire codes. */
  readonly fault: string;
  /** The limits that a connection has. */
  readonly limits: string;
  /** The HTTP field that names methods of compression and their levels. */
  readonly compression: string;
  /** The HTTP field of the version, and the text of the one that is supported. */
  readonly version: { readonly field: string; readonly text: string };
  /** The HTTP field of a reply's outcome, the registry of its tokens, and the one that opens a connection. */
  readonly outcome: { readonly field: string; readonly registry: string; readonly opens: string };
  /** The registries of the fields of a request and of a reply, with the columns of their values. */
  readonly fields: { readonly request: string; readonly sent: string; readonly reply: string; readonly accepted: string };
  /** The registries of checks. */
  readonly checks: { readonly server: string; readonly client: string };
  /** The client's checks of the outcome and of what the server chose. */
  readonly failedChecks: { readonly outcome: string; readonly choice: string };
}

/** The parts that the elements of WebSocket2 play. */
export const websocket2ElementIds: ElementIds = {
  frame: frameStream.model.element,
  integer: "varsize",
  fault: "error",
  limits: "limit",
  compression: "websocket2-compression",
  version: { field: "websocket2-version", text: String(VERSION) },
  outcome: { field: "websocket2-error", registry: "outcome", opens: "okay" },
  fields: { request: "request-field", sent: "value", reply: "reply-field", accepted: "accepted" },
  checks: { server: "server-check", client: "client-check" },
  failedChecks: { outcome: "refused", choice: "negotiation" },
};
