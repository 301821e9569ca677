/**
 * Changes a document for kramdown-rfc to a draft and its bibliography.
 *
 * @module
 */
import { sortDiagnostics, type Diagnostic } from "../draft/diagnostics/diagnostics.ts";
import { AnchorNames, findTargets } from "./anchors.ts";
import type { Attributes } from "./attributes.ts";
import type { Block, LabelDefinitions } from "./blocks/block.ts";
import { scanBlocks } from "./blocks/scan-blocks.ts";
import type { ImportContext } from "./context.ts";
import { frontMatterText, importFrontMatter } from "./front/front-matter.ts";
import { asLine, isMap, type YamlMap } from "./front/persons.ts";
import { readYaml } from "./front/read-yaml.ts";
import { writeText } from "./inline/write-text.ts";
import { escapeLeftOvers } from "./inline/escape-left-overs.ts";
import { directiveAround } from "./print/block-writer.ts";
import { writeBlocks } from "./print/write-blocks.ts";
import { expandIncludes, type ReadIncluded } from "./source/expand-includes.ts";
import { splitSections, type DocumentSection } from "./source/sections.ts";
import { lineReporter, splitLines, type ReportLine } from "./source/source-line.ts";
import { bibliographyText, type FindWork } from "./works/bibliography.ts";
import { importWorks } from "./works/import-works.ts";

/** A document to import. */
export interface KramdownInput {
  readonly text: string;
  /** The path of the document, for messages. */
  readonly path: string;
  /** The name of the draft if the document gives none: `draft-you-name-latest`. */
  readonly fallbackName: string;
  /** Reads a file that the document includes, by its path relative to the document. */
  readonly read?: ReadIncluded;
  /** Knows works with a number. */
  readonly findWork?: FindWork;
}

/** An imported draft. */
export interface ImportedDraft {
  /** The draft in Markdown. */
  readonly markdown: string;
  /** The bibliography in YAML. */
  readonly references: string;
  /** The name of the draft without its revision. */
  readonly name: string;
  /** What was not carried over, by place in the document. */
  readonly messages: readonly Diagnostic[];
}

/** A part of the document with its blocks. */
interface ParsedSection extends DocumentSection {
  readonly blocks: readonly Block[];
}

const notePattern = /^(?<remove>to_be_removed_)?note_(?<title>.+)$/;

/** The parts of a draft, each with the blocks of the sections with that name. */
class DraftParts {
  readonly #context: ImportContext;
  readonly #sections: readonly ParsedSection[];

  constructor(context: ImportContext, sections: readonly ParsedSection[]) {
    this.#context = context;
    this.#sections = sections;
  }

  /** Writes the blocks of all sections with a name. */
  write(name: string): string[] {
    return writeBlocks(
      this.#context,
      this.#sections.filter((section) => section.name === name).flatMap(({ blocks }) => blocks),
    );
  }

