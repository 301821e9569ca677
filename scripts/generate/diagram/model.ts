/**
 * Defines a bit diagram before it is drawn, for the ASCII and the SVG writer.
 *
 * @module
 */
import type { BitSize } from "../field-size.ts";

/** A field of a diagram; nested structs and chosen cases are flattened. */
export interface DiagramField {
  /** The names of the fields from the struct down, joined by dots. */
  readonly path: string;
  readonly title: string;
  readonly label?: string;
  /** The size in bits. */
  readonly size: BitSize;
  /** The condition under which it is present; empty for a field that is always present. */
  readonly presence: string;
  /** Its known value, as text. */
  readonly value?: string;
  /** Its known value as bits, most significant first. */
  readonly binary?: string;
  /** Whether it is repeated. */
  readonly repeats: boolean;
  /** The width in bits of the part of a prefix-coded integer that is always present. */
  readonly lead?: number;
}

/** A piece of a field in one row. */
export interface DiagramCell {
  /** The index of its field in {@link DiagramModel.fields}. */
  readonly field: number;
  /** The path of its field. */
  readonly path: string;
  /** The title of its field. */
  readonly title: string;
  /** The drawn width in bits. */
  readonly bits: number;
  /** Whether the drawn width differs from the field's width; the cell then fills the row. */
  readonly open: boolean;
  /** Whether the field may be absent. */
  readonly optional: boolean;
  /** The text in the cell; empty or {@link continuationMark} in all cells of a field except one. */
  readonly text: string;
}

/** The cells of a diagram, row by row. */
export interface DiagramModel {
  /** The number of bits in a full row. */
  readonly rowBits: number;
  readonly fields: readonly DiagramField[];
  readonly rows: readonly (readonly DiagramCell[])[];
}

/** The text of a piece of a field that does not touch the piece with the field's text. */
export const continuationMark = "...";

/** Returns the number of columns for the text of a cell: two for each bit, less the wall. */
export function columnsOf(bits: number): number {
  return 2 * bits - 1;
}

/** Returns the width of the widest row in bits. */
export function widthOf({ rows }: DiagramModel): number {
  return Math.max(0, ...rows.map((row) => row.reduce((sum, { bits }) => sum + bits, 0)));
}
