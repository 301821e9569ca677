/**
 * Decodes the content of a peer to events.
 *
 * @module
 */
import { decompressor, type Decompressor } from "../../../reference/compression/index.ts";
import type { Message } from "../../../reference/connection/index.ts";
import type { Issue } from "../../../reference/layout/index.ts";
import type { CompressionChoice, Frame } from "../../../reference/schema/index.ts";
import { type CompressionName, compressionNameOf, FrameDecoder } from "../../../reference/wire/index.ts";
import { toHex } from "../../common/octets.ts";
import type { StreamEvent } from "./stream-event.ts";

/** The message limit of the harness in octets; no case sends or requests more. */
const MAX_MESSAGE_OCTETS = 2 ** 26;

type MessageFrame = Extract<Frame, { type: "text" | "binary" }>;

/** Decodes frames, and decompresses messages. */
export class StreamEventDecoder {
  readonly #decoder: FrameDecoder<CompressionName>;
  readonly #decompressor: Decompressor | undefined;
  #stopped = false;

  /** @param choice - the negotiated compression */
  constructor(choice: CompressionChoice | null) {
    this.#decoder = new FrameDecoder({ message: MAX_MESSAGE_OCTETS, compression: compressionNameOf(choice) });
    this.#decompressor = choice === null ? undefined : decompressor(choice, { message: MAX_MESSAGE_OCTETS });
  }

  /** Whether the octets so far end inside a frame. */
  get isInsideFrame(): boolean {
    return this.#decoder.pending > 0;
  }

  /** Decodes octets, split anywhere. @returns the events that they complete; none after a fault */
  push(octets: Uint8Array): StreamEvent[] {
    if (this.#stopped) return [];
    const events = this.#decoder.push(octets).map((frame) => this.#event(frame));
    const { fault } = this.#decoder;
    const all = fault === undefined ? events : [...events, this.#fault(fault)];
    const end = all.findIndex(({ type }) => type === "fault");
    return end < 0 ? all : all.slice(0, end + 1);
  }

  #fault(issue: Issue): StreamEvent {
    this.#stopped = true;
    return { type: "fault", issue };
  }

  #event(frame: Frame): StreamEvent {
    switch (frame.type) {
      case "ping":
        return { type: frame.kind, data: frame.data };
      case "error":
        return { type: "error", code: frame.code, status: frame.status, reason: frame.reason };
      default:
        return this.#messageEvent(frame);
    }
  }

  #messageEvent(frame: MessageFrame): StreamEvent {
    if (frame.compression === undefined) {
      const message: Message = frame.type === "text" ? { type: "text", text: frame.text } : { type: "binary", bytes: frame.bytes };
      return { type: "message", message, compressed: false };
    }
    const result = this.#decompressor?.decompress(frame.payload);
    if (result === undefined) return this.#malformed("compression", "an uncompressed message", frame.compression);
    if (!result.ok) return this.#fault(result.issue);
    return this.#decompressed(frame.type, result.octets);
  }

  #decompressed(type: MessageFrame["type"], bytes: Uint8Array): StreamEvent {
    if (type === "binary") return { type: "message", message: { type, bytes }, compressed: true };
    try {
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      return { type: "message", message: { type, text }, compressed: true };
    } catch {
      return this.#malformed("payload", "UTF-8 after decompression", toHex(bytes.subarray(0, 16)));
    }
  }

  #malformed(path: string, expected: string, found: string): StreamEvent {
    return this.#fault({ code: "UTF8", rule: "utf8", path, octet: 0, bit: 0, expected, found });
  }
}
