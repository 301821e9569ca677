/**
 * Serializes an XML tree, with a map from each line of the XML to its line of the Markdown.
 *
 * Elements of running text stay on their line, since their white space counts; all others begin a new line.
 *
 * @module
 */
import { escapeElementText, escapeMarkup } from "../../common/markup.ts";
import type { XmlElement, XmlNode } from "./xml-node.ts";

/** The text of a document and, for each line, the line of the Markdown; 0 for a line without a source. */
export interface SerializedXml {
  readonly xml: string;
  readonly lines: readonly number[];
}

const formatting = ["bcp14", "br", "em", "strong", "sub", "sup", "tt", "u"];
const inlineElements = new Set([...formatting, "cref", "eref", "iref", "relref", "requirement", "xref"]);

/** Collects text and counts the lines of XML and Markdown. */
class XmlWriter {
  readonly #pieces: string[] = [];
  readonly #lines: number[] = [];
  #atStart = true;
  #source = 0;

  /** @param line - the line of the Markdown of the next text */
  setSourceLine(line: number | undefined): void {
    if (line !== undefined) this.#source = line;
  }

  /** Writes text. With `follows`, each line break counts as one of the Markdown too. */
  write(value: string, follows: boolean): void {
    if (value === "") return;
    this.#pieces.push(value);
    this.#atStart = value.endsWith("\n");
    for (let at = value.indexOf("\n"); at >= 0; at = value.indexOf("\n", at + 1)) {
      this.#lines.push(this.#source);
      if (follows && this.#source > 0) this.#source++;
    }
  }

  /** Begins a new line. */
  newline(): void {
    if (!this.#atStart) this.write("\n", false);
  }

  finish(): SerializedXml {
    this.newline();
    return { xml: this.#pieces.join(""), lines: this.#lines };
  }
}

/** Elements that hold blocks only, so that even an index entry begins a new line. */
const blockContainers = new Set(["section", "aside"]);

function isBlock(node: XmlNode | undefined, parent: XmlElement | undefined): boolean {
  return node?.type === "element" && (!inlineElements.has(node.name) || blockContainers.has(parent?.name ?? ""));
}

function startTag(element: XmlElement): string {
  const pairs = Object.entries(element.attributes).map(([key, value]) => ` ${key}="${escapeMarkup(value)}"`);
  return `<${element.name}${pairs.join("")}`;
}

function writeElement(out: XmlWriter, element: XmlElement, parent?: XmlElement): void {
  const { children, name } = element;
  if (name === "requirement") return out.write(` [${element.attributes["id"] ?? ""}]`, false);
  if (isBlock(element, parent)) out.newline();
  out.setSourceLine(element.at?.line);
  if (children.length === 0) return out.write(`${startTag(element)}/>`, false);
  out.write(`${startTag(element)}>`, false);
  for (const child of children) writeNode(out, child, element);
  if (isBlock(children.at(-1), element)) out.newline();
  out.write(`</${name}>`, false);
}

function writeNode(out: XmlWriter, node: XmlNode, parent: XmlElement): void {
  if (node.type === "element") return writeElement(out, node, parent);
  out.setSourceLine(node.at?.line);
  if (node.type === "text") out.write(escapeElementText(node.value), true);
  else if (node.type === "cdata") out.write(`<![CDATA[${node.value.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`, true);
  else out.write(node.value, false);
}

/**
 * Serializes a document.
 *
 * @param root - the outermost element
 */
export function serializeXml(root: XmlElement): SerializedXml {
  const out = new XmlWriter();
  out.write('<?xml version="1.0" encoding="UTF-8"?>\n', false);
  writeElement(out, root);
  return out.finish();
}
