/**
 * What applications hand over and are handed.
 *
 * @module
 */
import { types } from "node:util";

import type { Message } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";

/** What can be sent: text, or octets. */
export type SendableData = string | Uint8Array | ArrayBuffer | ArrayBufferView;

/** What is received: a text message, or the octets of a binary one. */
export type ReceivedData = string | Uint8Array;

/** The octets themselves, without a copy. */
function octetsOf(data: Exclude<SendableData, string>): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  // Of a number or a list, too, Uint8Array makes octets, and zeros they are.
  if (types.isAnyArrayBuffer(data)) return new Uint8Array(data);
  throw new LocalError("data", `expected a string or octets, found ${data === null ? "null" : typeof data}`);
}

/** The message that carries the data. @throws LocalError where it is neither text nor octets */
export function messageOf(data: SendableData): Message {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", bytes: octetsOf(data) };
}

/** What the application gets of a message. */
export function receivedDataOf(message: Message): ReceivedData {
  return message.type === "text" ? message.text : message.bytes;
}
