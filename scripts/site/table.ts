/**
 * Tables of pages, in a box that scrolls where the page is narrow, by keyboard too.
 *
 * @module
 */
import { html, type Html } from "../common/html.ts";

/** The head of a column: its text, or its text and class. */
export type ColumnHead = string | readonly [text: string, className: string];

const headCell = (head: ColumnHead): Html => {
  if (head === "") return html`<td></td>`;
  const [text, className] = typeof head === "string" ? [head] : head;
  return html`<th scope="col"${className !== undefined && html` class="${className}"`}>${text}</th>`;
};

/** A table of a page. */
export interface PageTable {
  /** What is in it, for programs that read the page aloud. */
  readonly label: string;
  readonly heads: readonly ColumnHead[];
  /** Rows, or `tbody` elements with rows. */
  readonly body: readonly (Html | false)[];
  readonly className?: string;
}

/** Returns a table. */
export function tableHtml({ label, heads, body, className }: PageTable): Html {
  const rows = html`${body}`;
  const content = rows.text.startsWith("<tbody") ? rows : html`<tbody>${rows}</tbody>`;
  return html`<div class="table" tabindex="0" role="region" aria-label="${label}">
<table${className !== undefined && html` class="${className}"`}>
<thead><tr>${heads.map(headCell)}</tr></thead>
${content}</table></div>`;
}
