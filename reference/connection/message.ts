/**
 * Messages: writes one into a frame, and decompresses one from a frame.
 *
 * @module
 */
import { frameArena } from "../bytes/frame-arena.ts";
import { hasLostBuffer } from "../bytes/octets.ts";
import type { Decompressor } from "../compression/compressor.ts";
import type { CompressedMessage, SelectiveCompressor } from "../compression/selective-compressor.ts";
import { longTextLength, utf8Octets, utf8Text } from "../layout/runtime/text.ts";
import { type Issue, LocalError } from "../layout/errors.ts";
import type { PreparedMessage } from "./prepared-message.ts";
import type { Frame } from "../wire/frame-types.ts";
import { frameCodec } from "../wire/generated/frame.ts";
import { headSize } from "../wire/head-size.ts";

/** A message as the application sends and receives it: whole and uncompressed. A received text is valid UTF-8. */
export type Message = { readonly type: "text"; readonly text: string } | { readonly type: "binary"; readonly bytes: Uint8Array };

/** What `send` of a core accepts. */
export type SendableMessage = Message | PreparedMessage;

/** Options of one message. */
export interface SendOptions {
  /**
   * `false` sends the message uncompressed and keeps it out of the compression context; by default, the options of the connection
   * decide. Use it for a secret, and for a message that contains both a secret and text from another party.
   */
  readonly compress?: boolean;
}

/** Returns the size of a message in octets; of a text that is not prepared, its UTF-16 code units. */
export function messageSize(message: SendableMessage): number {
  if (message.type === "text") return message.text.length;
  return message.type === "binary" ? message.bytes.length : message.size;
}

/** Returns whether a value is a message that the writer of frames accepts. */
export function isWritable(message: Message): boolean {
  return message.type === "text" ? typeof message.text === "string" && message.text.isWellFormed() : message.bytes instanceof Uint8Array;
}

/** The most octets of UTF-8 for one UTF-16 code unit. */
const MAX_OCTETS_PER_UNIT = 3;

/**
 * Checks the size of a message before compression. A compressed payload is shorter than its message, so it never exceeds the limit alone.
 *
 * @param most - the message limit of the peer, in octets
 * @throws {@link LocalError} if the message is longer
 */
export function assertFitsPeer(message: SendableMessage, most: number): void {
  // Most texts are so short that their size in UTF-8 needs no count.
  if (message.type === "text" && message.text.length * MAX_OCTETS_PER_UNIT <= most) return;
  const octets = message.type === "text" ? longTextLength(message.text) : messageSize(message);
  if (octets > most) throw new LocalError("message", `expected at most ${most} octets, the message limit of the peer, found ${octets}`);
}

function writeUncompressed(message: Message): number {
  frameCodec.encodeInto(message, frameArena);
  return frameArena.size + (frameArena.tail?.length ?? 0) - headSize(frameArena.chunk.octets[frameArena.at] as number);
}

/** Returns the error for octets whose buffer is gone. @param path - what holds them */
export function lostBuffer(path: string): LocalError {
  return new LocalError(path, "expected octets, found a buffer that was transferred, or shrank below them");
}

/**
 * Writes the frame of a message into the shared arena. The message is compressed if the options permit it and the payload becomes shorter.
 *
 * @param compressor - of the negotiated method; `undefined` without compression
 * @returns the octets of the message before compression
 * @throws {@link LocalError} if the value is not a message, or its octets are gone
 */
export function writeMessage(message: Message, options: SendOptions | undefined, compressor: SelectiveCompressor | undefined): number {
  if (message.type === "binary" && message.bytes?.length === 0 && hasLostBuffer(message.bytes)) throw lostBuffer("bytes");
  if (compressor === undefined || !isWritable(message)) return writeUncompressed(message);
  const octets = message.type === "text" ? utf8Octets(message.text) : message.bytes;
  writeOctets(message, compressor.compress(octets, options));
  return octets.length;
}

/** Writes the frame of a message into the shared arena. @param compressed - its payload; `undefined` to send the message uncompressed */
export function writeOctets(message: Message, compressed: CompressedMessage | undefined): void {
  if (compressed === undefined) writeUncompressed(message);
  else frameCodec.encodeInto({ type: message.type, ...compressed }, frameArena);
}

/** A compressed text or binary frame. An uncompressed one is a {@link Message} as it is. */
export type CompressedFrame = Extract<Frame, { readonly payload: Uint8Array }>;

/** The result of decompressing the payload of a frame. */
export type DecompressionResult = { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly issue: Issue };

const INVALID_UTF8 = {
  code: "UTF8",
  rule: "utf8",
  path: "text",
  octet: 0,
  bit: 0,
  expected: "UTF-8 after decompression",
  found: "octets that are not",
} as const satisfies Issue;

/**
 * Decompresses the message of a frame.
 *
 * @param decompressor - of the negotiated method
 */
export function decompressMessage(frame: CompressedFrame, decompressor: Decompressor): DecompressionResult {
  const result = decompressor.decompress(frame.payload);
  if (!result.ok) return result;
  const { octets } = result;
  if (frame.type === "binary") return { ok: true, message: { type: "binary", bytes: octets } };
  const text = utf8Text(octets, 0, octets.length);
  return text === undefined ? { ok: false, issue: INVALID_UTF8 } : { ok: true, message: { type: "text", text } };
}
