/**
 * Blocks of the generators as HTML that can stand in a Markdown comment: without empty lines.
 *
 * @module
 */
import type { Citation } from "../../reference/layout/model.ts";
import type { ViewBlock, TableCell, Inline, TableBlock } from "../generate/blocks.ts";
import { citationLink } from "./cite.ts";
import { escapeMarkup } from "../common/markup.ts";

/** Code as HTML; long names may break after a hyphen only. */
export const codeHtml = (text: string): string => `<code>${escapeMarkup(text)}</code>`;

/** A citation as a link. */
export function citationHtml(cite: Citation): string {
  const { text, href } = citationLink(cite);
  return `<a href="${escapeMarkup(href)}">${escapeMarkup(text)}</a>`;
}

function inlineHtml(inline: Inline): string {
  if ("end" in inline) return "<br>";
  if ("text" in inline) return escapeMarkup(inline.text);
  return "code" in inline ? codeHtml(inline.code) : citationHtml(inline.cite);
}

/** The pieces of a cell. */
export function cellHtml(cell: TableCell): string {
  return cell.map(inlineHtml).join("");
}

/** A table of cells that are HTML already. */
export function htmlTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string): string => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const body = rows.map((cells) => row(cells, "td")).join("");
  return `<table class="schema"><thead>${row(columns.map(escapeMarkup), "th")}</thead><tbody>${body}</tbody></table>`;
}

function tableHtml({ title, columns, rows }: TableBlock): string {
  return `<h4>${escapeMarkup(title)}</h4>${htmlTable(columns.map((column) => column.title), rows.map((row) => row.map(cellHtml)))}`;
}

/** A block with the empty lines around it that Markdown wants. */
export function blockHtml(block: ViewBlock): string {
  switch (block.kind) {
    case "table":
      return tableHtml(block);
    case "figure":
      return `\`\`\`text\n${block.ascii}\n\`\`\``;
    case "source":
      return `\`\`\`text\n${block.text}\n\`\`\``;
    case "definitions":
      return `<dl>${block.items.map(({ term, text }) => `<dt>${cellHtml(term)}</dt><dd>${cellHtml(text)}</dd>`).join("")}</dl>`;
  }
}
