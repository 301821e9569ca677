/**
 * The chunkings of the octets of a case: whole, octet by octet, and split in two at every offset.
 *
 * @module
 */
import { concatOctets, splitAt, toHex } from "../../common/octets.ts";
import { type Octets, parseOctets, compactOctets } from "../format/octets.ts";

/** One chunking of the octets of a case. */
export interface Chunking {
  /** The name in reports. */
  readonly name: string;
  readonly wire?: Octets;
  readonly steps?: readonly { readonly feed: Octets }[];
  /** The number of frames that each feed completes, if the case specifies it. */
  readonly emitted?: readonly number[];
}

/** The chunkings of one case. */
export interface CaseChunkings {
  readonly chunkings: readonly Chunking[];
  /** Whether splits are omitted because the case is large. */
  readonly sampled: boolean;
}

/** The octets of a case as its author wrote them. */
export interface ChunkingInput {
  readonly wire?: Octets | undefined;
  readonly steps?: readonly { readonly feed: Octets; readonly emit?: readonly unknown[] | undefined }[] | undefined;
}

/** A case of at most this size in octets is fed octet by octet, and split at every offset. */
export const everySplitOctets = 300;

/** A larger case is split at this number of octets on each side of an edge. */
const edgeOctets = 8;

/** Returns all octets of a case. */
export function inputOctets(input: ChunkingInput): Uint8Array {
  return input.wire === undefined ? concatOctets((input.steps ?? []).map((step) => parseOctets(step.feed))) : parseOctets(input.wire);
}

/** Returns the edges of a case: the beginning, the end, and the offsets between its steps. */
function edgeOffsets(input: ChunkingInput, length: number): number[] {
  let offset = 0;
  return [0, length, ...(input.steps ?? []).map((step) => (offset += parseOctets(step.feed).length))];
}

/** Returns the offsets at which a case is split, in ascending order. */
export function splitOffsets(input: ChunkingInput): number[] {
  const { length } = inputOctets(input);
  if (length <= everySplitOctets) return Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  const offsets = [...edgeOffsets(input, length), Math.floor(length / 2)].flatMap((edge) =>
    Array.from({ length: 2 * edgeOctets + 1 }, (_, index) => edge - edgeOctets + index),
  );
  return [...new Set(offsets)].filter((offset) => offset > 0 && offset < length).sort((a, b) => a - b);
}

function feedsOf(all: Uint8Array, offsets: readonly number[]): { feed: Octets }[] {
  return splitAt(all, offsets).map((part) => ({ feed: compactOctets(part) }));
}

/**
 * Returns all chunkings of a case.
 *
 * @param halves - includes those in two parts; `true` by default
 */
export function chunkingsOf(input: ChunkingInput, halves = true): CaseChunkings {
  const all = inputOctets(input);
  const offsets = splitOffsets(input);
  const sampled = all.length > everySplitOctets;
  const { steps } = input;
  const inSteps: Chunking[] =
    steps === undefined
      ? []
      : [{ name: "in its steps", steps: steps.map(({ feed }) => ({ feed })), emitted: steps.map(({ emit = [] }) => emit.length) }];
  const whole: Chunking = { name: "whole", wire: input.wire ?? toHex(all) };
  const octetwise: Chunking = { name: sampled ? "octet by octet near its edges" : "octet by octet", steps: feedsOf(all, offsets) };
  const inHalves = (halves ? offsets : []).map((offset): Chunking => ({ name: `split at octet ${offset}`, steps: feedsOf(all, [offset]) }));
  return { chunkings: [...inSteps, whole, ...(offsets.length > 1 ? [octetwise] : []), ...inHalves], sampled };
}
