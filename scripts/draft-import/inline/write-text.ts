/**
 * Changes running text of kramdown-rfc to running text of the draft.
 *
 * @module
 */
import type { ImportContext } from "../context.ts";
import type { SourceLine } from "../source/source-line.ts";
import { validAnchor } from "../anchors.ts";
import { abbreviate } from "./abbreviations.ts";
import { entityText, writePlaceholder } from "./citation.ts";
import { codeForeignWords } from "./foreign-characters.ts";
import { indexEntry } from "./index-entry.ts";
import { isKnownElement, tagAttributes, writeElement } from "./xml-tags.ts";

type Groups = Readonly<Record<string, string | undefined>>;
type WriteSpan = (writer: TextWriter, groups: Groups, whole: string) => string;

/** Entities that kramdown-rfc defines and HTML does not. */
const ownEntities: Readonly<Record<string, string>> = { zwsp: "\u200B", nbhy: "\u2011", wj: "\u2060", nbsp: "\u00A0" };
const htmlEntities = new Set(["amp", "lt", "gt", "quot", "apos", "mdash", "ndash", "hellip", "copy", "laquo", "raquo", "times"]);

function writeLink(writer: TextWriter, { label = "", target = "" }: Groups): string {
  const { context, at } = writer;
  if (target.startsWith("{{")) return writePlaceholder(context, target.replace(/^\{\{|\}\}$/g, ""), "", at);
  if (!target.startsWith("#")) return label === "" || label === target ? `<${target}>` : `[${writer.inner(label)}](${target})`;
  const anchor = target.slice(1);
  const cited = context.works.find(anchor) === undefined ? undefined : context.works.cite({ mark: "", name: anchor }, at);
  if (cited !== undefined) return writePlaceholder(context, anchor, "", at);
  const text = writer.inner(label);
  return text === "" || text === anchor ? `{{${validAnchor(anchor)}}}` : `[${text}](#${validAnchor(anchor)})`;
}

/** `[text][label]`, `[label][]` and `[label]`: a link, a citation, or plain brackets. */
function writeLabel(writer: TextWriter, { text = "", label }: Groups, whole: string): string {
  const { context, at } = writer;
  const key = label === undefined || label === "" ? text : label;
  const link = context.definitions.links.get(key.toLowerCase());
  if (link !== undefined) return writeLink(writer, { label: text, target: link.text });
  if (context.works.find(key) !== undefined) {
    const shown = label === undefined || label === "" ? "" : `${writer.inner(text)} `;
    return `${shown}${writePlaceholder(context, key, "", at)}`;
  }
  return label === undefined
    ? `[${writer.inner(text)}]`
    : `[${writer.inner(text)}]\\[${writer.inner(label)}]${whole.endsWith("]") ? "" : ""}`;
}

function writeFootnote({ context, at }: TextWriter, { label = "" }: Groups): string {
  const note = context.definitions.footnotes.get(label);
  if (note === undefined) {
    context.report(at, "footnote", `[^${label}] is not defined; it is carried over as text`);
    return `\\[^${label}]`;
  }
  context.usedFootnotes.add(label);
  return `[^${label}]`;
}

function writeTag(writer: TextWriter, { name = "", attributes = "", inner = "" }: Groups, whole: string): string {
  if (isKnownElement(name)) {
    const written = writeElement({ name, values: tagAttributes(attributes), inner: writer.inner(inner), at: writer.at }, writer.context);
    return name === "contact" ? writer.plain(written) : written;
  }
  writer.context.report(writer.at, "xml", `<${name}> has no counterpart; it is carried over as text`);
  return whole.startsWith("</") || inner === "" ? `\\${whole}` : `\\<${name}${attributes}>${writer.inner(inner)}\\</${name}>`;
}

