/**
 * Turns the octets of a peer's content into items.
 *
 * @module
 */
import { decompressor, type Decompressor } from "../../../reference/compression/index.ts";
import type { Message } from "../../../reference/connection/index.ts";
import type { Issue } from "../../../reference/layout/index.ts";
import type { CompressionChoice, Frame } from "../../../reference/schema/index.ts";
import { type CompressionName, FrameDecoder } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import type { StreamEvent } from "./stream-event.ts";

/** What a lab takes from a peer: more than any case asks for. */
const MAX_MESSAGE_OCTETS = 2 ** 26;

type MessageFrame = Extract<Frame, { type: "text" | "binary" }>;

/** Reads the frames of a peer, compressed ones too. */
export class StreamEventDecoder {
  readonly #decoder: FrameDecoder<CompressionName>;
  readonly #decompressor: Decompressor | undefined;
  #stopped = false;

  /** @param choice - what was negotiated */
  constructor(choice: CompressionChoice | null) {
    const [method = "none"] = Object.keys(choice ?? {}) as CompressionName[];
    this.#decoder = new FrameDecoder({ message: MAX_MESSAGE_OCTETS, compression: method });
    this.#decompressor = choice === null ? undefined : decompressor(choice, { message: MAX_MESSAGE_OCTETS });
  }

  /** Whether the octets so far end inside a frame. */
  get isInsideFrame(): boolean {
    return this.#decoder.pending > 0;
  }

  /** Takes content in any cut. Behind a fault nothing more comes. */
  push(octets: Uint8Array): StreamEvent[] {
    if (this.#stopped) return [];
    const items = this.#decoder.push(octets).map((frame) => this.#event(frame));
    const { fault } = this.#decoder;
    const all = fault === undefined ? items : [...items, this.#fault(fault)];
    const end = all.findIndex(({ is }) => is === "fault");
    return end < 0 ? all : all.slice(0, end + 1);
  }

  #fault(issue: Issue): StreamEvent {
    this.#stopped = true;
    return { is: "fault", issue };
  }

  #event(frame: Frame): StreamEvent {
    switch (frame.type) {
      case "ping":
        return frame.kind === "ping" ? { is: "ping", data: frame.data } : { is: "pong", data: frame.data };
      case "error":
        return { is: "error", code: frame.code, status: frame.status, reason: frame.reason };
      default:
        return this.#messageEvent(frame);
    }
  }

  #messageEvent(frame: MessageFrame): StreamEvent {
    if (frame.compression === undefined) {
      const message: Message = frame.type === "text" ? { type: "text", text: frame.text } : { type: "binary", bytes: frame.bytes };
      return { is: "message", message, compressed: false };
    }
    const result = this.#decompressor?.decompress(frame.payload);
    if (result === undefined) return this.#malformed("compression", "nothing compressed", frame.compression);
    if (!result.ok) return this.#fault(result.issue);
    return this.#decompressed(frame.type, result.octets);
  }

  #decompressed(type: MessageFrame["type"], bytes: Uint8Array): StreamEvent {
    if (type === "binary") return { is: "message", message: { type, bytes }, compressed: true };
    try {
      const decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      return { is: "message", message: { type, text: decoded }, compressed: true };
    } catch {
      return this.#malformed("payload", "UTF-8 after decompression", toHex(bytes.subarray(0, 16)));
    }
  }

  #malformed(path: string, expected: string, found: string): StreamEvent {
    return this.#fault({ code: "UTF8", rule: "utf8", path, octet: 0, bit: 0, expected, found });
  }
}
