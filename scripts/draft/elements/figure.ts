/**
 * Figures: content, width and characters.
 *
 * @module
 */
import type { Nodes } from "mdast";
import { columnsOf, describeCharacters, firstForeign } from "../source/characters.ts";
import { lintCharacters } from "../source/lint-characters.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerFloat, nameElement, type TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

/** The most columns of a line in a figure: the 72 of xml2rfc without its indentation of 3. */
export const MAX_COLUMNS = 69;

/**
 * Reports wide lines, and for a schema element also control characters and invisible ones.
 *
 * @param or - another remedy for a wide line
 */
export function checkFigureLines(
  state: TransformState,
  lines: readonly string[],
  placeOfLine: (index: number) => SourcePosition,
  element?: string,
  or = "",
): void {
  for (const [index, line] of lines.entries()) {
    const at = placeOfLine(index);
    const width = columnsOf(line);
    if (width > MAX_COLUMNS) {
      const reason = `line is ${width} columns wide; expected at most ${MAX_COLUMNS}${or}: "${line.slice(0, 30)}..."`;
      state.report({ ...at, column: MAX_COLUMNS + 1 }, "wide-line", reason, element);
    }
    if (element !== undefined) lintCharacters(line, (_, rule, reason) => state.report(at, rule, reason, element));
  }
}

/** Reports characters that a text of a schema cannot contain in prose. */
export function checkCharacters(state: TransformState, text: string, at: SourcePosition, element?: string): void {
  const found = firstForeign(text);
  if (found === undefined) return;
  state.report(at, "character", `${describeCharacters(found)} in "${text.slice(0, 40)}"; expected printable ASCII`, element);
}

/** The anchor and title of a figure. */
export interface FigureOptions {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/** Wraps artwork or source code in `<figure>`. */
export function figureElement(state: TransformState, node: Nodes, { id, title }: FigureOptions, content: XmlElement): XmlElement {
  registerFloat(state, "figure", id, positionOf(node));
  return el(node, "figure", { anchor: id }, [...nameElement(title, node), content]);
}
