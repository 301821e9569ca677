/**
 * Writes headings, paragraphs, quotations, XML and the paragraph on key words.
 *
 * @module
 */
import type { WriteBlock } from "./block-writer.ts";
import { anchorBehind, anchorOf, directiveAround, reportLost } from "./block-writer.ts";
import { bracesText } from "./attribute-braces.ts";
import { writeText } from "../inline/write-text.ts";

/** The beginnings of lines that would begin another block, and where to put the `\`. */
const lineStarts: readonly (readonly [RegExp, string])[] = [
  [/^(?=#{1,6}(?:\s|$))/, "\\"],
  [/^(?=[>|])/, "\\"],
  [/^(?=[-+*](?:\s|$))/, "\\"],
  [/^(?=(?:=+|-+|_{3,}|\*{3,})\s*$)/, "\\"],
  [/^(?=`{3}|~{3})/, "\\"],
  [/^(?=:{1,3}\S)/, "\\"],
  [/(?<=^\d{1,9})(?=[.)](?:\s|$))/, "\\"],
];

/** Puts `\` before marks at the beginnings of lines, where kramdown reads text. */
function keepText(text: string): string[] {
  return text.split("\n").map((line) => lineStarts.reduce((all, [pattern, mark]) => all.replace(pattern, mark), line));
}

/** A heading with its attributes. */
export const writeHeading: WriteBlock<"heading"> = (context, block) => {
  const { numbered, toc, removeinrfc } = block.attributes.values;
  const classes = [
    ...(numbered === "false" || numbered === "no" ? ["unnumbered"] : []),
    ...(toc === "exclude" ? ["notoc"] : []),
    ...(removeinrfc === "true" ? ["remove"] : []),
  ];
  reportLost(context, block, "a heading", ["id", "numbered", "toc", "removeinrfc"]);
  const braces = bracesText({ id: context.anchors.ofHeading(block), classes });
  const title = writeText(context, [block.title]).replace(/\n/g, " ");
  return [`${"#".repeat(block.level)} ${title}${braces === "" ? "" : ` ${braces}`}`];
};

/** Running text. */
export const writeParagraph: WriteBlock<"paragraph"> = (context, block) => {
  const { attributes, lines } = block;
  reportLost(context, block, "a paragraph", ["aside", "quote", "id"]);
  const text = keepText(writeText(context, lines)).filter(
    (line, index, all) => line.trim() !== "" || (index > 0 && index < all.length - 1),
  );
  if (attributes.names.includes("aside") || attributes.values.gi === "aside") {
    return directiveAround("aside", { id: anchorOf(attributes) }, text);
  }
  const anchored = text.map((line, index) => (index < text.length - 1 ? line : line + anchorBehind(context, attributes)));
  return attributes.names.includes("quote") ? anchored.map((line) => `> ${line}`) : anchored;
};

/** A quotation, or an aside. */
export const writeQuote: WriteBlock<"quote"> = (context, block, writeAll) => {
  const { attributes, blocks } = block;
  const lines = writeAll(context, blocks);
  const isAside = attributes.names.includes("aside") || attributes.values.gi === "aside";
  reportLost(context, block, isAside ? "an aside" : "a quotation", ["aside", "quote", ...(isAside ? ["id"] : [])]);
  return isAside ? directiveAround("aside", { id: anchorOf(attributes) }, lines) : lines.map((line) => (line === "" ? ">" : `> ${line}`));
};

/** XML: comments stay, instructions go, everything else is shown as code, so that no text is lost. */
export const writeXml: WriteBlock<"xml"> = (context, { at, lines }) => {
  const texts = lines.map(({ text }) => text);
  const first = texts[0]?.trim() ?? "";
  if (first.startsWith("<!--")) return texts;
  if (first.startsWith("<?") || first === "") return [];
  context.report(at, "xml", `XML is shown as code, since it has no counterpart: "${first.slice(0, 40)}"; expected a form of the draft`);
  return ["```xml", ...texts, "```"];
};

/** The paragraph on key words. Other paragraphs that kramdown-rfc writes have no form. */
export const writeBoilerplate: WriteBlock<"boilerplate"> = (context, { at, name }) => {
  if (/^bcp14(?:-tagged)?(?:-bcp(?:14)?)?$/i.test(name)) return ["::bcp14"];
  const isKeywords = /^bcp14/i.test(name);
  context.report(
    at,
    "boilerplate",
    `the paragraph "${name}" ${isKeywords ? "is ::bcp14 without its other sentences" : "is left out"}; expected its text`,
  );
  return isKeywords ? ["::bcp14"] : [];
};

/** A horizontal rule, which no document has. */
export const writeRule: WriteBlock<"rule"> = (context, { at }) => {
  context.report(at, "rule", "the horizontal rule is left out: it has no counterpart");
  return [];
};

/** The text of a file. */
export const writeInclude: WriteBlock<"include"> = (_context, { path }) => [`::include{path=${path}}`];
