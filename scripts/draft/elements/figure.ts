/**
 * Figures: what they hold, their width and their characters.
 *
 * @module
 */
import type { Nodes } from "mdast";
import { characterName } from "../source/lint-markdown.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerFloat, nameElement, type TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

/** The widest line in a figure, in columns; xml2rfc has 72 and indents by 3. */
export const MAX_COLUMNS = 69;

/**
 * Reports lines that are too wide, and of a schema element also characters that are not printable ASCII.
 *
 * @param or what else the author can do about a line that is too wide.
 */
export function checkFigureLines(state: TransformState, lines: readonly string[], placeOfLine: (index: number) => SourcePosition, element?: string, or = ""): void {
  for (const [index, line] of lines.entries()) {
    const at = placeOfLine(index);
    if (line.length > MAX_COLUMNS) {
      const reason = `line is ${line.length} columns wide; expected at most ${MAX_COLUMNS}${or}: "${line.slice(0, 30)}..."`;
      state.report({ ...at, column: MAX_COLUMNS + 1 }, "wide-line", reason, element);
    }
    if (element !== undefined) checkCharacters(state, line, at, element);
  }
}

/** Reports characters of a schema or an example that an Internet-Draft cannot have. */
export function checkCharacters(state: TransformState, text: string, at: SourcePosition, element?: string): void {
  const found = /[^\x20-\x7e\n]/u.exec(text)?.[0];
  if (found === undefined) return;
  state.report(at, "character", `character ${characterName(found)} in "${text.slice(0, 40)}"; expected printable ASCII`, element);
}

/** Anchor and title of a figure. */
export interface FigureOptions {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/** Puts artwork or source code into `<figure>`. */
export function figureElement(state: TransformState, node: Nodes, { id, title }: FigureOptions, content: XmlElement): XmlElement {
  registerFloat(state, "figure", id, positionOf(node));
  return el(node, "figure", { anchor: id }, [...nameElement(title, node), content]);
}
