/**
 * Links for citations.
 *
 * @module
 */
import type { Citation } from "../../reference/layout/model.ts";

/** The scheme of links to the draft until the depth of the page is known. */
export const DRAFT_SCHEME = "draft:";

/** The scheme of links to exports until the depth of the page is known. */
export const EXPORT_SCHEME = "export:";

/** The scheme of links to source files, relative to the repository, until the depth of the page is known. */
export const SOURCE_SCHEME = "source:";

/** A text with a target. */
export interface CitationLink {
  /** Empty for a section of the draft: {@link resolveDraftLinks} writes its number. */
  readonly text: string;
  readonly href: string;
}

/** Returns the link of a citation: an anchor of the draft, an RFC, or a section of an RFC. */
export function citationLink(cite: Citation): CitationLink {
  if (cite.startsWith("#")) return { text: "", href: `${DRAFT_SCHEME}${cite}` };
  const [rfc = cite, section] = cite.split(", Section ");
  const page = `https://www.rfc-editor.org/rfc/${rfc.toLowerCase()}`;
  const name = rfc.replace("RFC", "RFC ");
  return section === undefined ? { text: name, href: page } : { text: `${name}, Section ${section}`, href: `${page}#section-${section}` };
}

/** Returns the way from a page to the root of the API pages. @param url - the path of the page from there */
export const pathToRoot = (url: string): string => "../".repeat(url.split("/").length - 1);

/** The built draft. */
export interface DraftPage {
  /** Its page, relative to the root of the API pages. */
  readonly path: string;
  /** The numbers of its sections by anchor. */
  readonly sections: ReadonlyMap<string, string>;
}

/** Returns the name of a section: `Section 6.1`, `Appendix A`. */
function sectionName(anchor: string, sections: DraftPage["sections"]): string {
  const number = sections.get(anchor);
  if (number === undefined || number === "") throw new RangeError(`#${anchor}: the draft has no numbered section with this anchor`);
  return `${/^[A-Z]/.test(number) ? "Appendix" : "Section"} ${number}`;
}

/**
 * Resolves the links to the draft, and writes the number of the section into those without a text.
 *
 * @param html - a page
 * @param url - the path of the page from the root of the API pages
 * @throws RangeError if the draft has no such section
 */
export function resolveDraftLinks(html: string, url: string, { path, sections }: DraftPage): string {
  const page = `href="${pathToRoot(url)}${path}`;
  return html
    .replaceAll(/href="draft:#([\w-]+)"><\/a>/g, (_, anchor: string) => `${page}#${anchor}">${sectionName(anchor, sections)}</a>`)
    .replaceAll(`href="${DRAFT_SCHEME}`, page);
}

/**
 * Resolves the links to exports.
 *
 * @param html - a page
 * @param url - the path of the page from the root of the API pages
 * @param pageOf - returns the path of the page of an export from there
 */
export function resolveExportLinks(html: string, url: string, pageOf: (name: string) => string): string {
  return html.replace(/href="export:(\w+)"/g, (_, name: string) => `href="${pathToRoot(url)}${pageOf(name)}"`);
}

/**
 * Resolves the links to source files. A file without a page, such as one of another package, keeps its text alone.
 *
 * @param html - a page
 * @param url - the path of the page from the root of the API pages
 * @param pageOf - returns the path of the page of a source file from there
 */
export function resolveSourceLinks(html: string, url: string, pageOf: (file: string) => string | undefined): string {
  return html.replaceAll(/<a href="source:([^"#]*)(#[^"]*)?"([^>]*)>(.*?)<\/a>/gs, (_, file: string, anchor = "", more = "", text = "") => {
    const page = pageOf(file);
    return page === undefined ? text : `<a href="${pathToRoot(url)}${page}${anchor}"${more}>${text}</a>`;
  });
}
