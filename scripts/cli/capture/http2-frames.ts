/**
 * Reads the HTTP/2 frames in one direction of a captured connection, also where the capture has gaps.
 *
 * @module
 */
import type { OctetTrack } from "../../capture/octet-track.ts";
import { FieldDecoder, type Http2Event, type Http2Frame, http2FrameCodec, Http2FrameInterpreter } from "../../interop/h2/index.ts";
import { findFrame, FRAME_HEADER_OCTETS, MAX_FRAME_OCTETS } from "./http2-resync.ts";

/** Content of a DATA frame: a range of the direction, which may have gaps. */
export interface CapturedData {
  readonly kind: "data";
  /** The packet that completes the frame. */
  readonly packet: number;
  readonly stream: number;
  readonly from: number;
  readonly to: number;
  readonly endStream: boolean;
}

/** Any other frame. */
export interface CapturedEvent {
  readonly kind: "event";
  readonly packet: number;
  readonly event: Http2Event;
}

/** Something that cannot be read. */
export interface CapturedProblem {
  readonly kind: "problem";
  readonly packet: number;
  readonly text: string;
  /** Set if whole frames are missing, which may have had content of any stream. */
  readonly losesFrames?: true;
}

export type CapturedFrame = CapturedData | CapturedEvent | CapturedProblem;

/** The size of the table of field sections before a peer changes it, and the most that it is believed to choose, in octets. */
const [TABLE_OCTETS, MAX_TABLE_OCTETS] = [4096, 2 ** 20];

const PADDED = 0x8;
const END_STREAM = 0x1;

/** Returns the frame of a header, without its payload. */
function frameOf(header: Uint8Array, payload: Uint8Array): Http2Frame | undefined {
  const octets = Buffer.concat([header, payload]);
  octets.writeUIntBE(payload.length, 0, 3);
  const decoded = http2FrameCodec.decode(octets, { maxFrameSize: MAX_FRAME_OCTETS });
  return decoded.ok ? decoded.value : undefined;
}

const noOctets = new Uint8Array(0);

class DirectionReader {
  readonly #track: OctetTrack;
  readonly #interpreter = new Http2FrameInterpreter(new FieldDecoder(TABLE_OCTETS, { maxTableSize: MAX_TABLE_OCTETS }));
  #at = 0;

  constructor(track: OctetTrack) {
    this.#track = track;
  }

  *read(start: number | undefined): Generator<CapturedFrame> {
    if (start === undefined) yield* this.#resync(0);
    else this.#at = start;
    while (this.#at < this.#track.length) {
      const header = this.#track.read(this.#at, FRAME_HEADER_OCTETS);
      if (header === undefined) yield* this.#unreadableHeader();
      else yield* this.#frame(header);
    }
  }

  /** Continues at the next place that looks like frames. */
  *#resync(from: number): Generator<CapturedFrame> {
    this.#interpreter.forget();
    const found = findFrame(this.#track, from);
    this.#at = found ?? this.#track.length;
    const skipped = this.#at - from;
    if (from >= this.#track.length || (from === 0 && skipped === 0)) return;
    const again = "frames of HTTP/2 begin again here";
    const text = skipped === 0 ? again : `${skipped} octets are skipped: their frame of HTTP/2 began before the capture or in a gap`;
    yield { kind: "problem", packet: this.#track.packetAt(from), text, losesFrames: true };
  }

  *#unreadableHeader(): Generator<CapturedFrame> {
    const gap = this.#track.gapFrom(this.#at);
    if (gap !== undefined && gap.at < this.#at + FRAME_HEADER_OCTETS) {
      yield* this.#resync(gap.at + gap.length);
      return;
    }
    const left = this.#track.length - this.#at;
    const text = `the capture ends in the header of an HTTP/2 frame, behind ${left} octets`;
    yield { kind: "problem", packet: this.#track.packetAt(this.#at), text };
    this.#at = this.#track.length;
  }

  *#frame(header: Uint8Array): Generator<CapturedFrame> {
    const length = ((header[0] ?? 0) << 16) | ((header[1] ?? 0) << 8) | (header[2] ?? 0);
    const from = this.#at + FRAME_HEADER_OCTETS;
    const end = from + length;
    const head = frameOf(header, noOctets);
    this.#at = end;
    const packet = this.#track.packetAt(Math.min(end, this.#track.length) - 1);
    if (head?.type === "DATA") {
      yield this.#data(head, from, end, packet);
      return;
    }
    const payload = this.#track.read(from, length);
    const frame = payload === undefined ? undefined : frameOf(header, payload);
    if (frame !== undefined) yield* this.#event(frame, packet);
    else yield* this.#cutFrame(head, end, packet);
  }

  #data({ flags, streamIdentifier: stream }: Http2Frame, from: number, end: number, packet: number): CapturedFrame {
    const isPadded = (flags & PADDED) !== 0;
    const padding = isPadded ? (this.#track.read(from, 1)?.[0] ?? 0) : 0;
    const first = from + (isPadded ? 1 : 0);
    if (end - padding < first) return { kind: "problem", packet, text: `a DATA frame on stream ${stream} has more padding than octets` };
    const isWhole = end <= this.#track.length;
    const to = Math.min(end - padding, this.#track.length);
    return { kind: "data", packet, stream, from: first, to: Math.max(first, to), endStream: isWhole && (flags & END_STREAM) !== 0 };
  }

  *#event(frame: Http2Frame, packet: number): Generator<CapturedFrame> {
    const event = this.#interpreter.interpret(frame);
    if (event === undefined) return;
    if (event.type !== "MALFORMED") {
      yield { kind: "event", packet, event };
      return;
    }
    this.#interpreter.forget();
    yield { kind: "problem", packet, text: `${frame.type} on stream ${frame.streamIdentifier}: ${event.why}` };
  }

  *#cutFrame(head: Http2Frame | undefined, end: number, packet: number): Generator<CapturedFrame> {
    this.#interpreter.forget();
    const where = end > this.#track.length ? "the capture ends in it" : "the capture lacks octets of it";
    const what = head === undefined ? "an HTTP/2 frame" : `${head.type} on stream ${head.streamIdentifier}`;
    yield { kind: "problem", packet, text: `${what} cannot be read: ${where}` };
  }
}

/**
 * Yields the frames of a direction.
 *
 * @param start - the offset of the first frame; without it, the first place that looks like frames
 */
export function readHttp2Frames(track: OctetTrack, start: number | undefined): Generator<CapturedFrame> {
  return new DirectionReader(track).read(start);
}
