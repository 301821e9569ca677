/**
 * Figures: what they hold, their width and their characters.
 *
 * @module
 */
import type { Nodes } from "mdast";
import { characterName } from "./lint.ts";
import type { Place } from "./messages.ts";
import { placeOf } from "./messages.ts";
import { addFloat, nameOf, type State } from "./state.ts";
import { el, type XmlElement } from "./xml.ts";

/** The widest line in a figure, in columns; xml2rfc has 72 and indents by 3. */
export const widest = 69;

/**
 * Reports lines that are too wide, and of a schema element also characters that are not printable ASCII.
 *
 * @param or what else the author can do about a line that is too wide.
 */
export function checkLines(state: State, lines: readonly string[], placeOfLine: (index: number) => Place, element?: string, or = ""): void {
  for (const [index, line] of lines.entries()) {
    const at = placeOfLine(index);
    if (line.length > widest) {
      const reason = `line is ${line.length} columns wide; expected at most ${widest}${or}: "${line.slice(0, 30)}..."`;
      state.report({ ...at, column: widest + 1 }, "wide-line", reason, element);
    }
    if (element !== undefined) checkCharacters(state, line, at, element);
  }
}

/** Reports characters of a schema or an example that an Internet-Draft cannot have. */
export function checkCharacters(state: State, text: string, at: Place, element?: string): void {
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
export function figure(state: State, node: Nodes, { id, title }: FigureOptions, content: XmlElement): XmlElement {
  addFloat(state, "figure", id, placeOf(node));
  return el(node, "figure", { anchor: id }, [...nameOf(title, node), content]);
}
