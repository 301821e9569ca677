/**
 * Finishes the HTML of xml2rfc: anchors of requirements, links without a target, and boxes that scroll by themselves.
 *
 * @module
 */

/** A requirement identifier in running text. */
const identifier = /\[(?<id>R-\d{3,})\]/g;

/** Prints the identifiers of requirements small, each as the target `#R-017` of links. */
export function addRequirementAnchors(html: string): string {
  const seen = new Set<string>();
  return html.replace(identifier, (whole, id: string) => {
    if (seen.has(id)) return whole;
    seen.add(id);
    return `<a class="requirement" id="${id}" href="#${id}">[${id}]</a>`;
  });
}

/** Makes the link to the XML relative to the page, and removes the link to a style sheet that does not exist. */
export function fixLinks(html: string, xmlName: string): string {
  return html
    .replace(/(?<=<link href=")[^"]*(?=" rel="alternate" type="application\/rfc\+xml">)/, xmlName)
    .replace(/<link href="rfc-local\.css"[^>]*>\n?/, "");
}

/**
 * What is wider than the page scrolls in a box of its own, tables behind their first column; the page does not scroll sideways.
 * Words without a place to break, such as URLs, break anywhere.
 */
const STYLE = `<style>
a.requirement { font-size: 0.75em; color: #767676; text-decoration: none; white-space: nowrap; }
pre, .artwork, .sourcecode { max-width: 100%; overflow-x: auto; overflow-y: hidden; }
.artwork svg { width: 100%; height: auto; }
body, dd, li, p { overflow-wrap: anywhere; }
pre, table, .artwork { overflow-wrap: normal; }
@media screen and (max-width: 1023px) {
  table:not(.ears) { display: block; width: fit-content; max-width: 100%; overflow-x: auto; }
}
@media screen and (max-width: 600px) {
  table:not(.ears) { font-size: 0.85em; }
  table:not(.ears) :is(th, td) { padding: 0.35em 0.4em; }
  table:not(.ears) tr > :first-child { position: sticky; left: 0; }
  table:not(.ears) tr:nth-child(2n) > td { background-color: #fff; }
  .artwork svg { min-width: 480px; }
}
</style>
`;

/** The greatest size of a unit of an SVG viewBox on the screen, in pixels: text of 12 units has the size of the text around it. */
const PIXELS_PER_UNIT = 1.1;

/** Limits the width of drawings, which xml2rfc stretches to that of the page. */
export function limitDrawings(html: string): string {
  return html.replace(/<svg (?=[^>]*\bviewBox="[\d.]+ [\d.]+ (?<width>[\d.]+) )/g, (start, width: string) => {
    return `${start}style="max-width: ${Math.round(Number(width) * PIXELS_PER_UNIT)}px" `;
  });
}

/** Adds the style to a page. */
export function addStyle(html: string): string {
  return html.replace("</head>", () => `${STYLE}</head>`);
}

/**
 * Finishes the HTML of a draft.
 *
 * @param xmlName - the name of the XML beside it
 */
export function finishHtml(html: string, xmlName: string): string {
  return addStyle(limitDrawings(fixLinks(addRequirementAnchors(html), xmlName)));
}

/** The source of these changes: a change of it requires a new HTML. */
export const finishSource = [addRequirementAnchors, fixLinks, limitDrawings, addStyle, STYLE].join("\n");
