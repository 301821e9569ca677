/**
 * Memory of a caller that generated writers fill, so that many values can stand in one buffer.
 *
 * @module
 */

/** Receives the octets of values. */
export interface WriteTarget {
  /**
   * Reserves memory. A writer calls it once a value, after it has checked and measured the value.
   *
   * @param octets - size in octets, without those of `tail`
   * @param tail - octets that follow, by reference; given only where {@link WriteTarget.long} allows it
   * @returns the buffer to fill, from {@link WriteTarget.at} on
   */
  take(octets: number, tail?: Uint8Array): Uint8Array;
  /** Offset in octets of the memory that was reserved last. */
  readonly at: number;
  /**
   * A run that ends a value and has at least this many octets goes to {@link WriteTarget.take} by reference and is not copied. It
   * must not change until it has been used. Without it, writers copy every run.
   */
  readonly long?: number;
}
