/**
 * Headings, horizontal rules, XML and running text.
 *
 * @module
 */
import { noAttributes, parseAttributes } from "../attributes.ts";
import { indentOf, isBlank, type SourceLine } from "../source/source-line.ts";
import type { BlockParser } from "./scanner.ts";

const atxHeading = /^(?<marks>#{1,6})[ \t]*(?<title>[^ \t#].*?)?[ \t]*#*[ \t]*$/;
const headingId = /[ \t]+\{#(?<id>[A-Za-z][\w:.-]*)\}$/;

function headingBlock(at: SourceLine, level: number, title: string): Parameters<Parameters<BlockParser>[0]["add"]>[0] {
  const found = headingId.exec(title);
  const attributes = found === null ? noAttributes : parseAttributes(`#${found.groups?.id ?? ""}`);
  return { kind: "heading", at, level, attributes, title: { ...at, text: title.slice(0, found?.index ?? title.length).trim() } };
}

/** A heading: `# Title {#anchor}`. */
export const parseHeading: BlockParser = (scanner) => {
  const at = scanner.line;
  const groups = at && atxHeading.exec(at.text)?.groups;
  if (at === undefined || groups?.title === undefined) return false;
  scanner.index++;
  return scanner.add(headingBlock(at, groups.marks?.length ?? 1, groups.title));
};

/** A heading that is underlined by `===` or `---`. */
export const parseUnderlinedHeading: BlockParser = (scanner) => {
  const [at, under] = scanner.lines.slice(scanner.index, scanner.index + 2);
  if (at === undefined || under === undefined || !scanner.afterBlank || !/^(?:=+|-+)\s*$/.test(under.text)) return false;
  if (indentOf(at) > 3 || /^ {0,3}(?:[|>:#]|[*+-] )/.test(at.text)) return false;
  scanner.index += 2;
  return scanner.add(headingBlock(at, under.text.startsWith("=") ? 1 : 2, at.text.trim()));
};

/** A horizontal rule. */
export const parseRule: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined || !/^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/.test(at.text)) return false;
  scanner.index++;
  return scanner.add({ kind: "rule", at, attributes: noAttributes });
};

const blockElements =
  /^ {0,3}<(?:!--|\?|\/?(?:figure|artwork|artset|sourcecode|t|texttable|table|ul|ol|dl|li|section|note|aside|blockquote|references|reference|author|contact|list|postal|address|preamble|postamble|xi:include|div|p|pre|svg)\b)/;

/** Returns the lines inside `<t>` without attributes; `undefined` for any other XML. */
function insideParagraph(lines: readonly SourceLine[]): SourceLine[] | undefined {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined || !/^\s*<t>/.test(first.text) || !/<\/t>\s*$/.test(last.text)) return undefined;
  const inner = lines.map((line) => ({ ...line, text: line.text.replace(/^\s*<t>|<\/t>\s*$/g, "") })).filter((line) => !isBlank(line));
  return inner.length === 0 || inner.some(({ text }) => /<\/?t>/.test(text)) ? undefined : inner;
}

/** XML as a block, to its end tag or to the next blank line, and comments. */
export const parseXml: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined || !blockElements.test(at.text)) return false;
  const name = /^\s*<(?<name>[\w:]+)/.exec(at.text)?.groups?.name;
  const rest = scanner.lines.slice(scanner.index);
  const closes = (text: string): boolean =>
    name === undefined ? /-->|\?>/.test(text) : text.includes(`</${name}>`) || /\/>\s*$/.test(text);
  const end = rest.findIndex(({ text }) => closes(text));
  const blank = rest.findIndex((line) => isBlank(line));
  const last = end >= 0 ? end : (blank < 0 ? rest.length : blank) - 1;
  scanner.index += last + 1;
  const paragraph = name === "t" ? insideParagraph(rest.slice(0, last + 1)) : undefined;
  if (paragraph !== undefined) return scanner.add({ kind: "paragraph", at, attributes: noAttributes, lines: paragraph });
  return scanner.add({ kind: "xml", at, attributes: noAttributes, lines: rest.slice(0, last + 1) });
};

/** What ends running text besides a blank line. */
const paragraphEnd = /^ {0,3}(?:\{:(?!:nomarkdown|:comment)|\^\s*$|: |(?:~{3,})(?!.*~)|<!--)/;

/** Running text, which every other line begins. */
export const parseParagraph: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined) return false;
  const rest = scanner.lines.slice(scanner.index + 1);
  const end = rest.findIndex((line) => isBlank(line) || paragraphEnd.test(line.text));
  const lines = [at, ...rest.slice(0, end < 0 ? rest.length : end)];
  scanner.index += lines.length;
  return scanner.add({ kind: "paragraph", at, attributes: noAttributes, lines });
};
