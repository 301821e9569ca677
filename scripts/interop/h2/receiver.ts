/**
 * Decodes one direction of an HTTP/2 connection: octets in, frames and events out.
 *
 * @module
 */
import { type Decoded, type Issue, NEEDS } from "../../../reference/layout/index.ts";
import type { Http2Event } from "./http2-event.ts";
import { preface } from "./frames.ts";
import { FieldDecoder } from "./hpack/field-decoder.ts";
import { frameFlag, type Http2Frame, http2FrameCodec } from "./wire/frame.ts";
import { goawayCodec, pingCodec, resetCodec } from "./wire/payloads.ts";
import { settingsCodec, windowUpdateCodec } from "./wire/settings.ts";

/** The longest frame payload in octets: the default of SETTINGS_MAX_FRAME_SIZE, which these peers never change. */
export const MAX_FRAME_SIZE = 16384;

/** A received frame with its octets. */
export interface ReceivedFrame {
  /** The frame, `preface` for the connection preface of a client, or `garbage` for octets that are not a frame. */
  readonly frame: Http2Frame | "preface" | "garbage";
  readonly octets: Uint8Array;
  readonly event?: Http2Event;
}

/** Thrown for a connection error of RFC 9113, Section 5.4.1. */
class Http2ConnectionError extends Error {
  override readonly name = "Http2ConnectionError";
  readonly code: string;

  constructor(code: string, why: string) {
    super(why);
    this.code = code;
  }
}

function decodedValue<V>(decoded: Decoded<V>, frame: Http2Frame): V {
  if (decoded.ok) return decoded.value;
  throw new Http2ConnectionError(decoded.issue?.code ?? "FRAME_SIZE_ERROR", `the payload of ${frame.type} is malformed`);
}

const hasFlag = (frame: Http2Frame, bit: number): boolean => (frame.flags & bit) !== 0;

/** Returns the payload without Pad Length and padding. */
function unpadded(frame: Http2Frame): Uint8Array {
  if (!hasFlag(frame, frameFlag.PADDED)) return frame.payload;
  const padding = frame.payload[0] ?? frame.payload.length;
  if (padding >= frame.payload.length) {
    throw new Http2ConnectionError("PROTOCOL_ERROR", `padding of ${padding} octets in ${frame.payload.length}`);
  }
  return frame.payload.subarray(1, frame.payload.length - padding);
}

const HTTP1_STATUS_LINE = "HTTP/1.";

/** Returns whether octets begin with the status line of a server that does not support HTTP/2. */
function isHttp1(octets: Uint8Array): boolean {
  return Buffer.from(octets.subarray(0, HTTP1_STATUS_LINE.length)).toString("latin1") === HTTP1_STATUS_LINE;
}

/** Octets of the priority fields of HEADERS (RFC 9113, Section 6.2). */
const PRIORITY_OCTETS = 5;

/** Octets of the promised stream of PUSH_PROMISE (RFC 9113, Section 6.6). */
const PROMISED_STREAM_OCTETS = 4;

/** Turns the frames of one sender into events: decodes field sections and payloads. */
export class Http2FrameInterpreter {
  readonly #decoder: FieldDecoder;
  /** The field section in progress: END_HEADERS is still missing. */
  #fieldSection: { readonly head: Http2Frame; readonly parts: Uint8Array[] } | undefined;

  /** @param decoder - the decoder of field sections */
  constructor(decoder = new FieldDecoder()) {
    this.#decoder = decoder;
  }

  /** Returns the event of a frame, MALFORMED for a connection error, or `undefined` while a field section is incomplete. */
  interpret(frame: Http2Frame): Http2Event | undefined {
    try {
      return this.#event(frame);
    } catch (error) {
      if (error instanceof Http2ConnectionError) return { type: "MALFORMED", code: error.code, why: error.message };
      throw error;
    }
  }

  /** Forgets the state of field sections, after frames that an observer did not see. */
  forget(): void {
    this.#fieldSection = undefined;
    this.#decoder.forget();
  }

