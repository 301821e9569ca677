/**
 * Finds forms of other dialects of Markdown that are left in the text, where they would be printed as they stand.
 *
 * @module
 */
import type { Nodes, Parents, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { ReportDiagnostic, SourcePosition } from "../diagnostics/diagnostics.ts";
import type { BlockAnchors } from "./block-anchors.ts";
import { foreignForms, formMeaning, formToWrite, type ForeignForm } from "./foreign-forms.ts";

/** A range of a text, by offsets. */
interface TextRange {
  readonly start: number;
  readonly end: number;
}

const inlineForms = foreignForms.filter(({ place }) => place === undefined);
const rowForms = foreignForms.filter(({ place }) => place === "row");
const fenceForms = foreignForms.filter(({ place }) => place === "fence");

/** Forms of this Markdown, and mistakes in them that other checks report. */
const ownForms = [
  /\{{3}[^{}]*\}{3}|\{\{[^{}]*\}\}|\{\{|\}\}|\{R-\d*\}?/g,
  /(?<=^|[\s(]):[a-z][a-z-]*\{[^{}\n]*\}?/gm,
  /^[ >]*:{2,}.*$/gm,
  /(?<![^])\[\^[^\]\s]+\]:[ \t]*\{[^{}]*\}/g,
];

/** The attributes at the end of a heading. */
const headingAttributes = /(?<!\{)\{(?!:)[^{}]*\}\s*$/g;
/** The colon between the term and the definition of a list. */
const definitionColon = /(?<=\n[ >]{0,100}): +/;

const range = (start: number, length: number): TextRange => ({ start, end: start + length });

/** Returns the offsets of a node in the source. */
function offsetsOf({ position }: Nodes): TextRange {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

/** Returns the text of a block as it stands in the source, with NUL in place of markup, code and escaped marks. */
function textOf(block: Parents, source: string): string {
  const { start, end } = offsetsOf(block);
  let text = "";
  const blank = (to: number): string => source.slice(start + text.length, to).replace(/[^\n]/g, "\0");
  visit(block, "text", (node) => {
    const at = offsetsOf(node);
    text += blank(at.start);
    text += source.slice(at.start, at.end).replace(/\\(?!\\[ \t]*$)[!-/:-@[-`{-~]/gm, "\0\0");
  });
  return text + blank(end);
}

/** Returns the ranges of a block that are no foreign forms. */
function ownRanges(block: Parents, parent: Parents | undefined, text: string): TextRange[] {
  const patterns = block.type === "heading" ? [...ownForms, headingAttributes] : ownForms;
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((one) => range(one.index, one[0].length)));
  const colon = parent?.type === "containerDirective" && parent.name === "dl" ? definitionColon.exec(text) : null;
  return colon === null ? found : [...found, range(colon.index, colon[0].length)];
}

/** Finds the forms of a draft and reports each of them once. */
class ForeignFormFinder {
  readonly lines = new Set<number>();
  readonly #source: string;
  readonly #report: ReportDiagnostic;

  constructor(source: string, report: ReportDiagnostic) {
    this.#source = source;
    this.#report = report;
  }

  /** @param own - returns the ranges of the text in which no form begins; called for a text with forms only, since most have none */
  search(forms: readonly ForeignForm[], text: string, offset: number, own: () => TextRange[] = () => []): void {
    // A search for the first occurrence is cheaper than matchAll, which copies the pattern.
    const present = forms.filter(({ pattern }) => text.search(pattern) >= 0);
    if (present.length === 0) return;
    const taken = own();
    for (const form of present) {
      for (const found of text.matchAll(form.pattern)) {
        if (taken.some(({ start, end }) => found.index >= start && found.index < end)) continue;
        taken.push(range(found.index, found[0].length));
        this.#found(form, found, offset);
      }
    }
  }

  #found(form: ForeignForm, found: RegExpExecArray, offset: number): void {
    const { line, column } = this.#place(offset + found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0));
    const shown = (found[0].trim().split("\n")[0] ?? "").slice(0, 40);
    const write = formToWrite(form, found.groups).replaceAll("`", "");
    this.lines.add(line);
    const meaning = `"${shown.replaceAll("\0", "?")}" ${formMeaning(form)}`;
    this.#report({ line, column }, "foreign-form", `${meaning}; expected ${write}`);
  }

  #place(offset: number): SourcePosition {
    const before = this.#source.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/**
 * Reports forms of other dialects in the text of a draft. Code and comments are left alone.
 *
 * @param anchors - the anchors of paragraphs, which are no foreign forms
 * @returns the lines with such forms; other checks of these lines report consequences of them
 */
export function lintForeignForms(
  tree: Root,
  source: string,
  report: ReportDiagnostic,
  anchors?: BlockAnchors,
): ReadonlySet<number> {
  const finder = new ForeignFormFinder(source, report);
  const anchorRanges = (node: Nodes): TextRange[] =>
    [anchors?.ends, anchors?.terms].flatMap((of) => {
      const found = node.type === "paragraph" ? of?.get(node) : undefined;
      return found === undefined ? [] : [range(found.offset - offsetsOf(node).start, 1)];
    });
  visit(tree, (node, _index, parent) => {
    const { start, end } = offsetsOf(node);
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
      const text = textOf(node, source);
      finder.search(inlineForms, text, start, () => [...ownRanges(node, parent, text), ...anchorRanges(node)]);
    } else if (node.type === "tableRow") finder.search(rowForms, source.slice(start, end), start);
    else if (node.type === "code") finder.search(fenceForms, node.value, source.indexOf("\n", start) + 1);
  });
  return finder.lines;
}
