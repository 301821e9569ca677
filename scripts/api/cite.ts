/**
 * Citations as links.
 *
 * @module
 */
import type { Citation } from "../../reference/layout/model.ts";

/** What stands before an anchor of the draft until a page knows its own depth. */
export const DRAFT_SCHEME = "draft:";

/** What stands before the name of an export until a page knows its own depth. */
export const EXPORT_SCHEME = "export:";

/** Text with a target. */
export interface CitationLink {
  readonly text: string;
  readonly href: string;
}

/** The link of a citation: an anchor of the draft, an RFC, or a section of an RFC. */
export function citationLink(cite: Citation): CitationLink {
  if (cite.startsWith("#")) return { text: `Draft, ${cite.slice(1)}`, href: `${DRAFT_SCHEME}${cite}` };
  const [rfc = cite, section] = cite.split(", Section ");
  const page = `https://www.rfc-editor.org/rfc/${rfc.toLowerCase()}`;
  const name = rfc.replace("RFC", "RFC ");
  return section === undefined ? { text: name, href: page } : { text: `${name}, Section ${section}`, href: `${page}#section-${section}` };
}

const pathToRoot = (url: string): string => "../".repeat(url.split("/").length - 1);

/**
 * Points the links to the draft at its page.
 *
 * @param html - a page
 * @param url - the page's own path from the root of the API pages
 * @param draft - the draft's page from there
 */
export function resolveDraftLinks(html: string, url: string, draft: string): string {
  return html.replaceAll(`href="${DRAFT_SCHEME}#`, `href="${pathToRoot(url)}${draft}#`);
}

/**
 * Points the links to exports at their pages.
 *
 * @param html - a page
 * @param url - the page's own path from the root of the API pages
 * @param pageOf - the path of an export's page from there
 */
export function resolveExportLinks(html: string, url: string, pageOf: (name: string) => string): string {
  return html.replace(/href="export:(\w+)"/g, (_, name: string) => `href="${pathToRoot(url)}${pageOf(name)}"`);
}
