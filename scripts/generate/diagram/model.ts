/**
 * A bit diagram before it is drawn: what the ASCII and the SVG writer share.
 *
 * @module
 */
import type { BitSize } from "../field-size.ts";

/** A field as a diagram shows it; nested structs and chosen cases are already flattened. */
export interface DiagramField {
  /** Names of the fields from the struct down, joined by dots. */
  readonly path: string;
  readonly title: string;
  readonly label?: string;
  /** In bits. */
  readonly size: BitSize;
  /** What its presence hangs on; empty for a field that is always there. */
  readonly presence: string;
  /** Its known value, as text. */
  readonly value?: string;
  /** Its known value as bits, most significant first. */
  readonly binary?: string;
  /** Whether it stands there several times. */
  readonly repeats: boolean;
  /** Width of the part of a prefix-coded integer that is always there, in bits. */
  readonly lead?: number;
}

/** A piece of a field that lies in one row. */
export interface DiagramCell {
  /** Index of its field in {@link DiagramModel.fields}. */
  readonly field: number;
  /** The path of its field. */
  readonly path: string;
  /** The title of its field. */
  readonly title: string;
  /** Drawn width in bits. */
  readonly bits: number;
  /** Whether the drawn width is not the field's: then it fills the row alone. */
  readonly open: boolean;
  /** Whether the field may be absent. */
  readonly optional: boolean;
  /** What is written into it; in all but one cell of a field empty or {@link continuationMark}. */
  readonly text: string;
}

/** The cells of a diagram, row by row. */
export interface DiagramModel {
  /** Bits in a full row. */
  readonly rowBits: number;
  readonly fields: readonly DiagramField[];
  readonly rows: readonly (readonly DiagramCell[])[];
}

/** What stands in a piece of a field that does not touch the piece with the field's text. */
export const continuationMark = "...";

/** How many columns the text of a cell has: two a bit, less the wall. */
export function columnsOf(bits: number): number {
  return 2 * bits - 1;
}

/** Width of the widest row in bits. */
export function widthOf({ rows }: DiagramModel): number {
  return Math.max(0, ...rows.map((row) => row.reduce((sum, { bits }) => sum + bits, 0)));
}
