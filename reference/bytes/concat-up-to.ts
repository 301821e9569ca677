/**
 * Runs of octets as one, cut to a length.
 *
 * @module
 */

/** The first octets of some runs. @param most - in octets */
export function concatUpTo(runs: readonly Uint8Array[], most: number): Uint8Array {
  const octets = new Uint8Array(Math.min(most, runs.reduce((sum, run) => sum + run.length, 0)));
  let at = 0;
  for (const run of runs) {
    const part = run.subarray(0, octets.length - at);
    octets.set(part, at);
    at += part.length;
  }
  return octets;
}
