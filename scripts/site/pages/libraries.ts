/**
 * The page of HTTP libraries: the rules that a library has to keep for WebSocket2, and which libraries keep them.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { LibraryReport } from "../../interop/libraries/library-report.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";
import { type ColumnHead, tableHtml } from "../table.ts";

type LibraryVerdict = LibraryReport["rules"][number]["found"][string]["verdict"];

/** The verdicts with colour and meaning. */
const verdictTexts: Readonly<Record<LibraryVerdict, { readonly color: string; readonly meaning: string }>> = {
  yes: { color: "good", meaning: "in ordinary use" },
  set: { color: "good", meaning: "after a setting, or by another call" },
  part: { color: "mild", meaning: "in some cases" },
  no: { color: "bad", meaning: "the fallback applies" },
};

const roleTexts = { both: "client and server", client: "client", server: "server" } as const;

const verdictNames = Object.keys(verdictTexts) as readonly LibraryVerdict[];

const ruleAnchor = (id: string): string => `rule-${id}`;

const verdictWord = (verdict: LibraryVerdict): Html => html`<strong class="${verdictTexts[verdict].color}">${verdict}</strong>`;

function librariesTable({ libraries, rules }: LibraryReport): Html {
  const heads = verdictNames.map((name): ColumnHead => [name, "n"]);
  const rows = libraries.map(({ id, title, language, version, date, method }) => {
    const cells = verdictNames.map((name) => html`<td class="n">${rules.filter(({ found }) => found[id]?.verdict === name).length}</td>`);
    const facts = [language, version, html`<time>${date}</time>`].map((fact) => html`<td>${fact}</td>`);
    return html`<tr><th scope="row">${title}</th>${facts}${cells}<td>${method}</td></tr>\n`;
  });
  return tableHtml({ label: "Libraries", heads: ["Library", "Language", "Version", "Measured", ...heads, "By"], body: rows });
}

function rulesTable({ libraries, rules }: LibraryReport): Html {
  const rows = rules.map(({ id, role, offers, found }) => {
    const cells = libraries.map((library) => {
      const cell = found[library.id];
      return html`<td>${cell && verdictWord(cell.verdict)}</td>`;
    });
    const head = html`<th scope="row"><a href="#${ruleAnchor(id)}">${id}</a></th>`;
    return html`<tr>${head}<td>${roleTexts[role]}</td>${cells}<td>${offers}</td></tr>\n`;
  });
  const heads = ["Rule", "Needed by", ...libraries.map(({ title }) => title), "What the library has to offer"];
  return tableHtml({ label: "Rules", heads, body: rows });
}

function ruleHtml({ id, role, offers, otherwise, found }: LibraryReport["rules"][number], { libraries }: LibraryReport): Html {
  const notes = libraries.flatMap((library) => {
    const cell = found[library.id];
    return cell === undefined ? [] : [html`<dt>${library.title}: ${verdictWord(cell.verdict)}</dt><dd>${cell.note}</dd>\n`];
  });
  return html`<section id="${ruleAnchor(id)}">
<h3>${id}</h3>
<p>${offers} <span class="faint">Needed by ${roleTexts[role]}.</span></p>
<dl>${notes}<dt>Without it</dt><dd>${otherwise}</dd></dl>
</section>
`;
}

function content({ libraries: report, manifest: { draft } }: SiteInput, place: PagePlace): Html {
  const legend = verdictNames.map((name) => html`<li>${verdictWord(name)}: ${verdictTexts[name].meaning}</li>`);
  return html`<p>An endpoint that is built on an HTTP library can do what the library offers. The draft
<a href="${place.to(`draft/${draft}.html#libraries`)}">names the rules</a>, with a fallback for each.</p>
${librariesTable(report)}
<h2 id="rules">Rules</h2>
<ul>${legend}</ul>
${rulesTable(report)}
<h2 id="notes">Notes</h2>
${report.rules.map((rule) => ruleHtml(rule, report))}`;
}

/** Returns the page of HTTP libraries. */
export function librariesPage(input: SiteInput): SitePage[] {
  return [
    {
      path: "libraries/index.html",
      title: "HTTP libraries",
      summary: "What an HTTP library has to offer for WebSocket2, and what measured libraries offer.",
      content: (place) => content(input, place),
      styles: ["interop"],
    },
  ];
}
