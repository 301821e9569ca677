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
   * @param octets - how many
   * @returns the buffer in which they begin at {@link Room.at}
   */
  take(octets: number): Uint8Array;
  /** Where the room that was taken last begins. */
  readonly at: number;
}
