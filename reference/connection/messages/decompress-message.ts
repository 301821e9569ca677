/**
 * From a text or binary frame to the message in it.
 *
 * @module
 */
import type { Decompressor } from "../../compression/index.ts";
import { utf8Text } from "../../layout/compile/text.ts";
import type { Issue } from "../../layout/errors.ts";
import type { Frame } from "../../schema/frames/frame.ts";
import type { Message } from "./message.ts";

/** A compressed text or binary frame. One that is not compressed is its message already. */
export type CompressedFrame = Extract<Frame, { readonly payload: Uint8Array }>;

/** The message, or the fault in it. */
export type DecompressionResult = { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly issue: Issue };

const INVALID_UTF8 = { code: "UTF8", rule: "utf8", path: "text", octet: 0, bit: 0, expected: "UTF-8 after decompression", found: "octets that are not" } as const satisfies Issue;

/** Whether a message has no octets. */
export function isEmptyMessage(message: Message): boolean {
  return message.type === "text" ? message.text === "" : message.bytes.length === 0;
}

/** The message of a compressed frame. @param decompressor - of the negotiated method */
export function decompressMessage(frame: CompressedFrame, decompressor: Decompressor): DecompressionResult {
  const done = decompressor.decompress(frame.payload);
  if (!done.ok) return done;
  const { octets } = done;
  if (frame.type === "binary") return { ok: true, message: { type: "binary", bytes: octets } };
  const text = utf8Text(octets, 0, octets.length);
  return text === undefined ? { ok: false, issue: INVALID_UTF8 } : { ok: true, message: { type: "text", text } };
}
