/**
 * Flattens running text to plain text with the offsets of key words and identifiers.
 *
 * @module
 */
import type { Keyword } from "../inline/keywords.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { XmlElement, XmlNode } from "./xml-node.ts";

/** A mark at an offset of the plain text. */
export interface TextMark<T extends string = string> {
  readonly offset: number;
  readonly value: T;
  readonly at: SourcePosition;
}

/** The text of a paragraph. */
export interface FlatText {
  /** The plain text. */
  readonly text: string;
  /** The text with `x` in place of code, links and citations, whose full stops do not end a sentence. */
  readonly mask: string;
  readonly keywords: readonly TextMark<Keyword>[];
  readonly ids: readonly TextMark[];
}

/**
 * Returns the text of a reference or link: `Section 3.2`, `[RFC9113]`.
 *
 * @param format - `counter` for the number alone, `title` for the title
 */
export type ReferenceLabel = (target: string, format: string | undefined) => string;

const unknownPosition: SourcePosition = { line: 1, column: 1 };

class Flattener {
  text = "";
  mask = "";
  readonly keywords: TextMark<Keyword>[] = [];
  readonly ids: TextMark[] = [];
  readonly #label: ReferenceLabel;

  constructor(label: ReferenceLabel) {
    this.#label = label;
  }

  add(node: XmlNode): void {
    if (node.type === "text") this.#plain(node.value);
    else if (node.type === "element") this.#element(node);
  }

  #plain(value: string): void {
    const spaced = value.replace(/\s/g, " ").replaceAll("\u2011", "-").replace(/[\u200b\u2060]/g, "");
    this.text += spaced;
    this.mask += spaced;
  }

  #opaque(value: string): void {
    this.text += value;
    this.mask += "x".repeat(value.length);
  }

  #element(node: XmlElement): void {
    const mark = { offset: this.text.length, at: node.at ?? unknownPosition };
    if (node.name === "requirement") this.ids.push({ ...mark, value: node.attributes.id ?? "" });
    else if (node.name === "bcp14") this.keywords.push({ ...mark, value: plainText(node) as Keyword });
    if (node.name === "cref") return;
    if (node.name === "br") this.#plain(" ");
    else if (node.name === "xref") this.#opaque(this.#xref(node));
    else if (node.name === "tt" || node.name === "eref") this.#opaque(plainText(node) || (node.attributes.target ?? ""));
    else for (const child of node.children) this.add(child);
  }

  #xref(node: XmlElement): string {
    const { target = "", section, sectionFormat, format } = node.attributes;
    const label = plainText(node) || this.#label(target, format);
    if (section === undefined) return label;
    const part = `${/^\d/.test(section) ? "Section" : "Appendix"} ${section}`;
    const texts: Readonly<Record<string, string>> = { comma: `${label}, ${part}`, parens: `${label} (${part})`, bare: section };
    return texts[sectionFormat ?? ""] ?? `${part} of ${label}`;
  }
}

/** Returns the characters of a node, without the texts of its references. */
export function plainText(node: XmlNode): string {
  if (node.type === "element" && node.name === "cref") return "";
  if (node.type === "element") return node.children.map(plainText).join("");
  return node.type === "text" ? node.value : "";
}

/** Flattens running text. */
export function flatten(nodes: readonly XmlNode[], label: ReferenceLabel): FlatText {
  const flattener = new Flattener(label);
  for (const node of nodes) flattener.add(node);
  return flattener;
}
