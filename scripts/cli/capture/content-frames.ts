/**
 * Decodes the frames of WebSocket2 in one direction of a captured stream, also where the capture has gaps.
 *
 * @module
 */
import type { Frame } from "../../../reference/wire/frame-types.ts";
import type { TrackGap } from "../../capture/octet-track.ts";
import { countStructs, type DecodeContext, type DecodedItem, decodeEach, issueOf, type TracingCodec } from "../../frames/decode-items.ts";
import type { CapturedContent } from "./captured-stream.ts";

/** A frame, or a sentence about what is missing. */
export type ContentEntry =
  | { readonly kind: "frame"; readonly packet: number; readonly item: DecodedItem }
  | { readonly kind: "note"; readonly packet: number; readonly text: string };

/** The most places at which frames are tried to begin. */
const MAX_TRIES = 16;

/** The frames that octets need to have without fault to be taken for frames. */
const TRIED_FRAMES = 8;

/** Returns a gap in words. */
export function gapText({ length, unknown, cut }: Omit<TrackGap, "at" | "packet">): string {
  if (unknown === true) return "octets may be missing: frames of HTTP/2 are not in the capture";
  const octets = length === 1 ? "1 octet is" : `${length} octets are`;
  return cut ? `${octets} missing: the capture has only the beginning of the packet` : `${octets} not in the capture`;
}

/** Returns whether a frame is the last one that a receiver reads. */
function isError({ result }: DecodedItem): boolean {
  return result.ok && (result.value as Frame).type === "error";
}

/** Decodes one direction of a stream. */
export class ContentDecoder {
  readonly #content: CapturedContent;
  readonly #codec: TracingCodec;
  #context: DecodeContext;

  constructor(content: CapturedContent, codec: TracingCodec, context: DecodeContext) {
    this.#content = content;
    this.#codec = codec;
    this.#context = context;
  }

  /** Yields the frames in their order, until the end or a fault. */
  *entries(): Generator<ContentEntry> {
    const { track, hasStart } = this.#content;
    let at: number | undefined = 0;
    if (!hasStart && track.length > 0) at = yield* this.#synchronize(0);
    while (at !== undefined && at < track.length) {
      const end = track.runEnd(at);
      at = end === at ? yield* this.#gap(at) : yield* this.#run(at, end);
    }
  }

  /** Returns whether the content looks like frames. */
  looksLikeFrames(): boolean {
    return this.#content.track.length > 0 && this.#findFrames(0) !== undefined;
  }

  /** Returns the offset of the first DATA frame with which frames begin, at or behind an offset. */
  #findFrames(from: number): number | undefined {
    const { track, starts } = this.#content;
    return starts
      .filter((start) => start >= from)
      .slice(0, MAX_TRIES)
      .find((start) => {
        const octets = track.read(start, track.runEnd(start) - start);
        return octets !== undefined && (countStructs(this.#codec, octets, this.#context, TRIED_FRAMES) ?? 0) > 0;
      });
  }

  /** Finds frames again. @returns their offset, or `undefined` if nothing looks like frames */
  *#synchronize(from: number): Generator<ContentEntry, number | undefined> {
    const { track } = this.#content;
    if (this.#context.decompressor !== undefined) {
      this.#context = { ...this.#context, decompressor: undefined };
      const text = "compressed messages are not decompressed from here on: they may refer to messages that are missing";
      yield { kind: "note", packet: track.packetAt(from), text };
    }
    const found = this.#findFrames(from);
    const left = found === undefined ? track.length - from : found - from;
    const packet = track.packetAt(found ?? from);
    const unknown = `${left} octets are not decoded: it is unknown where frames begin in them`;
    const known = `frames are taken to begin here, with a DATA frame${left === 0 ? "" : `, behind ${left} octets`}`;
    yield { kind: "note", packet, text: found === undefined ? unknown : known };
    return found;
  }

  *#gap(at: number): Generator<ContentEntry, number | undefined> {
    const gap = this.#content.track.gapFrom(at);
    if (gap === undefined) return undefined;
    yield { kind: "note", packet: gap.packet, text: gapText(gap) };
    return yield* this.#synchronize(gap.at + gap.length);
  }

  /** Decodes octets without a gap. @returns the offset at which decoding goes on, or `undefined` at the end */
  *#run(at: number, end: number): Generator<ContentEntry, number | undefined> {
    const { track } = this.#content;
    const octets = track.read(at, end - at) ?? new Uint8Array(0);
    for (const item of decodeEach(this.#codec, octets, this.#context, at)) {
      const next = item.octet + item.octets.length;
      const issue = issueOf(item);
      yield { kind: "frame", packet: track.packetAt(Math.min(next - 1, issue?.octet ?? next)), item };
      if (issue !== undefined) return undefined;
      if (isError(item)) return yield* this.#behindError(next);
      if (!item.result.ok) return end === track.length ? undefined : yield* this.#overGap(end, item);
    }
    return end;
  }

  /** Ends a direction behind its error frame: a receiver discards what follows. */
  *#behindError(at: number): Generator<ContentEntry, undefined> {
    const { track } = this.#content;
    const left = track.length - at;
    const text = `${left} octets follow the error frame; a receiver discards them`;
    if (left > 0) yield { kind: "note", packet: track.packetAt(at), text };
    return undefined;
  }

  /** Goes on behind a frame that a gap has a part of. */
  *#overGap(end: number, { fields, result }: DecodedItem): Generator<ContentEntry, number | undefined> {
    const gap = this.#content.track.gapFrom(end);
    if (gap === undefined) return undefined;
    // With its length, the first field, the frame needs exactly `needs` octets more.
    const frameEnd = result.ok || fields.length === 0 || gap.unknown === true ? 0 : end + (result.needs ?? 0);
    if (frameEnd < gap.at + gap.length) return end;
    yield { kind: "note", packet: gap.packet, text: `${gapText(gap)}, all of them in the frame above` };
    this.#context = { ...this.#context, decompressor: undefined };
    return frameEnd;
  }
}
