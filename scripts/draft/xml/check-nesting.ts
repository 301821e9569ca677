/**
 * Finds elements where RFCXML does not allow them, with the place in the Markdown. xml2rfc would report them in words of XML.
 *
 * @module
 */
import type { ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import type { XmlElement } from "./xml-node.ts";

const links = ["xref", "eref"];
const plainMarks = ["em", "strong", "sub", "sup", "tt"];
const marks = [...plainMarks, ...links, "bcp14", "cref", "iref"];
const text = [...marks, "br"];
const lists = ["dl", "ol", "ul"];
const drawings = ["artset", "artwork", "figure"];
const blocks = [...lists, ...drawings, "sourcecode", "t"];
const without = (names: readonly string[], name: string): readonly string[] => names.filter((one) => one !== name);

/** The elements that an element may contain, in the grammar of xml2rfc. Elements that the compiler fills by itself are not in it. */
const allowedIn: Readonly<Record<string, readonly string[]>> = {
  abstract: [...lists, "t"],
  note: [...lists, "t", "name"],
  section: [...blocks, "aside", "author", "blockquote", "contact", "iref", "name", "section", "table"],
  aside: [...lists, ...drawings, "blockquote", "iref", "t", "table"],
  blockquote: [...blocks, ...text, "u"],
  li: [...blocks, ...text, "u", "blockquote", "table"],
  dd: [...blocks, ...text, "u", "aside", "blockquote", "table"],
  td: [...blocks, ...text, "u"],
  th: [...blocks, ...text, "u"],
  t: [...text, "u", "contact"],
  dt: text,
  name: text,
  em: without(text, "em"),
  strong: without(text, "strong"),
  sub: marks,
  sup: marks,
  cref: [...plainMarks, ...links, "br"],
  xref: plainMarks,
};

/** What authors call the elements. */
const names: Readonly<Record<string, string>> = {
  abstract: "the abstract",
  aside: "an aside",
  artset: "a drawing",
  artwork: "a drawing",
  blockquote: "a quotation",
  br: "a line break",
  contact: "::contributors",
  cref: "an editor's comment",
  dd: "a definition",
  dl: "a definition list",
  dt: "a term",
  em: "emphasis",
  eref: "a link",
  figure: "a figure",
  iref: "an index entry",
  li: "an item of a list",
  name: "a title",
  note: "a note",
  ol: "a list",
  section: "a section",
  sourcecode: "code",
  strong: "strong text",
  sub: "a subscript",
  sup: "a superscript",
  t: "a paragraph",
  table: "a table",
  td: "a cell",
  th: "a cell",
  tt: "code",
  u: "<u>",
  ul: "a list",
  xref: "a link",
};

const nameOf = (element: string): string => names[element] ?? `<${element}>`;

/** What to write instead, by the parent and the element. */
const remedies: Readonly<Record<string, string>> = {
  "aside sourcecode": "an anchor or a title in the braces of the fence, which make it a figure",
  "abstract iref": "it at the text, as {{^item}}",
  "note iref": "it at the text, as {{^item}}",
};

/** Reports the elements of a tree that their parents do not allow. */
export function checkNesting(parent: XmlElement, report: ReportDiagnostic): void {
  const allowed = Object.hasOwn(allowedIn, parent.name) ? allowedIn[parent.name] : undefined;
  for (const child of parent.children) {
    if (child.type !== "element" || child.name === "requirement") continue;
    if (allowed !== undefined && !allowed.includes(child.name)) {
      const remedy = remedies[`${parent.name} ${child.name}`] ?? "it outside";
      report(child.at ?? parent.at, "nesting", `${nameOf(child.name)} cannot stand in ${nameOf(parent.name)}; expected ${remedy}`);
    }
    checkNesting(child, report);
  }
}