  #event(frame: Http2Frame): Http2Event | undefined {
    if (this.#fieldSection !== undefined && frame.type !== "CONTINUATION") {
      throw new Http2ConnectionError("PROTOCOL_ERROR", `${frame.type} inside a field section`);
    }
    const stream = frame.streamIdentifier;
    switch (frame.type) {
      case "DATA":
        return {
          type: "DATA",
          stream,
          octets: unpadded(frame),
          endStream: hasFlag(frame, frameFlag.END_STREAM),
          counted: frame.payload.length,
        };
      case "HEADERS":
        return this.#headers(frame);
      case "PUSH_PROMISE":
        return this.#pushPromise(frame);
      case "CONTINUATION":
        return this.#continuation(frame);
      case "RST_STREAM":
        return { type: "RST_STREAM", stream, code: decodedValue(resetCodec.decode(frame.payload), frame).code };
      case "SETTINGS":
        return {
          type: "SETTINGS",
          ack: hasFlag(frame, frameFlag.ACK),
          settings: decodedValue(settingsCodec.decode(frame.payload), frame).settings,
        };
      case "PING":
        return { type: "PING", ack: hasFlag(frame, frameFlag.ACK), data: decodedValue(pingCodec.decode(frame.payload), frame).data };
      case "GOAWAY":
        return { type: "GOAWAY", ...decodedValue(goawayCodec.decode(frame.payload), frame) };
      case "WINDOW_UPDATE":
        return { type: "WINDOW_UPDATE", stream, increment: decodedValue(windowUpdateCodec.decode(frame.payload), frame).increment };
      default:
        return { type: "OTHER", frame };
    }
  }

  #headers(frame: Http2Frame): Http2Event | undefined {
    const octets = unpadded(frame).subarray(hasFlag(frame, frameFlag.PRIORITY) ? PRIORITY_OCTETS : 0);
    this.#fieldSection = { head: frame, parts: [octets] };
    return this.#sectionEnd(frame);
  }

  /** Decodes the fields of a promise, since they change the table, and drops them. */
  #pushPromise(frame: Http2Frame): Http2Event | undefined {
    this.#fieldSection = { head: frame, parts: [unpadded(frame).subarray(PROMISED_STREAM_OCTETS)] };
    return this.#sectionEnd(frame);
  }

  #continuation(frame: Http2Frame): Http2Event | undefined {
    if (this.#fieldSection?.head.streamIdentifier !== frame.streamIdentifier) {
      throw new Http2ConnectionError("PROTOCOL_ERROR", "CONTINUATION without HEADERS");
    }
    this.#fieldSection.parts.push(frame.payload);
    return this.#sectionEnd(frame);
  }

  #sectionEnd(last: Http2Frame): Http2Event | undefined {
    if (!hasFlag(last, frameFlag.END_HEADERS) || this.#fieldSection === undefined) return undefined;
    const { head, parts } = this.#fieldSection;
    this.#fieldSection = undefined;
    const fields = this.#decoder.decode(Buffer.concat(parts));
    if (typeof fields === "string") throw new Http2ConnectionError("COMPRESSION_ERROR", fields);
    if (head.type !== "HEADERS") return { type: "OTHER", frame: head };
    return { type: "HEADERS", stream: head.streamIdentifier, fields, endStream: hasFlag(head, frameFlag.END_STREAM) };
  }
}

/** Decodes the octets of one sender. */
export class Http2Decoder {
  readonly #interpreter = new Http2FrameInterpreter();
  readonly #reader = http2FrameCodec.reader({ maxFrameSize: MAX_FRAME_SIZE });
  #pending: Uint8Array = new Uint8Array(0);
  #expectPreface: boolean;
  #stopped = false;

  /** @param sender - a client sends the connection preface first */
  constructor(sender: "client" | "server") {
    this.#expectPreface = sender === "client";
  }

  /** Decodes octets, split anywhere. @returns the frames that they complete; none after a MALFORMED event */
  push(octets: Uint8Array): ReceivedFrame[] {
    if (this.#stopped) return [];
    this.#pending = this.#pending.length === 0 ? octets : Buffer.concat([this.#pending, octets]);
    const all: ReceivedFrame[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) all.push(next);
    return all;
  }

  #next(): ReceivedFrame | undefined {
    if (this.#stopped || this.#pending.length === 0) return undefined;
    if (this.#expectPreface) return this.#preface();
    const { read, state } = this.#reader;
    const end = read(this.#pending, 0, this.#pending.length);
    if (end > 0) return this.#received(state.value as Http2Frame, this.#take(end));
    if (end === NEEDS) return undefined;
    const { code, path, found } = state.issue as Issue;
    const why = isHttp1(this.#pending) ? "an HTTP/1 response, not HTTP/2" : `${path} is ${found}`;
    return this.#stop("garbage", this.#take(this.#pending.length), new Http2ConnectionError(code, why));
  }

  #take(length: number): Uint8Array {
    const taken = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    return taken;
  }

  #preface(): ReceivedFrame | undefined {
    if (this.#pending.length < preface.length) return undefined;
    this.#expectPreface = false;
    const octets = this.#take(preface.length);
    if (Buffer.compare(octets, preface) === 0) return { frame: "preface", octets };
    return this.#stop(
      "preface",
      octets,
      new Http2ConnectionError("PROTOCOL_ERROR", "the octets do not begin with the HTTP/2 connection preface"),
    );
  }

  #stop(frame: ReceivedFrame["frame"], octets: Uint8Array, { code, message }: Http2ConnectionError): ReceivedFrame {
    this.#stopped = true;
    return { frame, octets, event: { type: "MALFORMED", code, why: message } };
  }

  #received(frame: Http2Frame, octets: Uint8Array): ReceivedFrame {
    const event = this.#interpreter.interpret(frame);
    if (event?.type === "MALFORMED") this.#stopped = true;
    return event === undefined ? { frame, octets } : { frame, octets, event };
  }
}
