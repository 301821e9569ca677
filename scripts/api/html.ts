/**
 * Blocks of the generators as HTML for Markdown comments, without empty lines.
 *
 * @module
 */
import type { Citation } from "../../reference/layout/model.ts";
import type { ViewBlock, TableCell, Inline, TableBlock } from "../generate/blocks.ts";
import { citationLink } from "./cite.ts";
import { escapeMarkup } from "../common/markup.ts";

/** Returns code as HTML. */
export const codeHtml = (text: string): string => `<code>${escapeMarkup(text)}</code>`;

/** Returns a citation as a link. */
export function citationHtml(cite: Citation): string {
  const { text, href } = citationLink(cite);
  return `<a href="${escapeMarkup(href)}">${escapeMarkup(text)}</a>`;
}

function inlineHtml(inline: Inline): string {
  if ("end" in inline) return "<br>";
  if ("text" in inline) return escapeMarkup(inline.text);
  return "code" in inline ? codeHtml(inline.code) : citationHtml(inline.cite);
}

/** Returns the content of a cell. */
export function cellHtml(cell: TableCell): string {
  return cell.map(inlineHtml).join("");
}

/** Returns a table; its cells are HTML. Each cell but the first of a row has the title of its column, for narrow pages. */
export function htmlTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(escapeMarkup);
  const head = titles.map((title) => `<th>${title}</th>`).join("");
  const cell = (html: string, index: number): string => `<td${index === 0 ? "" : ` data-column="${titles[index]}"`}>${html}</td>`;
  const body = rows.map((cells) => `<tr>${cells.map(cell).join("")}</tr>`).join("");
  return `<table class="schema"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function tableHtml({ title, columns, rows }: TableBlock): string {
  return `<h4>${escapeMarkup(title)}</h4>${htmlTable(columns.map((column) => column.title), rows.map((row) => row.map(cellHtml)))}`;
}

/** Returns a drawing that takes the colour of the text around it, which the theme of the page sets. */
function drawingHtml(svg: string): string {
  return `<figure class="drawing">${svg.replaceAll(/(fill|stroke)="black"/g, '$1="currentColor"')}</figure>`;
}

/** Returns a block in the form that Markdown requires. */
export function blockHtml(block: ViewBlock): string {
  switch (block.kind) {
    case "table":
      return tableHtml(block);
    case "figure":
      return block.svg === undefined ? `\`\`\`text\n${block.ascii}\n\`\`\`` : drawingHtml(block.svg);
    case "source":
      return `\`\`\`text\n${block.text}\n\`\`\``;
    case "definitions":
      return `<dl>${block.items.map(({ term, text }) => `<dt>${cellHtml(term)}</dt><dd>${cellHtml(text)}</dd>`).join("")}</dl>`;
  }
}
