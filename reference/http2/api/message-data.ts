/**
 * Message data as applications send and receive it.
 *
 * @module
 */
import { types } from "node:util";

import { hasLostBuffer } from "../../bytes/octets.ts";
import { type Message, PreparedMessage, type SendableMessage } from "../../connection/index.ts";
import { lostBuffer } from "../../connection/message.ts";
import { LocalError } from "../../layout/errors.ts";

/** Data that can be sent: text, or octets. */
export type SendableData = string | Uint8Array | ArrayBuffer | ArrayBufferView;

/** Data that is received: the text of a text message, or the octets of a binary message. */
export type ReceivedData = string | Uint8Array;

function viewOf(buffer: ArrayBufferLike): Uint8Array {
  try {
    return new Uint8Array(buffer);
  } catch {
    throw lostBuffer("data");
  }
}

/** Returns a view of the octets, without a copy. */
function octetsOf(data: Exclude<SendableData, string>): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) {
    if (hasLostBuffer(data)) throw lostBuffer("data");
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  // Uint8Array would turn a number or a list into octets of value 0.
  if (types.isAnyArrayBuffer(data)) return viewOf(data);
  throw new LocalError("data", `expected a string or octets, found ${data === null ? "null" : typeof data}`);
}

/** Returns the message that carries the data, or the prepared message. @throws LocalError as {@link messageOf} does */
export function sendableMessageOf(data: SendableData | PreparedMessage): SendableMessage {
  return data instanceof PreparedMessage ? data : messageOf(data);
}

/**
 * Returns the message that carries the data.
 *
 * @throws LocalError if the data is neither text nor octets, or its buffer was transferred
 */
export function messageOf(data: SendableData): Message {
  return typeof data === "string" ? { type: "text", text: data } : { type: "binary", bytes: octetsOf(data) };
}

/** Returns the data of a message. */
export function receivedDataOf(message: Message): ReceivedData {
  return message.type === "text" ? message.text : message.bytes;
}
