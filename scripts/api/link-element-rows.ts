/**
 * Links from the tables of the built draft to the API pages.
 *
 * @module
 */

/** The first cell of a row that defines a part of an element. */
const DEFINITION_ROW = /(<tr id="([\w-]+)\.[\w:-]+">\s*<td[^>]*>)(.*?)(<\/td>)/gs;

/**
 * Returns the page with a link in each cell that names a part of an element.
 *
 * @param pages - the API page of each element, by the id of the element
 */
export function linkElementRows(html: string, pages: ReadonlyMap<string, string>): string {
  return html.replaceAll(DEFINITION_ROW, (row, head: string, id: string, cell: string, tail: string) => {
    const page = pages.get(id);
    return page === undefined || cell.includes("<a ") ? row : `${head}<a href="${page}">${cell}</a>${tail}`;
  });
}
