/**
 * A requirement of the draft in a page of vectors: its sentence, with the ways to the draft and to those who pass.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { announcesList } from "../../interop/vectors/manifest.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace } from "../site-page.ts";

/** The path of the page of requirements. */
export const REQUIREMENTS_PAGE = "requirements/index.html";

/** Returns a requirement with its sentence, and with the way to the list that the sentence announces. */
export function requirementQuote(id: string, { manifest, sentences }: SiteInput, place: PagePlace): Html {
  const { level, title, section } = manifest.requirements[id] ?? { level: "", title: "", section: "" };
  const draft = place.to(`draft/${manifest.draft}.html`);
  const name = html`<a href="${draft}#${id}">${id}</a>`;
  const sentence = sentences[id] ?? "";
  const list = announcesList(sentence) && html` (<a href="${draft}${section}">the list</a>)`;
  const checks = html`<a href="${place.to(`${REQUIREMENTS_PAGE}#${id}`)}">who passes</a>`;
  return html`<blockquote><p>${name} ${level}, ${title} (${checks})<br>${sentence}${list}</p></blockquote>\n`;
}
