/**
 * Names and values of the header fields of a handshake, from the schema.
 *
 * @module
 */
import {
  type CompressionChoice,
  type CompressionOffer,
  handshakeOutcome,
  type HandshakeOutcome,
  replyField,
  type ReplyFieldName,
  requestField,
  type RequestFieldName,
  type ServerCheck,
  serverCheck,
  websocket2Compression,
  websocket2Error,
  websocket2Limit,
  websocket2Protocol,
  websocket2Version,
} from "../../reference/schema/index.ts";

/** The names of the fields of WebSocket2. */
export const fieldName = {
  version: websocket2Version.model.id,
  compression: websocket2Compression.model.id,
  protocol: websocket2Protocol.model.id,
  limit: websocket2Limit.model.id,
  outcome: websocket2Error.model.id,
} as const;

/** Returns a registered outcome; the compiler rejects other tokens. */
export const outcome = (name: HandshakeOutcome): string => handshakeOutcome.entry(name).name;

/** Status and outcome of the refusal for a check of the server. */
export interface Refusal {
  readonly status: string;
  readonly token: string;
}

/** Returns the refusal that a check of the server demands (Section "Server Checks"). */
export function refusalOf(check: ServerCheck): Refusal {
  const { status, token } = serverCheck.entry(check).columns;
  return { status: String(status), token: String(token) };
}

/** Returns the value of a request field that always has the same value. */
export const requestValue = (name: RequestFieldName): string => String(requestField.entry(name).columns["value"]);

/** Returns the value of a response field, in a response that opens a connection or in one that refuses it. */
export function replyValue(name: ReplyFieldName, kind: "accepted" | "refused"): string | undefined {
  const value = replyField.entry(name).columns[kind];
  return value === undefined ? undefined : String(value);
}

/** Writes an offer as a field value. */
export function offerText(offer: CompressionOffer): string {
  return Object.entries(offer).map(([method, [least, most]]) => `${method}=(${least} ${most})`).join(", ");
}

/** Writes choices as a field value; more than one choice is invalid. */
export function choiceText(...choices: readonly CompressionChoice[]): string {
  return choices.flatMap((choice) => Object.entries(choice).map(([method, parameter]) => `${method}=${parameter}`)).join(", ");
}
