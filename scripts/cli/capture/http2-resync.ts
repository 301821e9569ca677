/**
 * Finds HTTP/2 frames in octets whose beginning is missing.
 *
 * @module
 */
import type { OctetTrack } from "../../capture/octet-track.ts";

/** The length of a frame header, in octets (RFC 9113, Section 4.1). */
export const FRAME_HEADER_OCTETS = 9;

/** The greatest length of a payload that a header can have, in octets. */
export const MAX_FRAME_OCTETS = 2 ** 24 - 1;

/** The most octets of a payload before a peer allows more. */
const USUAL_FRAME_OCTETS = 2 ** 14;

/** What the header of each type of frame may have, by code: flags, length, and whether it has a stream. */
const HEADERS: readonly { readonly flags: number; readonly stream?: boolean; readonly fits?: (length: number) => boolean }[] = [
  { flags: 0x9, stream: true },
  { flags: 0x2d, stream: true },
  { flags: 0, stream: true, fits: (length) => length === 5 },
  { flags: 0, stream: true, fits: (length) => length === 4 },
  { flags: 0x1, stream: false, fits: (length) => length % 6 === 0 },
  { flags: 0xc, stream: true },
  { flags: 0x1, stream: false, fits: (length) => length === 8 },
  { flags: 0, stream: false, fits: (length) => length >= 8 },
  { flags: 0, fits: (length) => length === 4 },
  { flags: 0x4, stream: true },
];

/** The frames in a row that octets need to be taken for frames, unless they end with the last one. */
const FRAMES_IN_A_ROW = 3;

/** The most octets of each run in which a frame is looked for. */
const MAX_SEARCHED = 2 ** 20;

/** The greatest stream that is believed where no frame is known. */
const MAX_STREAM = 2 ** 24;

/** Returns the offset behind a frame, or `undefined` if the octets are not the header of one. */
function frameEnd(octets: Uint8Array, at: number): number | undefined {
  const byte = (index: number): number => octets[at + index] ?? 0;
  const length = (byte(0) << 16) | (byte(1) << 8) | byte(2);
  const rules = HEADERS[byte(3)];
  const stream = byte(5) * 2 ** 24 + ((byte(6) << 16) | (byte(7) << 8) | byte(8));
  if (rules === undefined || length > USUAL_FRAME_OCTETS || (byte(4) & ~rules.flags) !== 0 || stream > MAX_STREAM) return undefined;
  if (rules.stream !== undefined && rules.stream !== stream > 0) return undefined;
  return (rules.fits?.(length) ?? true) ? at + FRAME_HEADER_OCTETS + length : undefined;
}

/** Returns whether frames follow each other from an offset on. @param isLast - the direction ends with the octets */
function beginsFrames(octets: Uint8Array, at: number, isLast: boolean): boolean {
  let next = at;
  for (let count = 0; count < FRAMES_IN_A_ROW; count++) {
    if (count > 0 && next === octets.length) return true;
    // A frame that goes on behind the run is believed after others alone.
    if (next + FRAME_HEADER_OCTETS > octets.length) return count > 1 && (isLast || next > octets.length);
    const end = frameEnd(octets, next);
    if (end === undefined) return false;
    next = end;
  }
  return true;
}

/** Returns the offset of the first octets that look like frames, at or behind an offset; `undefined` without any. */
export function findFrame(track: OctetTrack, from: number): number | undefined {
  for (let at = from; at < track.length; ) {
    const end = track.runEnd(at);
    const octets = track.read(at, Math.min(end - at, MAX_SEARCHED)) ?? new Uint8Array(0);
    for (let index = 0; index + FRAME_HEADER_OCTETS <= octets.length; index++) {
      if (beginsFrames(octets, index, end === track.length)) return at + index;
    }
    const gap = track.gapFrom(end);
    if (gap === undefined) return undefined;
    at = gap.at + gap.length;
  }
  return undefined;
}
