/**
 * From a text or binary frame to the message in it.
 *
 * @module
 */
import type { Decompressor } from "../compression/index.ts";
import { utf8Text } from "../layout/compile/text.ts";
import type { Issue } from "../layout/errors.ts";
import type { Frame } from "../schema/frames/frame.ts";
import type { Message } from "./message.ts";

/** A text or binary frame, compressed or not. */
export type MessageFrame = Exclude<Frame, { type: "error" } | { type: "ping" }>;

/** The message, or the fault in it. */
export type ReadMessage = { readonly ok: true; readonly message: Message; readonly empty: boolean } | { readonly ok: false; readonly issue: Issue };

const NO_UTF8 = { code: "UTF8", rule: "utf8", path: "text", octet: 0, bit: 0, expected: "UTF-8 after decompression", found: "octets that are not" } as const satisfies Issue;

/** The message of a frame. @param decompressor - of the negotiated method; a compressed frame passes the decoder only with one */
export function readMessage(frame: MessageFrame, decompressor: Decompressor | undefined): ReadMessage {
  if (frame.compression === undefined) {
    const empty = frame.type === "text" ? frame.text === "" : frame.bytes.length === 0;
    return { ok: true, message: frame, empty };
  }
  const done = (decompressor as Decompressor).decompress(frame.payload);
  if (!done.ok) return done;
  const { octets } = done;
  if (frame.type === "binary") return { ok: true, message: { type: "binary", bytes: octets }, empty: false };
  const text = utf8Text(octets, 0, octets.length);
  return text === undefined ? { ok: false, issue: NO_UTF8 } : { ok: true, message: { type: "text", text }, empty: false };
}
