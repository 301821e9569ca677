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

/** A text with a target. */
export interface CitationLink {
  readonly text: string;
  readonly href: string;
}

/** Returns the link of a citation: an anchor of the draft, an RFC, or a section of an RFC. */
export function citationLink(cite: Citation): CitationLink {
  if (cite.startsWith("#")) return { text: `Draft, ${cite.slice(1)}`, href: `${DRAFT_SCHEME}${cite}` };
  const [rfc = cite, section] = cite.split(", Section ");
  const page = `https://www.rfc-editor.org/rfc/${rfc.toLowerCase()}`;
  const name = rfc.replace("RFC", "RFC ");
  return section === undefined ? { text: name, href: page } : { text: `${name}, Section ${section}`, href: `${page}#section-${section}` };
}

const pathToRoot = (url: string): string => "../".repeat(url.split("/").length - 1);

/**
 * Resolves the links to the draft.
 *
 * @param html - a page
 * @param url - the path of the page from the root of the API pages
 * @param draft - the page of the draft from there
 */
export function resolveDraftLinks(html: string, url: string, draft: string): string {
  return html.replaceAll(`href="${DRAFT_SCHEME}#`, `href="${pathToRoot(url)}${draft}#`);
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
