/**
 * The filter over the entries of a page.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";

/** A choice of a list, with the number of its entries. */
export interface FilterChoice {
  readonly value: string;
  readonly label: string;
}

/** A list of choices. */
export interface FilterList {
  /** The attribute `data-KEY` of entries. */
  readonly key: string;
  readonly label: string;
  readonly choices: readonly FilterChoice[];
}

function listHtml({ key, label, choices }: FilterList): Html {
  const options = choices.map(({ value, label: text }) => html`<option value="${value}">${text}</option>`);
  return html`<label>${label} <select data-key="${key}"><option value="">any</option>${options}</select></label>\n`;
}

/** Returns the choices of values with the number of entries that have each. @param labels - texts by value */
export function countedChoices(values: readonly (readonly string[])[], labels: Readonly<Record<string, string>> = {}): FilterChoice[] {
  const counts = new Map<string, number>();
  for (const value of values.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, label: `${labels[value] ?? value} (${count})` }));
}

/** Returns the filter. Without scripts it stays hidden, as `filter.ts` shows it. @param example - words to look for */
export function filterForm(lists: readonly FilterList[], what: string, example: string): Html {
  const shown = lists.filter(({ choices }) => choices.length > 1).map(listHtml);
  return html`<form class="filter" hidden>
<label>Find <input type="search" id="filter" placeholder="${example}" autocomplete="off"></label>
${shown}<output id="matches" aria-live="polite"></output> ${what}
</form>\n`;
}