  notes(): string[] {
    const names = new Set(this.#sections.map(({ name }) => name));
    return [...names].flatMap((name) => {
      const { remove, title } = notePattern.exec(name)?.groups ?? {};
      if (title === undefined) return [];
      const lines = directiveAround("note", { values: remove === undefined ? {} : { remove: true } }, this.write(name));
      return ["", ...lines.with(0, (lines[0] ?? "").replace(/^:+note/, (mark) => `${mark}[${title.replaceAll("_", " ")}]`))];
    });
  }

  reportUnknown(): void {
    const known = ["abstract", "middle", "back", "contributor"];
    for (const { name, start, blocks } of this.#sections) {
      if (known.includes(name) || notePattern.test(name) || blocks.length === 0) continue;
      this.#context.report(start, "section", `the part "${name}" is left out; expected abstract, middle, back or note_Title`);
    }
  }
}

function footnoteLines(context: ImportContext): string[] {
  const lines: string[] = [];
  // A footnote may use another one.
  for (const label of context.usedFootnotes) {
    const note = context.definitions.footnotes.get(label);
    if (note === undefined) continue;
    const { source } = note.attributes.values;
    const text = writeText(context, [{ ...note.at, text: note.text.replace(/\n/g, " ") }]);
    lines.push("", `[^${label}]: ${source === undefined ? "" : `{source="${source}"} `}${text === "" ? "&#8203;" : text}`);
  }
  return lines;
}

function reportUnused({ definitions, usedFootnotes, usedAbbreviations, report }: ImportContext): void {
  for (const [label, { at }] of definitions.footnotes) {
    if (!usedFootnotes.has(label)) report(at, "footnote", `the footnote [^${label}] is left out: the text does not use it`);
  }
  for (const [label, { at }] of definitions.abbreviations) {
    if (usedAbbreviations.has(label)) {
      report(at, "abbreviation", `the abbreviation "${label}" is written out as kramdown-rfc prints it; check the text`);
    }
  }
}

/** Returns the lines of the draft behind its front matter. */
function bodyLines(context: ImportContext, sections: readonly ParsedSection[], front: YamlMap): string[] {
  const parts = new DraftParts(context, sections);
  parts.reportUnknown();
  const abstract = parts.write("abstract");
  if (abstract.length === 0) context.report(undefined, "section", "the abstract is missing; a placeholder stands for it");
  const back = parts.write("back");
  const described = parts.write("contributor");
  const listed = front.contributor === undefined ? [] : ["::contributors"];
  const contributors = described.length > 0 && listed.length > 0 ? [...described, "", ...listed] : [...described, ...listed];
  return [
    "# Abstract",
    "",
    ...(abstract.length === 0 ? ["No abstract."] : abstract),
    ...parts.notes(),
    "",
    ...parts.write("middle"),
    ...(back.length === 0 ? [] : ["", "::backmatter", "", ...back]),
    ...(contributors.length === 0 ? [] : ["", "# Contributors", "", ...contributors]),
  ];
}

function parseSections(sections: readonly DocumentSection[], definitions: LabelDefinitions, report: ReportLine): ParsedSection[] {
  const aliases = new Map<string, Attributes>();
  return sections.map((section) => ({ ...section, blocks: scanBlocks(section.lines, definitions, aliases, report) }));
}

function entitiesOf(front: YamlMap): Map<string, string> {
  const given = isMap(front.entity) ? Object.entries(front.entity) : [];
  return new Map(given.map(([name, value]) => [name, asLine(value) ?? ""]));
}

/**
 * Imports a document for kramdown-rfc.
 *
 * @returns the draft, or only messages if the text is no document for kramdown-rfc
 */
export function importKramdown(input: KramdownInput): ImportedDraft | Pick<ImportedDraft, "messages"> {
  const { text, path, fallbackName, read = () => undefined, findWork = () => undefined } = input;
  const messages: Diagnostic[] = [];
  const report = lineReporter(messages, path);
  const lines = expandIncludes(splitLines(text, path), read, report);
  const split = splitSections(lines);
  if (split === undefined) report(lines[0], "front-matter", "expected front matter of kramdown-rfc between --- and --- abstract");
  const yaml = split && readYaml(split.yaml, report);
  if (split === undefined || yaml === undefined) return { messages };

  const front = importFrontMatter(yaml.value, fallbackName, { report, lineOf: yaml.lineOf });
  const definitions: LabelDefinitions = { links: new Map(), footnotes: new Map(), abbreviations: new Map() };
  const sections = parseSections(split.sections, definitions, report);
  const blocks = sections.flatMap((section) => section.blocks);
  const works = importWorks(yaml.value, { report, lineOf: yaml.lineOf });
  const whole = lines.map((line) => line.text).join("\n");
  works.addNamedIn(whole);
  const context: ImportContext = {
    definitions,
    works,
    anchors: new AnchorNames(blocks, findTargets(whole)),
    entities: entitiesOf(yaml.value),
    report,
    usedFootnotes: new Set(),
    usedAbbreviations: new Set(),
  };
  const body = [...bodyLines(context, sections, front), ...footnoteLines(context)];
  if (body.includes("::bcp14")) {
    for (const name of ["RFC2119", "RFC8174"]) works.cite({ mark: "!", name }, lines[0] as (typeof lines)[number]);
  }
  reportUnused(context);
  const markdown = `${frontMatterText(front)}\n${body.join("\n")}\n`;
  return {
    markdown: escapeLeftOvers(markdown, (anchor) => context.anchors.isWrittenTarget(anchor)),
    references: bibliographyText(works, findWork, report),
    name: String(front.docName).replace(/-(?:\d\d|latest)$/, ""),
    messages: sortDiagnostics(messages),
  };
}
