/**
 * The frame that all pages share: head, menu, title and foot.
 *
 * @module
 */
import { html, type Html } from "../common/html.ts";
import { siteParts } from "./navigation.ts";
import { pagePlace, type PagePlace, type SitePage } from "./site-page.ts";

/** What the foot of each page says. */
export interface SiteFacts {
  /** The name of the core draft, with its revision. */
  readonly draft: string;
  /** The version of the package. */
  readonly version: string;
}

/** Pages load their own style and scripts alone, connect to no host, and send no form. Images may be in the page. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

const isWithin = (page: string, part: string): boolean => page === part || page.startsWith(part.replace(/index\.html$/, ""));

function menu(page: string, place: PagePlace): Html {
  const items = siteParts.map(({ path, name }) => {
    const current = isWithin(page, path) && html` aria-current="${page === path ? "page" : "true"}"`;
    return html`<li><a href="${place.to(path)}"${current}>${name}</a></li>`;
  });
  return html`<header class="top"><a class="brand" href="${place.to("index.html")}">WebSocket2</a>
<nav aria-label="Site"><ul>${items}</ul></nav></header>`;
}

function foot({ draft, version }: SiteFacts, place: PagePlace): Html {
  return html`<footer><p>Specification: <a href="${place.to(`draft/${draft}.html`)}">${draft}</a>. Reference implementation:
<a href="${place.to("api/index.html")}">websocket2 ${version}</a>. By the WebSocket2 Project; code under BSD-3-Clause,
drafts under the IETF Trust’s provisions. This site loads nothing from other hosts.</p></footer>`;
}

/** Returns a page as the text of a file. */
export function renderSitePage(page: SitePage, facts: SiteFacts): string {
  const place = pagePlace(page.path);
  const home = page.path === "index.html";
  const names = [...(page.scripts ?? []), ...(page.builtScripts ?? [])];
  const scripts = names.map((name) => html`<script src="${place.to(`assets/${name}.js`)}" defer></script>\n`);
  const styles = (page.styles ?? []).map((name) => html`<link rel="stylesheet" href="${place.to(`assets/${name}.css`)}">\n`);
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.summary}">
<title>${home ? page.title : `${page.title} · WebSocket2`}</title>
<link rel="stylesheet" href="${place.to("assets/site.css")}">
${styles}${scripts}</head>
<body${page.wide && html` class="wide-page"`}>
<a class="skip" href="#content">Skip to content</a>
${menu(page.path, place)}
<main id="content">
<h1>${page.title}</h1>
<p class="lead">${page.summary}</p>
${page.content(place)}
</main>
${foot(facts, place)}
</body>
</html>
`.text;
}
