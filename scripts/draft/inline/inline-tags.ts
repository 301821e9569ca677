/**
 * The tags of HTML that running text may contain: `<sup>`, `<sub>`, `<u>` and `<br>`.
 *
 * @module
 */
import type { Html, PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { el, text, type XmlElement } from "../xml/xml-node.ts";

/** A tag in running text. */
export interface InlineTag {
  readonly name: "br" | "sub" | "sup" | "u";
  readonly isEnd: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

const tagPattern = /^<(?<close>\/?)(?<name>br|sub|sup|u)(?<attributes>(?:\s+[a-z]+="[^"<>]*")*)\s*\/?>$/;

/** Parses a tag. Returns `undefined` for other HTML. */
export function parseInlineTag(html: string): InlineTag | undefined {
  const groups = tagPattern.exec(html)?.groups;
  if (groups === undefined) return undefined;
  const pairs = [...(groups.attributes ?? "").matchAll(/(?<key>[a-z]+)="(?<value>[^"]*)"/g)];
  const attributes = Object.fromEntries(pairs.map(({ groups: pair }) => [pair?.key ?? "", pair?.value ?? ""]));
  return { name: groups.name as InlineTag["name"], isEnd: groups.close === "/", attributes };
}

/** Returns the index of the end tag of an element, or -1. */
export function endOfElement(nodes: readonly PhrasingContent[], start: number, name: string): number {
  return nodes.findIndex((node, index) => index > start && node.type === "html" && node.value === `</${name}>`);
}

const formatParts = ["lit", "name", "num", "char", "ascii"];
const expectedFormat = 'expected one to three of lit, name, num, char and ascii, joined by "-", with num among them';

/** Returns what is wrong with the attributes of `<u>`. */
function unicodeProblem({ format, ascii, ...others }: InlineTag["attributes"]): string | undefined {
  const [other] = Object.keys(others);
  if (other !== undefined) return `unknown attribute "${other}" of <u>; expected format or ascii`;
  if (ascii !== undefined && !/^[\x20-\x7e]+$/.test(ascii)) return "ascii of <u>: expected printable ASCII";
  if (format === undefined) return undefined;
  const parts = format.includes("{") ? [...format.matchAll(/\{([a-z]+)\}/g)].map((found) => found[1] ?? "") : format.split("-");
  const isKnown = parts.length <= 3 && parts.includes("num") && parts.every((part) => formatParts.includes(part));
  if (!isKnown || /[{}]/.test(format.replace(/\{[a-z]+\}/g, ""))) return `format="${format}" of <u>: ${expectedFormat}`;
  return parts.includes("ascii") && ascii === undefined ? `format="${format}" of <u>: expected ascii="..." too` : undefined;
}

/** Reports a mistake in an element of running text. */
type ReportProblem = (at: SourcePosition, reason: string) => void;

/** Compiles `<u format="num-lit" ascii="...">`, characters outside ASCII. xml2rfc prints their code points beside them. */
export function unicodeElement(tag: InlineTag, node: Html, content: readonly PhrasingContent[], fail: ReportProblem): XmlElement {
  const at = positionOf(node);
  const problem = unicodeProblem(tag.attributes);
  const characters = toString({ type: "paragraph", children: [...content] });
  if (problem !== undefined) fail(at, problem);
  else if (characters === "" || content.some(({ type }) => type !== "text")) fail(at, "<u> holds characters alone; expected <u>...</u>");
  return el(at, "u", tag.attributes, [text(at, characters)]);
}
