/**
 * The page of intermediaries: WebSocket2 through real proxies, in words, as a map of all results, and path by path.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { IntermediariesReport } from "../../interop/intermediaries/matrix/report.ts";
import { checkGroups, heatMap, signs } from "../intermediaries/heat-map.ts";
import { pathDetails, purposeText } from "../intermediaries/path-details.ts";
import { pathStates, failedChecks } from "../intermediaries/path-status.ts";
import { cachesTable, proxyTable, settingsTable, summaryText } from "../intermediaries/proxy-summary.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";

type Choice = readonly [value: string, text: string];

const optionHtml = ([value, text]: Choice): Html => html`<option value="${value}">${text}</option>`;

function selectHtml(key: string, label: string, all: string, choices: readonly (Html | false)[]): Html {
  return html`<label>${label} <select data-key="${key}"><option value="">${all}</option>${choices}</select></label>\n`;
}

function filterForm(report: IntermediariesReport): Html {
  const { proxies, paths } = report;
  const failed = new Set(paths.flatMap((path) => failedChecks(path, report)));
  const groups = checkGroups(report);
  const fails = groups.map(({ title, checks }) => {
    const some = checks.filter(({ id }) => failed.has(id)).map(({ id, title: check }): Choice => [id, check]);
    return some.length > 0 && html`<optgroup label="${title}">${some.map(optionHtml)}</optgroup>`;
  });
  const purposes = [...new Set(paths.map(({ purpose }) => purpose))].map((purpose): Choice => [purpose, purposeText(purpose)]);
  const states = Object.entries(pathStates).map(([name, { word }]): Choice => [name, word]);
  const names = [...proxies.map(({ name, title }): Choice => [name, title]), ["none", "none"] as const];
  const numbers = groups.map(({ title }, index): Choice => [String(index), title]);
  return html`<form class="filter" hidden>
<label class="words">Text <input type="search" id="filter"></label>
${selectHtml("proxy", "Proxy", "any", names.map(optionHtml))}
${selectHtml("purpose", "Purpose", "any", purposes.map(optionHtml))}
${selectHtml("status", "Result", "any", states.map(optionHtml))}
${selectHtml("fails", "Fails", "anything or nothing", fails)}
${selectHtml("checks", "Checks", "all groups", numbers.map(optionHtml))}
<span class="faint" role="status"><span id="matches">${paths.length}</span> paths</span>
</form>`;
}

function legend(): Html {
  return html`<p><span class="key good">${signs.yes}</span> the result suits applications.
<span class="key bad">${signs.no}</span> it does not.
An empty cell: the check did not run, because no connection opened or because it does not concern the path.
Each cell leads to its observation.</p>`;
}

function checkList(report: IntermediariesReport): Html {
  const groups = checkGroups(report).map(({ title, checks }) => {
    const items = checks.map(({ id, title: check, asks }) => html`<dt id="check-${id}">${check}</dt><dd>${asks}</dd>\n`);
    const size = `${checks.length} ${checks.length === 1 ? "check" : "checks"}`;
    return html`<details><summary><h3>${title}</h3> <span class="faint">${size}</span></summary>\n<dl>${items}</dl></details>\n`;
  });
  return html`${groups}`;
}

function content(report: IntermediariesReport, place: PagePlace): Html {
  const states = Object.values(pathStates).map(
    ({ color, word, meaning }) => html`<li><strong class="${color}">${word}</strong>: ${meaning}</li>\n`,
  );
  return html`${summaryText(report)}
<h2 id="proxies">Proxies</h2>
<ul>${states}</ul>
${proxyTable(report)}
<h2 id="settings">Settings that mend a path</h2>
${settingsTable(report)}
<h2 id="results">All results</h2>
${legend()}
${filterForm(report)}
<section>
<p id="seen" class="seen-box faint" role="status" hidden>Point at a cell, or move with the arrow keys, to read its observation here.</p>
${heatMap(report)}
</section>
<h2 id="paths">Paths</h2>
<p>Each path with the configuration of its proxies, which can be copied, and what was seen. A configuration listens on port 8443 and
forwards to port 8080.</p>
${pathDetails(report)}
<h2 id="caches">Caches</h2>
<p>The replies after which a second client got the pong of the first, by the method of the request and the cache fields of the reply.</p>
${cachesTable(report)}
<h2 id="checks">Checks</h2>
<p>The <a href="${place.to("draft/index.html")}">draft about intermediaries</a> explains the results.
<code>ws2 paths URL</code> runs the checks on a path of your own.</p>
${checkList(report)}`;
}

/** Returns the page of intermediaries. */
export function intermediariesPage({ intermediaries }: SiteInput): SitePage[] {
  return [
    {
      path: "intermediaries/index.html",
      title: "Intermediaries",
      summary: "WebSocket2 through real proxies: which work, which setting each needs, and what was seen on every path.",
      content: (place) => content(intermediaries, place),
      scripts: ["filter", "intermediaries"],
      styles: ["intermediaries"],
      wide: true,
    },
  ];
}
