/**
 * Links from the tables and lists of the built draft to the API pages.
 *
 * @module
 */

/** The first cell of a row, or the term, that defines a part of an element. */
const DEFINITION = /(<tr id="([\w-]+)\.[\w:-]+">\s*<td[^>]*>|<dt id="([\w-]+)\.[\w:-]+"[^>]*>)(.*?)(<\/td>|<\/dt>)/gs;

/** Returns the page without the links of {@link linkElementRows}, for readers without the API pages. @param api - the folder in the links */
export function unlinkElementRows(html: string, api: string): string {
  const isApi = (target: string): boolean => target.startsWith(`${api}/`);
  return html.replaceAll(/<a href="([^"]*)">(.*?)<\/a>/gs, (whole, target: string, cell: string) => (isApi(target) ? cell : whole));
}

/**
 * Returns the page with a link in each cell and term that names a part of an element.
 *
 * @param pages - the API page of each element, by the id of the element
 */
export function linkElementRows(html: string, pages: ReadonlyMap<string, string>): string {
  return html.replaceAll(DEFINITION, (whole, head: string, row?: string, term?: string, cell = "", tail = "") => {
    const page = pages.get(row ?? term ?? "");
    return page === undefined || cell.includes("<a ") ? whole : `${head}<a href="${page}">${cell}</a>${tail}`;
  });
}
