/**
 * Memory that is about to be filled.
 *
 * @module
 */

type Allocate = (octets: number) => Uint8Array;

/** Node's own way to memory that nobody has cleared; absent elsewhere. */
const allocate = (globalThis as { Buffer?: { allocUnsafeSlow: Allocate } }).Buffer?.allocUnsafeSlow;

/** Octets of any values, all of which the caller writes before anybody reads them: clearing them first would cost as much again. */
export const unfilled: Allocate = allocate === undefined ? (octets) => new Uint8Array(octets) : (octets) => new Uint8Array(allocate(octets).buffer, 0, octets);
