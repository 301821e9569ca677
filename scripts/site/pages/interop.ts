/**
 * The page of interoperability: implementations by cases, what did not pass and why, runtimes, and how to add an implementation.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";
import { commandHtml, peerCards, WS2 } from "../interop/peer-cards.ts";
import { resultTables } from "../interop/result-tables.ts";
import { unpassedCases } from "../interop/unpassed-cases.ts";
import { worksWithHtml } from "../interop/works-with.ts";

function summaryHtml({ interop: { peers, date, draft, vectors } }: SiteInput, place: PagePlace): Html {
  const names = new Set(peers.map(({ folder }) => folder));
  const languages = new Set(peers.map(({ language }) => language));
  const failed = peers.reduce((sum, { fail }) => sum + fail, 0);
  return html`<p>On ${date}, ${names.size} implementations in ${languages.size} languages ran the cases of ${draft}, with the
<a href="${place.to("vectors/index.html")}">vectors</a>
<code class="hash">${vectors}</code>. ${failed === 0 ? "No case failed." : `${failed} cases failed.`}
A case that is <em>not strict</em> is allowed by the draft and not recommended; one that is <em>left out</em> needs a feature that the
implementation does not have.</p>`;
}

/** The commands for an implementation that is not in this repository. */
const steps: readonly (readonly [text: string, command: string])[] = [
  [
    "Write an adapter, a program that reads JSON lines: it decodes, encodes and checks what each line says. Run all vectors on it.",
    `${WS2} vectors run --adapter "your-adapter" --report json --out vectors.json`,
  ],
  [
    "Start your server, which echoes messages, and run the live cases on it.",
    `${WS2} conformance server --report json --out server.json http://localhost:8080/`,
  ],
  [
    "Run the live cases on your client, which sends each message back; {url} stands for the URL that it opens.",
    `${WS2} conformance client --report json --out client.json --command 'your-client {url}'`,
  ],
  ["Make one page of the reports, peers by cases.", `${WS2} report merge vectors.json server.json client.json --out reports`],
];

function addYours(place: PagePlace): Html {
  const items = steps.map(([text, command]) => html`<li>${text}${commandHtml(command)}</li>\n`);
  return html`<ol>${items}</ol>
<p>The <a href="${place.to("vectors/format.html")}">format of the vectors</a> describes requests and answers; the
<a href="${place.to("downloads/index.html")}">archive of the vectors</a> has all of them. To add an implementation to this page, put it into
<code>spec-tests/adapters/</code> with an <code>adapter.json</code>, or into <code>spec-tests/peers/</code> with a <code>peer.json</code>;
<code>make interop</code> then runs it.</p>`;
}

function content(input: SiteInput, place: PagePlace): Html {
  const { interop } = input;
  return html`${summaryHtml(input, place)}
${interop.warnings.map((warning) => html`<p class="mild">${warning}</p>`)}
<ul>
<li><a href="#results">Results</a></li>
<li><a href="#not-passed">Cases that did not pass</a></li>
<li><a href="#implementations">Implementations</a></li>
<li><a href="#works-with">Runtimes and packages</a></li>
<li><a href="#add">Add your implementation</a></li>
<li><a href="${place.to("libraries/index.html")}">HTTP libraries: what an implementation can build on</a></li>
</ul>
<h2 id="results">Results</h2>
${resultTables(interop)}
<h2 id="not-passed">Cases that did not pass</h2>
${unpassedCases(input, place)}
<h2 id="implementations">Implementations</h2>
${peerCards(interop)}
<h2 id="works-with">Runtimes and packages</h2>
${worksWithHtml(interop.worksWith)}
<h2 id="add">Add your implementation</h2>
${addYours(place)}`;
}

/** Returns the page of interoperability. */
export function interopPage(input: SiteInput): SitePage[] {
  return [
    {
      path: "interop/index.html",
      title: "Interoperability",
      summary: "Implementations and runtimes on the same vectors and live cases, with every case that did not pass and why.",
      content: (place) => content(input, place),
      styles: ["interop"],
      wide: true,
    },
  ];
}
