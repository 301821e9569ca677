/**
 * The documentation of every element, and the types that models share.
 *
 * @module
 */

/** The place of a definition: an anchor of the document of the model (`#frames`), an RFC, or a section of an RFC. */
export type Citation = `#${string}` | `RFC${number}` | `RFC${number}, Section ${string}`;

/** The wire code that reports a violated constraint, a code of the protocol's registry. */
export type FaultCode = string;

/** The documentation of an element or of a part of it. */
export interface DocModel {
  /** One or more full sentences of plain text. */
  readonly description: string;
  /** The section that defines it. */
  readonly cite: Citation;
}

/** The octet order of an integer. */
export type Endian = "big" | "little";

/** An inclusive range of integers; the end `null` means unbounded. */
export type IntegerRange = readonly [least: number, most: number | null];

/** A unit of measure. */
export type Unit = "bits" | "octets" | "ms" | "s" | "items" | "messages" | "frames" | "connections" | "pings" | "openings" | "decisions";
