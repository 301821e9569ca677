/**
 * Names the WebSocket2 frames in one direction of a stream, a few words each.
 *
 * @module
 */
import { issueText } from "../../../../reference/layout/index.ts";
import type { Frame } from "../../../../reference/schema/index.ts";
import { type CompressionName, FrameDecoder } from "../../../../reference/wire/index.ts";
import { toHex } from "../../../common/octets.ts";

/** A message limit in octets that no frame exceeds: frames of any size are listed. */
const NO_LIMIT = 2 ** 32;

const CONTENT_CHARACTERS = 40;

function quoted(text: string): string {
  return JSON.stringify(text.length > CONTENT_CHARACTERS ? `${text.slice(0, CONTENT_CHARACTERS)}...` : text);
}

const octetsText = (count: number): string => `${count} ${count === 1 ? "octet" : "octets"}`;

/** Returns a frame in a few words. */
export function frameWords(frame: Frame): string {
  switch (frame.type) {
    case "ping":
      return `${frame.kind} ${toHex(frame.data)}`;
    case "error":
      return `error ${frame.code}${frame.status === undefined ? "" : ` ${frame.status} ${quoted(frame.reason ?? "")}`}`;
    default:
      if (frame.compression !== undefined) return `${frame.type}, ${octetsText(frame.payload.length)} compressed by ${frame.compression}`;
      return frame.type === "text"
        ? `text ${quoted(frame.text)}, ${octetsText(Buffer.byteLength(frame.text))}`
        : `binary, ${octetsText(frame.bytes.length)}`;
  }
}

/** Lists the frames of content that arrives in pieces of any size. */
export class FrameLister {
  readonly #limit: number;
  #decoder: FrameDecoder<CompressionName>;
  #stopped = false;

  /** @param limit - the message limit in octets; none by default */
  constructor(compression: CompressionName = "none", limit = NO_LIMIT) {
    this.#limit = limit;
    this.#decoder = new FrameDecoder({ message: limit, compression });
  }

  /** Sets the negotiated method. Only before the first octet. */
  set compression(compression: CompressionName) {
    this.#decoder = new FrameDecoder({ message: this.#limit, compression });
  }

  /** Returns the frames that the octets complete, then the fault or the incomplete frame. */
  push(octets: Uint8Array): string[] {
    if (this.#stopped) return [`${octetsText(octets.length)} after the fault`];
    const frames = this.#decoder.push(octets).map(frameWords);
    const { fault, pending } = this.#decoder;
    if (fault !== undefined) {
      this.#stopped = true;
      return [...frames, `malformed: ${issueText(fault)}`];
    }
    return pending === 0 ? frames : [...frames, `${octetsText(pending)} of an incomplete frame`];
  }
}
