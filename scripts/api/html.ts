/**
 * Blocks of the generators as HTML that can stand in a Markdown comment: without empty lines.
 *
 * @module
 */
import type { Citation } from "../../reference/layout/model.ts";
import type { Block, Cell, Inline, TableBlock } from "../generate/blocks.ts";
import { linkOf } from "./cite.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (each) => entities[each] ?? each);

/** Code as HTML; long names may break after a hyphen only. */
export const code = (text: string): string => `<code>${escape(text)}</code>`;

/** A citation as a link. */
export function citation(cite: Citation): string {
  const { text, href } = linkOf(cite);
  return `<a href="${escape(href)}">${escape(text)}</a>`;
}

function inlineHtml(inline: Inline): string {
  if ("end" in inline) return "<br>";
  if ("text" in inline) return escape(inline.text);
  return "code" in inline ? code(inline.code) : citation(inline.cite);
}

/** The pieces of a cell. */
export function cellHtml(cell: Cell): string {
  return cell.map(inlineHtml).join("");
}

/** A table of cells that are HTML already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string): string => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const body = rows.map((cells) => row(cells, "td")).join("");
  return `<table class="schema"><thead>${row(columns.map(escape), "th")}</thead><tbody>${body}</tbody></table>`;
}

function tableHtml({ title, columns, rows }: TableBlock): string {
  return `<h4>${escape(title)}</h4>${table(columns.map((column) => column.title), rows.map((row) => row.map(cellHtml)))}`;
}

/** A block with the empty lines around it that Markdown wants. */
export function blockHtml(block: Block): string {
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
