/**
 * Lines that are no text: attributes, extensions, definitions apart from the text, and marks.
 *
 * @module
 */
import { noAttributes, parseAttributes } from "../attributes.ts";
import { indentOf, isBlank, type SourceLine } from "../source/source-line.ts";
import type { LabelDefinition } from "./block.ts";
import type { BlockParser, BlockScanner } from "./scanner.ts";

/** The text of braces that may go over lines: the inner text, and the number of lines. */
function bracesAt(lines: readonly SourceLine[], index: number): { inner: string; count: number } | undefined {
  let text = "";
  for (let count = 1; index + count <= lines.length && count <= 20; count++) {
    const line = lines[index + count - 1] as SourceLine;
    if (isBlank(line)) return undefined;
    text += `${count === 1 ? "" : "\n"}${line.text}`;
    const inner = /^ {0,3}\{:(?<inner>(?:\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^{}"'\\])*)\}\s*$/.exec(text)?.groups?.inner;
    if (inner !== undefined) return { inner, count };
  }
  return undefined;
}

/** Attributes of a block, `{: #id}`, or of a name, `{:name: #id}`. */
export const parseAttributeLine: BlockParser = (scanner) => {
  if (!/^ {0,3}\{:(?![:/])/.test(scanner.line?.text ?? "")) return false;
  const braces = bracesAt(scanner.lines, scanner.index);
  if (braces === undefined) return false;
  const named = /^(?<name>[\w-]+):\s(?<rest>[^]*)$/.exec(braces.inner)?.groups;
  if (named === undefined) scanner.addAttributes(parseAttributes(braces.inner));
  else scanner.defineAttributes(named.name ?? "", parseAttributes(named.rest ?? ""));
  scanner.index += braces.count;
  return true;
};

/** The number of lines of an extension up to its end mark; without one, its first line alone. */
function extensionLength(scanner: BlockScanner, name: string): number {
  const end = scanner.lines.slice(scanner.index).findIndex(({ text }) => new RegExp(`\\{:/(?:${name})?\\}`).test(text));
  return end < 0 ? 1 : end + 1;
}

const withoutMarks = (text: string): string => text.replace(/\{:\/?:?\w*\}/g, "");

/** Extensions by name. Each returns the number of lines that it takes. */
const extensions: Readonly<Record<string, (scanner: BlockScanner, at: SourceLine, argument: string) => number>> = {
  comment: (scanner, at) => {
    const count = extensionLength(scanner, "comment");
    const lines = scanner.lines.slice(scanner.index, scanner.index + count);
    const text = lines.map((line) => ({ ...line, text: withoutMarks(line.text) })).filter((line) => !isBlank(line));
    if (text.length > 0) scanner.blocks.push({ kind: "xml", at, attributes: noAttributes, lines: commentLines(text) });
    return count;
  },
  nomarkdown: (scanner, at) => {
    const count = extensionLength(scanner, "nomarkdown");
    const lines = scanner.lines.slice(scanner.index, scanner.index + count).map((line) => ({ ...line, text: withoutMarks(line.text) }));
    scanner.add({ kind: "xml", at, attributes: noAttributes, lines: lines.filter((line) => !isBlank(line)) });
    return count;
  },
  boilerplate: (scanner, at, argument) => {
    scanner.add({ kind: "boilerplate", at, attributes: noAttributes, name: argument });
    return 1;
  },
  include: (scanner, at, argument) => {
    scanner.add({ kind: "include", at, attributes: noAttributes, path: argument.split(/\s+/).at(-1) ?? "" });
    return 1;
  },
  options: (scanner, at, argument) => {
    scanner.report(at, "extension", `{::options ${argument}} has no counterpart and is left out; check what it would have changed`);
    return 1;
  },
};

function commentLines(lines: readonly SourceLine[]): SourceLine[] {
  const safe = lines.map((line) => ({ ...line, text: line.text.replaceAll("--", "- -") }));
  const [first, last] = [safe[0] as SourceLine, safe.at(-1) as SourceLine];
  return [{ ...first, text: "<!--" }, ...safe, { ...last, text: "-->" }];
}

const extensionStart = /^ {0,3}\{::(?<name>\w+)(?<argument>[^{}]*?)\/?\}/;

/** An extension: `{::comment}`, `{::boilerplate bcp14-tagged}`, `{::options .../}`. */
export const parseExtension: BlockParser = (scanner) => {
  const at = scanner.line;
  const groups = at && extensionStart.exec(at.text)?.groups;
  if (at === undefined || groups === undefined) return false;
  const { name = "", argument = "" } = groups;
  const handler = Object.hasOwn(extensions, name) ? extensions[name] : undefined;
  if (handler !== undefined) scanner.index += handler(scanner, at, argument.trim());
  else {
    scanner.report(at, "extension", `{::${name}} has no counterpart and is left out; its text stays`);
    scanner.index++;
  }
  return true;
};

/** The end mark of an extension that has no beginning, and `^`, which ends a block. */
export const parseMark: BlockParser = (scanner) => {
  const text = scanner.line?.text ?? "";
  if (!/^ {0,3}(?:\{:\/\w*\}|\^)\s*$/.test(text)) return false;
  scanner.index++;
  return true;
};

const footnote = /^ {0,3}\[\^(?<label>[\w-]+)\]:[ \t]*(?<text>.*)$/;
const abbreviation = /^ {0,3}\*\[(?<label>(?:[^[\]]|\[[^[\]]*\])+)\]:(?<text>.*)$/;
const link = /^ {0,3}\[(?<label>[^\]\n^][^\]\n]*)\]:[ \t]*<?(?<text>[^\s>]+)>?[ \t]*(?:["'(].*["')])?[ \t]*$/;

function definition(scanner: BlockScanner, at: SourceLine, text: string): LabelDefinition {
  const braces = /^\{:(?<inner>[^{}]*)\}\s*/.exec(text);
  const attributes = braces === null ? noAttributes : scanner.resolve(parseAttributes(braces.groups?.inner ?? ""));
  return { at, attributes, text: text.slice(braces?.[0].length ?? 0).trim() };
}

/** Takes the lines that continue a footnote. */
function footnoteText(scanner: BlockScanner, first: string): string {
  const texts = [first];
  const isMore = (line: SourceLine | undefined): line is SourceLine =>
    line !== undefined && !isBlank(line) && !footnote.test(line.text) && !/^ {0,3}\{:/.test(line.text);
  while (isMore(scanner.line)) texts.push((scanner.lines[scanner.index++] as SourceLine).text.trim());
  const next = scanner.lines[scanner.index + 1];
  if (scanner.line !== undefined && isBlank(scanner.line) && next !== undefined && !isBlank(next) && indentOf(next) >= 4) {
    scanner.index++;
    return footnoteText(scanner, texts.join("\n"));
  }
  return texts.join("\n");
}

/** A footnote, an abbreviation or the target of a link, defined apart from the text. */
export const parseDefinition: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined) return false;
  const { definitions } = scanner;
  const kinds = [
    [footnote, definitions.footnotes, (label: string) => label],
    [abbreviation, definitions.abbreviations, (label: string) => label],
    [link, definitions.links, (label: string) => label.toLowerCase()],
  ] as const;
  for (const [pattern, map, key] of kinds) {
    const groups = pattern.exec(at.text)?.groups;
    if (groups === undefined) continue;
    scanner.index++;
    const text = pattern === footnote ? footnoteText(scanner, groups.text ?? "") : (groups.text ?? "");
    map.set(key(groups.label ?? ""), definition(scanner, at, text));
    return true;
  }
  return false;
};
