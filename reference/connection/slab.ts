/**
 * Room for outgoing octets: frames are written one behind the other into a slab that all connections share, so that a batch of
 * frames is one view and an idle connection holds nothing.
 *
 * @module
 */

/** The size of a slab, and of the longest run of frames that one take hands over, in octets. */
export const SLAB = 16384;

/** A slab is given up when less than this is left of it, in octets. */
const LEAST = SLAB / 4;

let slab = new Uint8Array(0);
let used = 0;

/** A run of octets in a slab that can still grow. */
export interface Run {
  readonly slab: Uint8Array;
  readonly start: number;
  end: number;
}

/**
 * Adds octets behind a run, or begins another.
 *
 * @param run - where the last octets of the same connection went
 * @param octets - at most {@link SLAB}
 * @returns the run that the octets went into: the same one where they follow it without a gap
 */
export function append(run: Run | undefined, octets: Uint8Array): Run {
  if (used + octets.length > slab.length || slab.length - used < LEAST) {
    slab = new Uint8Array(SLAB);
    used = 0;
  }
  slab.set(octets, used);
  const start = used;
  used += octets.length;
  if (run === undefined || run.slab !== slab || run.end !== start) return { slab, start, end: used };
  run.end = used;
  return run;
}

/** The octets of a run. */
export function octetsOf({ slab: own, start, end }: Run): Uint8Array {
  return own.subarray(start, end);
}
