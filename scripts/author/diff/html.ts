/**
 * Two texts side by side in HTML.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import { compareWords, type Hunk, type HunkPart, type DiffWord } from "./text.ts";

const STYLE = `:root { color-scheme: light dark }
body { margin: 1rem; font: 1rem/1.4 system-ui, sans-serif }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { vertical-align: top; padding: 0 .5rem; text-align: left }
td { font: .8rem/1.35 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; border-left: 1px solid #8884 }
tr.place td { padding: .6rem .5rem .2rem; opacity: .7; border: 0 }
del { background: #f552; text-decoration: none }
ins { background: #2b52; text-decoration: none }
del b, ins b { font-weight: inherit; border-radius: .15em }
del b { background: #f557 } ins b { background: #2b57 }
@media (max-width: 60rem) { table, tbody, tr, td, th { display: block } tr.same td + td { display: none } }`;

function wordsHtml(words: readonly DiffWord[]): string {
  return words.map(({ text, changed }) => (changed ? `<b>${escapeMarkup(text)}</b>` : escapeMarkup(text))).join("");
}

function hunkPartHtml(part: HunkPart): string {
  if (part.kind === "same") {
    const text = escapeMarkup(part.lines.join("\n"));
    return `<tr class="same"><td>${text}</td><td>${text}</td></tr>`;
  }
  const { left, right } = compareWords(part.removed, part.added);
  const side = (name: string, words: readonly DiffWord[]): string => (words.length === 0 ? "" : `<${name}>${wordsHtml(words)}</${name}>`);
  return `<tr><td>${side("del", left)}</td><td>${side("ins", right)}</td></tr>`;
}

/** Returns a page with two columns: the lines around each change, removed words in red, added words in green. */
export function sideBySidePage(left: string, right: string, hunks: readonly Hunk[]): string {
  const rows = hunks.flatMap((hunk) => [
    `<tr class="place"><td>line ${hunk.left}</td><td>line ${hunk.right}</td></tr>`,
    ...hunk.parts.map(hunkPartHtml),
  ]);
  const none = hunks.length === 0 ? "\n<p>Nothing changed.</p>" : "";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(left)} and ${escapeMarkup(right)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<table>
<tr><th>${escapeMarkup(left)}</th><th>${escapeMarkup(right)}</th></tr>
${rows.join("\n")}
</table>${none}
</body>
</html>
`;
}
