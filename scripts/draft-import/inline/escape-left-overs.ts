/**
 * Escapes marks that mean something else in a draft than in kramdown, so that they are printed as they stand.
 *
 * @module
 */
import { parseMarkdown } from "../../draft/source/parse-markdown.ts";
import { splitFrontMatter } from "../../draft/source/front-matter.ts";
import { takeBlockAnchors } from "../../draft/source/block-anchors.ts";
import { lintForeignForms } from "../../draft/source/lint-foreign-forms.ts";
import type { SourcePosition } from "../../draft/diagnostics/diagnostics.ts";

const maxRounds = 4;

/** Puts a `\` before the first punctuation mark at or behind a place. */
function escapeAt(lines: string[], { line, column }: SourcePosition): void {
  const text = lines[line - 1];
  const offset = text?.slice(column - 1).search(/[!-/:-@[-`{-~]/) ?? -1;
  if (text === undefined || offset < 0) return;
  const at = column - 1 + offset;
  lines[line - 1] = `${text.slice(0, at)}\\${text.slice(at)}`;
}

/**
 * Escapes all forms of other dialects that are left in the text of a draft.
 *
 * @param isAnchor - returns whether a link leads to an anchor; others at the end of a paragraph are text
 */
export function escapeLeftOvers(markdown: string, isAnchor: (anchor: string) => boolean): string {
  let text = markdown;
  for (let round = 0; round < maxRounds; round++) {
    const body = splitFrontMatter(text)?.body ?? text;
    const places: SourcePosition[] = [];
    const tree = parseMarkdown(body);
    const ends = [...takeBlockAnchors(tree, body).ends].filter(([, { anchor }]) => isAnchor(anchor));
    lintForeignForms(tree, body, (at) => at === undefined || places.push(at), { ends: new Map(ends), terms: new Map() });
    if (places.length === 0) return text;
    const lines = text.split("\n");
    for (const place of places.sort((a, b) => b.column - a.column)) escapeAt(lines, place);
    text = lines.join("\n");
  }
  return text;
}
