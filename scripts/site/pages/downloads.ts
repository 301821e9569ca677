/**
 * The page of files to take away.
 *
 * @module
 */
import { codeSpans, html, type Html } from "../../common/html.ts";
import { type Download, downloadHash, type DownloadGroup } from "../downloads.ts";
import { markdownHtml } from "../markdown.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";

const KIB = 1024;

/** Returns a size in KiB, or in octets below 1 KiB. */
function sizeText(octets: number): string {
  return octets < KIB ? `${octets} octets` : `${Math.round(octets / KIB).toLocaleString("en")} KiB`;
}

function fileRow(file: Download, place: PagePlace): Html {
  const link = html`<a href="${place.to(`downloads/${file.path}`)}">${file.path}</a>`;
  return html`<tr><td>${link}</td><td class="n">${sizeText(file.content.length)}</td>
<td class="hash"><code>${downloadHash(file)}</code></td></tr>\n`;
}

function groupHtml({ title, summary, use, files }: DownloadGroup, place: PagePlace): Html {
  const table = html`<div class="table"><table><thead><tr><th>File</th><th class="n">Size</th><th>SHA-256</th></tr></thead>
<tbody>${files.map((file) => fileRow(file, place))}</tbody></table></div>`;
  return html`<h2>${title}</h2><p>${codeSpans(summary)}</p>\n${table}\n${use !== undefined && markdownHtml(use)}\n`;
}

function content({ citations, downloads, manifest }: SiteInput, place: PagePlace): Html {
  return html`<p>The drafts, as HTML, text and XML, are on <a href="${place.to("draft/index.html")}">their page</a>. The vectors of
this site have the hash <code>${manifest.root}</code>, as their manifest says.</p>
${downloads.map((group) => groupHtml(group, place))}
<h2 id="cite">Cite as</h2>
<dl class="citations">${citations.map(({ work, text }) => html`<dt>${work}</dt><dd>${text}</dd>\n`)}</dl>`;
}

/** Returns the page of downloads. */
export function downloadsPage(input: SiteInput): SitePage[] {
  return [
    {
      path: "downloads/index.html",
      title: "Downloads",
      summary: "Package, vectors, registries and descriptions of the protocol for other tools, and how to cite them.",
      content: (place) => content(input, place),
    },
  ];
}
