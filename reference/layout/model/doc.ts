/**
 * What every described thing says of itself, and the words that models share.
 *
 * @module
 */
/**
 * Where a thing is defined: an anchor of the document that the model belongs to (`#frames`),
 * an RFC, or a section of an RFC (`RFC9113, Section 4.1`).
 */
export type Citation = `#${string}` | `RFC${number}` | `RFC${number}, Section ${string}`;

/** The wire code that a violated constraint is reported with, as the protocol's own registry spells it. */
export type FaultCode = string;

/** What every described thing says of itself. */
export interface DocModel {
  /** One or more full sentences, plain text. */
  readonly description: string;
  /** The section that defines it. */
  readonly cite: Citation;
}

/** The order of the octets of an integer. */
export type Endian = "big" | "little";

/** An inclusive range of integers; `null` as the end means unbounded. */
export type IntegerRange = readonly [least: number, most: number | null];

/** A unit of measure. */
export type Unit = "bits" | "octets" | "ms" | "s" | "items" | "messages" | "frames" | "connections" | "pings" | "openings";
