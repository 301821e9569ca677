/**
 * The ways in which the octets of a case are fed: whole, octet by octet, and cut in two at every place.
 *
 * @module
 */
import { concatOctets, toHex } from "../../common/octets.ts";
import { type Octets, parseOctets, compactOctets } from "../format/octets.ts";

/** One way to feed the octets of a case. */
export interface Chunking {
  /** What a report calls it. */
  readonly name: string;
  readonly wire?: Octets;
  readonly steps?: readonly { readonly feed: Octets }[];
  /** How many frames each feed completes, where the case says so. */
  readonly emitted?: readonly number[];
}

/** All ways of one case. */
export interface CaseChunkings {
  readonly chunkings: readonly Chunking[];
  /** Whether some splits were left out, since the case is large. */
  readonly sampled: boolean;
}

/** The octets of a case as its author wrote them. */
export interface ChunkingInput {
  readonly wire?: Octets | undefined;
  readonly steps?: readonly { readonly feed: Octets; readonly emit?: readonly unknown[] | undefined }[] | undefined;
}

/** Up to so many octets a case is fed octet by octet and at every split. */
export const everySplitOctets = 300;

/** In a larger case: how many octets on each side of a place where something begins are split. */
const edgeOctets = 8;

/** All octets of a case. */
export function inputOctets(input: ChunkingInput): Uint8Array {
  return input.wire === undefined ? concatOctets((input.steps ?? []).map((step) => parseOctets(step.feed))) : parseOctets(input.wire);
}

/** Where the author cut the octets, beside their beginning and end. */
function stepOffsets(input: ChunkingInput, length: number): number[] {
  let at = 0;
  return [0, length, ...(input.steps ?? []).map((step) => (at += parseOctets(step.feed).length))];
}

/** The places to cut, sorted, each within the octets. */
export function splitOffsets(input: ChunkingInput): number[] {
  const { length } = inputOctets(input);
  if (length <= everySplitOctets) return Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  const places = [...stepOffsets(input, length), Math.floor(length / 2)].flatMap((edge) =>
    Array.from({ length: 2 * edgeOctets + 1 }, (_, index) => edge - edgeOctets + index),
  );
  return [...new Set(places)].filter((place) => place > 0 && place < length).sort((a, b) => a - b);
}

function splitAt(all: Uint8Array, places: readonly number[]): { feed: Octets }[] {
  const ends = [...places, all.length];
  return ends.map((end, index) => ({ feed: compactOctets(all.subarray(ends[index - 1] ?? 0, end)) }));
}

/**
 * Every way to feed a case.
 *
 * @param halves - whether it is also cut in two at every place
 */
export function chunkingsOf(input: ChunkingInput, halves = true): CaseChunkings {
  const all = inputOctets(input);
  const places = splitOffsets(input);
  const sampled = all.length > everySplitOctets;
  const own: Chunking[] =
    input.steps === undefined
      ? []
      : [{ name: "in its steps", steps: input.steps.map(({ feed }) => ({ feed })), emitted: input.steps.map((step) => step.emit?.length ?? 0) }];
  const whole: Chunking = { name: "whole", wire: input.wire ?? toHex(all) };
  const octetwise: Chunking = { name: sampled ? "octet by octet near its edges" : "octet by octet", steps: splitAt(all, places) };
  const cutInTwo = (halves ? places : []).map((place): Chunking => ({ name: `split at octet ${place}`, steps: splitAt(all, [place]) }));
  return { chunkings: [...own, whole, ...(places.length > 1 ? [octetwise] : []), ...cutInTwo], sampled };
}
