/**
 * The first page: what WebSocket2 is, a picture, who can use it, numbers with their proof, and the way to everything else.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { ProjectFact } from "../../facts/index.ts";
import { viewDrawing } from "../drawing.ts";
import { siteParts } from "../navigation.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";

/** The page that proves a fact, by the fact's id. */
const proofs: Readonly<Record<string, string>> = {
  vectors: "vectors/index.html",
  "live-cases": "interop/index.html",
  implementations: "interop/index.html",
  runtimes: "interop/index.html",
  requirements: "requirements/index.html",
  paths: "intermediaries/index.html",
  speed: "benchmarks/index.html",
  memory: "benchmarks/index.html",
};

function about(place: PagePlace, draft: string): Html {
  return html`<p>WebSocket2 carries text and binary messages between a client and a server over one POST request of HTTP/2 whose content and
whose response content stay open.</p>
<p>It adds no setting, no frame type and no method to HTTP, so proxies forward it without supporting it, and the
<a href="${place.to(`draft/${draft}.html#opening-ping`)}">opening ping</a> detects those that hold it back.</p>
<p>It is not the WebSocket Protocol of RFC 6455 or RFC 8441: an existing WebSocket endpoint does not speak it, and scripts of web pages
cannot use it until browsers can send and receive content at the same time.</p>
<p class="actions"><a class="button" href="${place.to(`draft/${draft}.html`)}">Read the draft</a>
<a class="button" href="#use">Start a peer</a></p>`;
}

function users({ facts, downloads, oldestNode }: SiteInput, place: PagePlace): Html {
  const runtimes = facts.find(({ id }) => id === "runtimes");
  const file = downloads.flatMap(({ files }) => files).find(({ path }) => path.endsWith(".tgz"))?.path ?? "";
  return html`<h2 id="use">Who can use it today</h2>
<p>Programs on any HTTP/2 library that can read and write content at the same time: servers, agents, command-line tools, and applications on
phones. The reference implementation runs on ${runtimes?.detail ?? "Node.js."}</p>
<p>With Node.js ${oldestNode} or newer: save <a href="${place.to(`downloads/${file}`)}">${file}</a> in an empty folder, and start a
server there.
<code>npm init</code> makes the folder a package of its own; without one, npm installs into a folder above it.</p>
<pre>npm init -y
npm install ./${file}
npx --no -- ws2 serve</pre>
<p>Talk to it from a second terminal in the same folder, with the URL that the server prints:</p>
<pre>npx --no -- ws2 connect --insecure https://127.0.0.1:8443/</pre>
<p>The <a href="${place.to("api/index.html")}">API pages</a> begin with a server and a client in a few lines. Without any installation, the
<a href="${place.to("explorer/index.html")}">explorer</a> shows what octets mean.</p>`;
}

function factItem({ id, title, value, unit, detail }: ProjectFact, place: PagePlace): Html {
  const proof = proofs[id];
  const name = proof === undefined ? html`${title}` : html`<a href="${place.to(proof)}">${title}</a>`;
  return html`<li><strong>${value}</strong> ${unit}<p>${name}. ${detail}</p></li>\n`;
}

function cards(place: PagePlace): Html {
  const items = siteParts.map(({ path, name, summary }) => html`<li><a href="${place.to(path)}">${name}</a><p>${summary}</p></li>\n`);
  return html`<ul class="cards">${items}</ul>`;
}

function content(input: SiteInput, place: PagePlace): Html {
  const opening = { of: "connection", name: "opening" };
  const picture = viewDrawing(input.model, "sequence", opening, "A client opens a connection and sends a second ping.");
  return html`<div class="beside"><div>${about(place, input.manifest.draft)}</div>${picture}</div>
${users(input, place)}
<h2 id="numbers">In numbers</h2>
<ul class="figures">${input.facts.map((fact) => factItem(fact, place))}</ul>
<h2 id="parts">On this site</h2>
${cards(place)}`;
}

/** Returns the first page. */
export function indexPage(input: SiteInput): SitePage[] {
  return [
    {
      path: "index.html",
      title: "WebSocket2",
      summary: "Messages in both directions, inside one ordinary HTTP/2 request.",
      content: (place) => content(input, place),
    },
  ];
}
