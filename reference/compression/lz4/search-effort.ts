/**
 * How hard a sender searches at each level.
 *
 * @module
 */

/** How matches are searched for. */
export interface SearchEffort {
  /** How many earlier positions are tried at each octet; one has no need of chains. */
  readonly probes: number;
  /** After 2 to the power of this many octets without a match, each step goes one octet further. */
  readonly skipTrigger: number;
  /** The width of the hash by which positions are found; the wider, the fewer are forgotten. */
  readonly hashBits: number;
}

/** Levels up to this one search fast: at one earlier position, skipping over what does not compress. */
const LAST_FAST_LEVEL = 2;

/**
 * The effort of a level, 1 to 9: from 3 on twice the probes at each level.
 *
 * A level says how hard the sender works and nothing about the octets: no receiver can tell.
 */
export function effortOf(level: number): SearchEffort {
  if (level === 1) return { probes: 1, skipTrigger: 5, hashBits: 12 };
  if (level <= LAST_FAST_LEVEL) return { probes: 1, skipTrigger: 8, hashBits: 15 };
  return { probes: 2 ** (level - 1), skipTrigger: 31, hashBits: 15 };
}
