/**
 * Figures: content, width and characters.
 *
 * @module
 */
import type { Nodes } from "mdast";
import { characterName } from "../source/lint-markdown.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerFloat, nameElement, type TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

/** The most columns of a line in a figure: the 72 of xml2rfc without its indentation of 3. */
export const MAX_COLUMNS = 69;

/**
 * Reports wide lines, and for a schema element also characters outside printable ASCII.
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
    if (line.length > MAX_COLUMNS) {
      const reason = `line is ${line.length} columns wide; expected at most ${MAX_COLUMNS}${or}: "${line.slice(0, 30)}..."`;
      state.report({ ...at, column: MAX_COLUMNS + 1 }, "wide-line", reason, element);
    }
    if (element !== undefined) checkCharacters(state, line, at, element);
  }
}

/** Reports characters of a schema or an example outside printable ASCII. */
export function checkCharacters(state: TransformState, text: string, at: SourcePosition, element?: string): void {
  const found = /[^\x20-\x7e\n]/u.exec(text)?.[0];
  if (found === undefined) return;
  state.report(at, "character", `character ${characterName(found)} in "${text.slice(0, 40)}"; expected printable ASCII`, element);
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
