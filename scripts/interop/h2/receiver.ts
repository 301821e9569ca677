/**
 * The receiving half of an HTTP/2 connection without I/O: octets in, frames and events out.
 *
 * @module
 */
import { type Decoded, type Issue, NEEDS } from "../../../reference/layout/index.ts";
import type { EventOf, PeerEvent } from "./event.ts";
import { preface } from "./frames.ts";
import { FieldDecoder } from "./hpack/decoder.ts";
import { flag, type Frame, frameCodec } from "./wire/frame.ts";
import { goawayCodec, pingCodec, resetCodec } from "./wire/payloads.ts";
import { settingsCodec, windowUpdateCodec } from "./wire/settings.ts";

/** The default and here the only limit on a payload, in octets. */
export const MAX_FRAME_SIZE = 16384;

/** A frame with its octets. */
export interface Received {
  /** `preface` for what a client sends first, `garbage` for what is no frame. */
  readonly frame: Frame | "preface" | "garbage";
  readonly octets: Uint8Array;
  readonly event?: PeerEvent;
}

/** What is not HTTP/2. */
class Malformed extends Error {
  readonly code: string;

  constructor(code: string, why: string) {
    super(why);
    this.code = code;
  }
}

function value<V>(decoded: Decoded<V>, frame: Frame): V {
  if (decoded.ok) return decoded.value;
  throw new Malformed(decoded.issue?.code ?? "FRAME_SIZE_ERROR", `the payload of ${frame.type} is malformed`);
}

const has = (frame: Frame, bit: number): boolean => (frame.flags & bit) !== 0;

/** The octets between a Pad Length and the padding. */
function unpadded(frame: Frame): Uint8Array {
  if (!has(frame, flag.PADDED)) return frame.payload;
  const padding = frame.payload[0] ?? frame.payload.length;
  if (padding >= frame.payload.length) throw new Malformed("PROTOCOL_ERROR", `padding of ${padding} octets in ${frame.payload.length}`);
  return frame.payload.subarray(1, frame.payload.length - padding);
}

/** Whether octets begin as the status line of a server does that knows no HTTP/2. */
const isHttp1 = (octets: Uint8Array): boolean => Buffer.from(octets.subarray(0, STATUS_LINE.length)).toString("latin1") === STATUS_LINE;

const STATUS_LINE = "HTTP/1.";

/** Octets of the fields of a priority. */
const PRIORITY = 5;

/** Reads what one peer sends. */
export class Receiver {
  readonly #decoder = new FieldDecoder();
  readonly #reader = frameCodec.reader({ maxFrameSize: MAX_FRAME_SIZE });
  #waiting: Uint8Array = new Uint8Array(0);
  #expectPreface: boolean;
  /** A field section whose END_HEADERS has not come. */
  #section: { readonly head: Frame; readonly parts: Uint8Array[] } | undefined;
  #broken = false;

  /** @param from - who sends; a client begins with the preface */
  constructor(from: "client" | "server") {
    this.#expectPreface = from === "client";
  }

  /** Takes octets in any cut. @returns the frames that they complete */
  push(octets: Uint8Array): Received[] {
    if (this.#broken) return [];
    this.#waiting = this.#waiting.length === 0 ? octets : Buffer.concat([this.#waiting, octets]);
    const all: Received[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) all.push(next);
    return all;
  }

  #next(): Received | undefined {
    if (this.#broken || this.#waiting.length === 0) return undefined;
    if (this.#expectPreface) return this.#preface();
    const { read, reading } = this.#reader;
    const end = read(this.#waiting, 0, this.#waiting.length);
    if (end > 0) return this.#received(reading.value as Frame, this.#take(end));
    if (end === NEEDS) return undefined;
    const { code, path, found } = reading.issue as Issue;
    const why = isHttp1(this.#waiting) ? "an answer in HTTP/1, not in HTTP/2" : `${path} is ${found}`;
    return this.#stop("garbage", this.#take(this.#waiting.length), new Malformed(code, why));
  }

  #take(length: number): Uint8Array {
    const taken = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    return taken;
  }

  #preface(): Received | undefined {
    if (this.#waiting.length < preface.length) return undefined;
    this.#expectPreface = false;
    const octets = this.#take(preface.length);
    if (Buffer.compare(octets, preface) === 0) return { frame: "preface", octets };
    return this.#stop("preface", octets, new Malformed("PROTOCOL_ERROR", "the octets do not begin with the preface of HTTP/2"));
  }

  #stop(frame: Received["frame"], octets: Uint8Array, { code, message }: Malformed): Received {
    this.#broken = true;
    return { frame, octets, event: { type: "MALFORMED", code, why: message } };
  }

  #received(frame: Frame, octets: Uint8Array): Received {
    try {
      const event = this.#event(frame);
      return event === undefined ? { frame, octets } : { frame, octets, event };
    } catch (error) {
      if (error instanceof Malformed) return this.#stop(frame, octets, error);
      throw error;
    }
  }

  #event(frame: Frame): PeerEvent | undefined {
    if (this.#section !== undefined && frame.type !== "CONTINUATION") throw new Malformed("PROTOCOL_ERROR", `${frame.type} inside a field section`);
    const stream = frame.streamIdentifier;
    switch (frame.type) {
      case "DATA":
        return { type: "DATA", stream, octets: unpadded(frame), endStream: has(frame, flag.END_STREAM), counted: frame.payload.length };
      case "HEADERS":
        return this.#headers(frame);
      case "CONTINUATION":
        return this.#continuation(frame);
      case "RST_STREAM":
        return { type: "RST_STREAM", stream, code: value(resetCodec.decode(frame.payload), frame).code };
      case "SETTINGS":
        return { type: "SETTINGS", ack: has(frame, flag.ACK), settings: value(settingsCodec.decode(frame.payload), frame).settings };
      case "PING":
        return { type: "PING", ack: has(frame, flag.ACK), data: value(pingCodec.decode(frame.payload), frame).data };
      case "GOAWAY":
        return { type: "GOAWAY", ...value(goawayCodec.decode(frame.payload), frame) };
      case "WINDOW_UPDATE":
        return { type: "WINDOW_UPDATE", stream, increment: value(windowUpdateCodec.decode(frame.payload), frame).increment };
      default:
        return { type: "OTHER", frame };
    }
  }

  #headers(frame: Frame): PeerEvent | undefined {
    const octets = unpadded(frame).subarray(has(frame, flag.PRIORITY) ? PRIORITY : 0);
    this.#section = { head: frame, parts: [octets] };
    return this.#sectionEnd(frame);
  }

  #continuation(frame: Frame): PeerEvent | undefined {
    if (this.#section?.head.streamIdentifier !== frame.streamIdentifier) throw new Malformed("PROTOCOL_ERROR", "CONTINUATION without HEADERS");
    this.#section.parts.push(frame.payload);
    return this.#sectionEnd(frame);
  }

  #sectionEnd(last: Frame): EventOf<"HEADERS"> | undefined {
    if (!has(last, flag.END_HEADERS) || this.#section === undefined) return undefined;
    const { head, parts } = this.#section;
    this.#section = undefined;
    const fields = this.#decoder.decode(Buffer.concat(parts));
    if (typeof fields === "string") throw new Malformed("COMPRESSION_ERROR", fields);
    return { type: "HEADERS", stream: head.streamIdentifier, fields, endStream: has(head, flag.END_STREAM) };
  }
}
