/**
 * A requirement of the draft in a page of vectors: its sentence, with the ways to the draft and to those who pass.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace } from "../site-page.ts";

/** The path of the page of requirements. */
export const REQUIREMENTS_PAGE = "requirements/index.html";

/** Returns a requirement with its sentence. */
export function requirementQuote(id: string, { manifest, sentences }: SiteInput, place: PagePlace): Html {
  const { level, title } = manifest.requirements[id] ?? { level: "", title: "" };
  const name = html`<a href="${place.to(`draft/${manifest.draft}.html#${id}`)}">${id}</a>`;
  const checks = html`<a href="${place.to(`${REQUIREMENTS_PAGE}#${id}`)}">who passes</a>`;
  return html`<blockquote><p>${name} ${level}, ${title} (${checks})<br>${sentences[id] ?? ""}</p></blockquote>\n`;
}
