/**
 * What a view of a schema element gives: blocks that know nothing of Markdown, XML or HTML.
 * `scripts/draft` turns them into RFCXML; other writers may turn them into something else.
 *
 * @module
 */
import type { Citation, ElementModel, Model } from "../../reference/layout/model.ts";

/** A piece of running text. */
export type Inline =
  | { readonly text: string }
  /** A name as it stands in code or on the wire. */
  | { readonly code: string }
  /** A link to the section or RFC of a citation. */
  | { readonly cite: Citation }
  /** The end of a line. */
  | { readonly end: "line" };

/** A cell: pieces of text that follow each other with nothing between. */
export type TableCell = readonly Inline[];

/** A table; every row has as many cells as there are columns. */
export interface TableBlock {
  readonly kind: "table";
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly align: "left" | "right" | "center" }[];
  readonly rows: readonly (readonly TableCell[])[];
  /** The name of the part of the element that each row defines, where the rows do. */
  readonly parts?: readonly string[];
}

/** A drawing in ASCII, at most 69 columns wide, and the same as SVG 1.2 Tiny without style or colour. */
export interface FigureBlock {
  readonly kind: "figure";
  readonly title: string;
  readonly ascii: string;
  readonly svg?: string;
}

/** Text to be set as it is, at most 69 columns wide. */
export interface SourceBlock {
  readonly kind: "source";
  readonly title: string;
  /** A type of the RFC Editor's sourcecode types, or empty. */
  readonly type: string;
  readonly text: string;
}

/** A list of terms. */
export interface DefinitionsBlock {
  readonly kind: "definitions";
  /** Whether it is long and its entries short, so that no empty line stands between them. */
  readonly compact?: true;
  readonly items: readonly { readonly term: TableCell; readonly text: TableCell }[];
}

export type ViewBlock = TableBlock | FigureBlock | SourceBlock | DefinitionsBlock;

/** The attributes of a directive, as the author wrote them. */
export type ViewAttributes = Readonly<Record<string, string>>;

/** A problem of a view: `element` is the id of the schema element that causes it. */
export class ViewError extends Error {
  override readonly name = "ViewError";
  readonly element: string;

  /** @param element id of the element; @param message what is wrong and what was expected. */
  constructor(element: string, message: string) {
    super(message);
    this.element = element;
  }
}

/** One way to show one kind of element. */
export interface View {
  /** The kinds of element that it can show. */
  readonly kinds: readonly ElementModel["kind"][];
  /** The attributes that it understands beside `of`, with their meaning. */
  readonly attributes: Readonly<Record<string, string>>;
  /** @throws {@link ViewError} where the element cannot be shown so. */
  readonly render: (element: ElementModel, attributes: ViewAttributes, model: Model) => readonly ViewBlock[];
  /**
   * Shows several elements as one, in the order given; absent where the view shows only one.
   * @throws {@link ViewError} as `render` does.
   */
  readonly renderMany?: (elements: readonly ElementModel[], attributes: ViewAttributes, model: Model) => readonly ViewBlock[];
}
