/**
 * Links from the tables and lists of the built draft to the API pages.
 *
 * @module
 */

/** The first cell of a row, the term, or the element in one of them, that defines a part of an element. */
const DEFINITION =
  /(<tr id="(?<row>[\w-]+)\.[\w:-]+">\s*<td[^>]*>|<dt id="(?<term>[\w-]+)\.[\w:-]+"[^>]*>|<div id="(?<inner>[\w-]+)\.[\w:-]+">)(.*?)(<\/td>|<\/dt>|<\/div>)/gs;

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
  return html.replaceAll(DEFINITION, (...match: unknown[]) => {
    const [whole, head, cell, tail] = [match[0], match[1], match[5], match[6]] as string[];
    const { row, term, inner } = match.at(-1) as Readonly<Record<string, string | undefined>>;
    const page = pages.get(row ?? term ?? inner ?? "");
    return page === undefined || cell?.includes("<a ") === true ? (whole as string) : `${head}<a href="${page}">${cell}</a>${tail}`;
  });
}
