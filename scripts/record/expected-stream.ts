/**
 * What a recorded stream contains: the messages as they were typed, and the fault that the requirements name.
 *
 * @module
 */
import { plainOctets } from "../../reference/layout/index.ts";

/** A pattern of octets as hex, and the number of its repetitions. */
export interface RepeatedOctets {
  readonly repeat: string;
  readonly count: number;
}

/** A message: a text, or octets as hex; either may be a repeated pattern, as in the vectors. */
export type TypedMessage = { readonly text: string | RepeatedOctets } | { readonly bytes: string | RepeatedOctets };

/** A stream of a capture. */
export interface ExpectedStream {
  readonly name: string;
  /** The messages of the client, in order. The server sends each of them back. */
  readonly messages: readonly TypedMessage[];
  /** The fault of the client's frames, if they have one. */
  readonly fault?: string;
}

/** A recorded capture. */
export interface RecordedCapture {
  readonly name: string;
  readonly file: Uint8Array;
  readonly streams: readonly ExpectedStream[];
}

/** Returns a message as an application sends it. */
export function messageData(message: TypedMessage): string | Uint8Array {
  if ("bytes" in message) return plainOctets(message.bytes);
  return typeof message.text === "string" ? message.text : Buffer.from(plainOctets(message.text)).toString("utf8");
}
