/**
 * Memory that is about to be filled.
 *
 * @module
 */

type AllocateOctets = (octets: number) => Uint8Array;

/** Node's own way to memory that nobody has cleared; absent elsewhere. */
const nodeAllocate = (globalThis as { Buffer?: { allocUnsafeSlow: AllocateOctets } }).Buffer?.allocUnsafeSlow;

/** Octets of any values, all of which the caller writes before anybody reads them: clearing them first would cost as much again. */
export const allocUnsafe: AllocateOctets = nodeAllocate === undefined ? (octets) => new Uint8Array(octets) : (octets) => new Uint8Array(nodeAllocate(octets).buffer, 0, octets);
