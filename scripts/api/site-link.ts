/**
 * The link from the API pages to the index of a site that contains them.
 *
 * @module
 */

const TOOLBAR_LINKS = '<div id="tsd-toolbar-links">';

/**
 * Returns an API page with a link to the index of the site, first among the links of its header.
 *
 * @param href - the index, relative to the page
 */
export function addSiteLink(html: string, href: string, text = "Site"): string {
  return html.replace(TOOLBAR_LINKS, `${TOOLBAR_LINKS}<a href="${href}">${text}</a>`);
}
