/**
 * The ways in which the octets of a case are fed: whole, octet by octet, and cut in two at every place.
 *
 * @module
 */
import { hexOf, joinOctets, type Octets, octetsOf, shortOctets } from "../format/octets.ts";

/** One way to feed the octets of a case. */
export interface Way {
  /** What a report calls it. */
  readonly name: string;
  readonly wire?: Octets;
  readonly steps?: readonly { readonly feed: Octets }[];
  /** How many frames each feed completes, where the case says so. */
  readonly emitted?: readonly number[];
}

/** All ways of one case. */
export interface Ways {
  readonly ways: readonly Way[];
  /** Whether some splits were left out, since the case is large. */
  readonly sampled: boolean;
}

/** The octets of a case as its author wrote them. */
export interface Input {
  readonly wire?: Octets | undefined;
  readonly steps?: readonly { readonly feed: Octets; readonly emit?: readonly unknown[] | undefined }[] | undefined;
}

/** Up to so many octets a case is fed octet by octet and at every split. */
export const everySplit = 300;

/** In a larger case: how many octets on each side of a place where something begins are split. */
const near = 8;

/** All octets of a case. */
export function inputOctets(input: Input): Uint8Array {
  return input.wire === undefined ? joinOctets((input.steps ?? []).map((step) => octetsOf(step.feed))) : octetsOf(input.wire);
}

/** Where the author cut the octets, beside their beginning and end. */
function edges(input: Input, length: number): number[] {
  let at = 0;
  return [0, length, ...(input.steps ?? []).map((step) => (at += octetsOf(step.feed).length))];
}

/** The places to cut, sorted, each within the octets. */
export function splitPlaces(input: Input): number[] {
  const { length } = inputOctets(input);
  if (length <= everySplit) return Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  const places = [...edges(input, length), Math.floor(length / 2)].flatMap((edge) =>
    Array.from({ length: 2 * near + 1 }, (_, index) => edge - near + index),
  );
  return [...new Set(places)].filter((place) => place > 0 && place < length).sort((a, b) => a - b);
}

function cutAt(all: Uint8Array, places: readonly number[]): { feed: Octets }[] {
  const ends = [...places, all.length];
  return ends.map((end, index) => ({ feed: shortOctets(all.subarray(ends[index - 1] ?? 0, end)) }));
}

/**
 * Every way to feed a case.
 *
 * @param halves - whether it is also cut in two at every place
 */
export function waysOf(input: Input, halves = true): Ways {
  const all = inputOctets(input);
  const places = splitPlaces(input);
  const sampled = all.length > everySplit;
  const own: Way[] =
    input.steps === undefined
      ? []
      : [{ name: "in its steps", steps: input.steps.map(({ feed }) => ({ feed })), emitted: input.steps.map((step) => step.emit?.length ?? 0) }];
  const whole: Way = { name: "whole", wire: input.wire ?? hexOf(all) };
  const octetwise: Way = { name: sampled ? "octet by octet near its edges" : "octet by octet", steps: cutAt(all, places) };
  const cutInTwo = (halves ? places : []).map((place): Way => ({ name: `split at octet ${place}`, steps: cutAt(all, [place]) }));
  return { ways: [...own, whole, ...(places.length > 1 ? [octetwise] : []), ...cutInTwo], sampled };
}
