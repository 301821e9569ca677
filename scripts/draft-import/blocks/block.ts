/**
 * The blocks of a kramdown document.
 *
 * @module
 */
import type { Attributes } from "../attributes.ts";
import type { SourceLine } from "../source/source-line.ts";

interface BlockBase {
  /** The first line. */
  readonly at: SourceLine;
  readonly attributes: Attributes;
}

/** A heading. */
export interface HeadingBlock extends BlockBase {
  readonly kind: "heading";
  readonly level: number;
  readonly title: SourceLine;
}

/** A fence, or code by indentation, or a formula. */
export interface CodeBlock extends BlockBase {
  readonly kind: "code";
  readonly language: string;
  readonly lines: readonly SourceLine[];
}

/** Running text. */
export interface ParagraphBlock extends BlockBase {
  readonly kind: "paragraph";
  readonly lines: readonly SourceLine[];
}

/** One item of a list. */
export interface ListItem {
  readonly at: SourceLine;
  readonly attributes: Attributes;
  readonly blocks: readonly Block[];
}

/** A list. */
export interface ListBlock extends BlockBase {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly items: readonly ListItem[];
}

/** Terms with their definitions. */
export interface TermEntry {
  readonly terms: readonly SourceLine[];
  readonly attributes: Attributes;
  readonly blocks: readonly Block[];
}

/** A definition list. */
export interface DefinitionListBlock extends BlockBase {
  readonly kind: "definitions";
  readonly entries: readonly TermEntry[];
}

/** A quotation or an aside. */
export interface QuoteBlock extends BlockBase {
  readonly kind: "quote";
  readonly blocks: readonly Block[];
}

/** One row of a table. */
export interface TableRow {
  readonly at: SourceLine;
  readonly cells: readonly string[];
}

/** A table. */
export interface TableOfCells extends BlockBase {
  readonly kind: "table";
  readonly head: readonly TableRow[];
  readonly body: readonly TableRow[];
  readonly align: readonly ("left" | "right" | "center" | undefined)[];
}

/** XML, or a comment. */
export interface XmlBlock extends BlockBase {
  readonly kind: "xml";
  readonly lines: readonly SourceLine[];
}

/** The paragraph on key words. */
export interface BoilerplateBlock extends BlockBase {
  readonly kind: "boilerplate";
  readonly name: string;
}

/** The text of a file that could not be copied. */
export interface IncludeBlock extends BlockBase {
  readonly kind: "include";
  readonly path: string;
}

/** A horizontal rule. */
export interface RuleBlock extends BlockBase {
  readonly kind: "rule";
}

/** One block. */
export type Block =
  | HeadingBlock
  | CodeBlock
  | ParagraphBlock
  | ListBlock
  | DefinitionListBlock
  | QuoteBlock
  | TableOfCells
  | XmlBlock
  | BoilerplateBlock
  | IncludeBlock
  | RuleBlock;

/** A definition apart from the text. */
export interface LabelDefinition {
  readonly at: SourceLine;
  /** The target of a link, the text of a footnote or the long form of an abbreviation. */
  readonly text: string;
  readonly attributes: Attributes;
}

/** The definitions of a document by label; labels of links are in lower case. */
export interface LabelDefinitions {
  readonly links: Map<string, LabelDefinition>;
  readonly footnotes: Map<string, LabelDefinition>;
  readonly abbreviations: Map<string, LabelDefinition>;
}
