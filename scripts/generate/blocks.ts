/**
 * Defines views of schema elements and the blocks that they return. Blocks are independent of Markdown, XML and HTML:
 * `scripts/draft` turns them into RFCXML, `text.ts` into plain text.
 *
 * @module
 */
import type { Citation, ElementModel, Model } from "../../reference/layout/model.ts";

/** A piece of running text. */
export type Inline =
  | { readonly text: string }
  /** A name of code or of the wire. */
  | { readonly code: string }
  /** A link to the section or RFC of a citation. */
  | { readonly cite: Citation }
  /** A line break. */
  | { readonly end: "line" };

/** A cell: pieces of text in a row, with nothing between them. */
export type TableCell = readonly Inline[];

/** A table; each row has one cell for each column. */
export interface TableBlock {
  readonly kind: "table";
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly align: "left" | "right" | "center" }[];
  readonly rows: readonly (readonly TableCell[])[];
  /** The names of the parts of the element that the rows define, one for each row; absent if the rows define no parts. */
  readonly parts?: readonly string[];
}

/** A drawing in ASCII, at most 69 columns wide, and the same drawing as SVG 1.2 Tiny without style or colour. */
export interface FigureBlock {
  readonly kind: "figure";
  readonly title: string;
  readonly ascii: string;
  readonly svg?: string;
}

/** Preformatted text, at most 69 columns wide. */
export interface SourceBlock {
  readonly kind: "source";
  readonly title: string;
  /** A sourcecode type of the RFC Editor, or empty. */
  readonly type: string;
  readonly text: string;
}

/** A list of terms. */
export interface DefinitionsBlock {
  readonly kind: "definitions";
  /** No empty lines between the entries. */
  readonly compact?: true;
  readonly items: readonly { readonly term: TableCell; readonly text: TableCell }[];
  /** The names of the parts of the element that the terms define, one for each item; absent if the terms define no parts. */
  readonly parts?: readonly string[];
}

export type ViewBlock = TableBlock | FigureBlock | SourceBlock | DefinitionsBlock;

/** The attributes of a directive, unparsed. */
export type ViewAttributes = Readonly<Record<string, string>>;

/** A view that cannot be shown. */
export class ViewError extends Error {
  override readonly name = "ViewError";
  /** The id of the schema element that causes the error. */
  readonly element: string;

  /**
   * @param element - the id of the schema element that causes the error
   * @param message - the problem and the expectation
   */
  constructor(element: string, message: string) {
    super(message);
    this.element = element;
  }
}

/** A view of elements. */
export interface View {
  /** The kinds of element that the view can show. */
  readonly kinds: readonly ElementModel["kind"][];
  /** The attributes of the view besides `of`, with their meaning. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Returns the blocks of an element. @throws {@link ViewError} if the view cannot show the element */
  readonly render: (element: ElementModel, attributes: ViewAttributes, model: Model) => readonly ViewBlock[];
  /**
   * Returns the blocks of several elements together, in the given order; absent if the view shows only one element.
   *
   * @throws {@link ViewError} if the view cannot show an element
   */
  readonly renderMany?: (elements: readonly ElementModel[], attributes: ViewAttributes, model: Model) => readonly ViewBlock[];
}