function writeAttributes({ context, at }: TextWriter, { attributes = "" }: Groups, whole: string): string {
  if (/[#=]/.test(attributes)) {
    context.report(at, "attributes", `${whole} belongs to a piece of text, which has no attributes; it is left out`);
  }
  return "";
}

function writeFormula({ context, at }: TextWriter, { formula = "" }: Groups): string {
  context.report(at, "formula", `the formula "${formula.slice(0, 40)}" is carried over as code; expected words or characters`);
  const ticks = formula.includes("`") ? "``" : "`";
  return `${ticks}${formula.trim()}${ticks}`;
}

function writeBraces({ context, at }: TextWriter, { content = "", attributes = "" }: Groups): string {
  return writePlaceholder(context, content, attributes, at);
}

function writeEntity({ context, at }: TextWriter, { name = "" }: Groups, whole: string): string {
  if (Object.hasOwn(ownEntities, name)) return ownEntities[name] as string;
  return htmlEntities.has(name) ? whole : entityText(context, name, at);
}

/** The constructs of running text. Of two that begin at one place, the first one is meant. */
const spans: readonly (readonly [RegExp, WriteSpan])[] = [
  [/\\\\[ \t]*(?=\n)/y, () => "\\"],
  [/ {2,}(?=\n)/y, () => "\\"],
  [/\\[!-/:-@[-`{-~]/y, (_writer, _groups, whole) => whole],
  [
    /(?<ticks>`+)(?!`)(?:(?!`)[^]|`(?!\k<ticks>))*?[^`]??\k<ticks>(?!`)(?:\{:[^{}]*\})?/y,
    (_writer, _groups, whole) => whole.replace(/(?<=`)\{:[^{}]*\}$/, ""),
  ],
  [/\{\{\{(?<name>[^{}]+)\}(?:\{[^{}]*\})?\}\}/y, (writer, { name = "" }) => writer.plain(name.replace(/\s+/g, " "))],
  [/\{\{(?<content>[^{}]+)\}\}(?:\{:(?<attributes>(?:\\.|[^{}\\])*)\})?/y, writeBraces],
  [/\(\(\((?<content>[^()]+)\)\)\)/y, (_writer, { content = "" }) => indexEntry(content)],
  [
    /\{::comment\}[^]*?\{:\/(?:comment)?\}|<!--[^]*?-->|<\?[^]*?\?>/y,
    (_writer, _groups, whole) => (whole.startsWith("<!--") ? whole : ""),
  ],
  [/\{::?\/?nomarkdown[^{}]*\}|\{:\/\}/y, () => ""],
  [/\{:(?![:/])(?<attributes>(?:\\.|[^{}\\])*)\}/y, writeAttributes],
  [/\[\^(?<label>[\w-]+)\]/y, writeFootnote],
  [/!\[(?<label>[^\]]*)\]\((?<target>[^()\s]+)[^()]*\)/y, writeImage],
  [
    /\[(?<label>(?:[^[\]\\]|\\.|\[[^\]]*\])*)\]\(<?(?<target>(?:[^()\s<>]|\([^()\s]*\))*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\)(?:\{:[^{}]*\})?/y,
    writeLink,
  ],
  [/\[(?<text>[^[\]\\^{}`<>]+)\](?:\[(?<label>[^[\]]*)\])?/y, writeLabel],
  [
    /<(?:[a-z][a-z0-9+.-]*:[^\s<>]+|[^\s<>@]+@[^\s<>]+)>(?:\{:[^{}]*\})?/iy,
    (_writer, _groups, whole) => whole.replace(/\{:[^{}]*\}$/, ""),
  ],
  [/<(?<name>[A-Za-z][\w:]*)(?<attributes>(?:\s+[\w:]+=(?:"[^"]*"|'[^']*'))*)\s*(?:\/>|>(?<inner>[^]*?)<\/\k<name>>)/y, writeTag],
  [/<\/?(?<name>[A-Za-z][\w:]*)(?<attributes>(?:\s+[\w:]+=(?:"[^"]*"|'[^']*'))*)\s*>/y, writeTag],
  [/<\[\]\((?<target>[^()\s#]+)\)>/y, (_writer, { target = "" }) => `<${target}>`],
  [/<(?=[A-Za-z/!?])/y, () => "\\<"],
  [/\$\$(?<formula>[^$]+)\$\$/y, writeFormula],
  [/&(?<name>[A-Za-z][\w.-]*);/y, writeEntity],
  [/[{}]/y, (_writer, _groups, whole) => `\\${whole}`],
];

function writeImage({ context, at }: TextWriter, { label = "", target = "" }: Groups): string {
  context.report(at, "image", `the image ${target} is left out; expected a fence with {svg=${target}} and a drawing in ASCII`);
  return label;
}

/** Writes one piece of running text. */
class TextWriter {
  readonly context: ImportContext;
  readonly #lines: readonly SourceLine[];
  readonly #source: string;
  #offset = 0;

  constructor(context: ImportContext, source: string, lines: readonly SourceLine[]) {
    this.context = context;
    this.#source = source;
    this.#lines = lines;
  }

  /** The line of the construct that is being written. */
  get at(): SourceLine {
    const index = this.#source.slice(0, this.#offset).split("\n").length - 1;
    return this.#lines[Math.min(index, this.#lines.length - 1)] as SourceLine;
  }

  /** Writes the text inside a construct. */
  inner(text: string): string {
    return text === "" ? "" : new TextWriter(this.context, text, [this.at]).run();
  }

  run(): string {
    let [written, literal] = ["", ""];
    const flush = (): void => {
      written += this.plain(literal);
      literal = "";
    };
    while (this.#offset < this.#source.length) {
      const span = this.#spanHere();
      if (span === undefined) literal += this.#source.charAt(this.#offset++);
      else {
        flush();
        written += span.write();
        this.#offset = span.end;
      }
    }
    flush();
    return written;
  }

  /** Writes text without markup. */
  plain(literal: string): string {
    return codeForeignWords(abbreviate(this.context, literal), (found) => {
      const reason = `"${found}" is written as code, since prose is in ASCII; expected code, <u>${found}</u> or ASCII`;
      this.context.report(this.at, "character", reason);
    });
  }

  #spanHere(): { readonly write: () => string; readonly end: number } | undefined {
    if (!/[\\`{}([<$&! ]/.test(this.#source.charAt(this.#offset))) return undefined;
    for (const [pattern, write] of spans) {
      pattern.lastIndex = this.#offset;
      const found = pattern.exec(this.#source);
      if (found !== null) return { write: () => write(this, found.groups ?? {}, found[0]), end: this.#offset + found[0].length };
    }
    return undefined;
  }
}

/** Changes running text. Line breaks stay where they are. */
export function writeText(context: ImportContext, lines: readonly SourceLine[]): string {
  const text = lines.map((line, index) => (index === lines.length - 1 ? line.text.trim() : line.text.trimStart())).join("\n");
  return lines.length === 0 ? "" : new TextWriter(context, text, lines).run();
}
