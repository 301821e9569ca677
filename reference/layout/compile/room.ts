/**
 * Room for encoded octets that a caller gives, so that many values can stand in one buffer.
 *
 * @module
 */

/** Where a writer puts its octets. */
export interface Room {
  /**
   * Makes room; called once a value, when it has been checked and measured.
   *
   * @param octets - how many, without those of `tail`
   * @param tail - the octets that follow, by reference; only where {@link Room.long} asks for it
   * @returns the buffer in which they begin at {@link Room.at}
   */
  take(octets: number, tail?: Uint8Array): Uint8Array;
  /** Where the room that was taken last begins. */
  readonly at: number;
  /**
   * A run that ends a value and has at least so many octets is handed to {@link Room.take} as it is, and not copied: it may then
   * not change until it has been used. Unless given, all is copied.
   */
  readonly long?: number;
}
