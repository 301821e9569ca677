/**
 * What applications hand over and are handed.
 *
 * @module
 */
import type { Message } from "../connection/index.ts";

/** What can be sent: text, or octets. */
export type Sendable = string | Uint8Array | ArrayBuffer | ArrayBufferView;

/** What is received: a text message, or the octets of a binary one. */
export type Received = string | Uint8Array;

/** The octets themselves, without a copy. */
function octetsOf(data: Exclude<Sendable, string>): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array(data);
}

/** The message that carries the data. */
export function messageOf(data: Sendable): Message {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", bytes: octetsOf(data) };
}

/** What the application gets of a message. */
export function receivedOf(message: Message): Received {
  return message.type === "text" ? message.text : message.bytes;
}
