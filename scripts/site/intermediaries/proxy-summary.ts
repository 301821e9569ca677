/**
 * The results in short: which proxies work, which settings they need, and what caches replay.
 *
 * @module
 */
import { codeSpans, html, type Html } from "../../common/html.ts";
import type { IntermediariesReport, PathReport } from "../../interop/intermediaries/matrix/report.ts";
import { limitsOf, observationAnchor, pathAnchor, pathStates, type PathStatus, statusOf } from "./path-status.ts";

const listed = (words: readonly string[]): string => words.join(", ").replace(/, ([^,]*)$/, " and $1");

/** Returns the paths through one proxy alone, or through it with a proxy in front that only ends TLS for it. */
function pathsOf(proxy: string, { paths }: IntermediariesReport): PathReport[] {
  const isOwn = ({ hops }: PathReport): boolean => hops.length === 1 && hops[0]?.proxy === proxy;
  const own = paths.filter(isOwn);
  return own.length > 0 ? own : paths.filter(({ hops }) => hops.at(-1)?.proxy === proxy);
}

const pathLink = (id: string): Html => html`<a href="#${pathAnchor(id)}">${id}</a>`;

function pathItem(path: PathReport): Html {
  const { id, hops } = path;
  const reasons = limitsOf(path);
  const note = statusOf(path) === "limited" ? `: ${listed(reasons)}` : "";
  return html`<li>${pathLink(id)} <span class="faint">${hops.at(-1)?.says}${note}</span></li>\n`;
}

/** Returns a table of proxies, with their configurations by state. */
export function proxyTable(report: IntermediariesReport): Html {
  const columns: readonly PathStatus[] = ["works", "limited", "closed"];
  const proxies = report.proxies.map(({ name, title, version }) => ({ title, version, paths: pathsOf(name, report) }));
  const own = new Set(proxies.flatMap(({ paths }) => paths));
  const chains = report.paths.filter((path) => path.hops.length > 1 && !own.has(path));
  const rows = [...proxies, { title: "Chains of two", version: "each works alone", paths: chains }].map(({ title, version, paths }) => {
    const cells = columns.map((status) => {
      const some = paths.filter((path) => statusOf(path) === status);
      return html`<td data-head="${pathStates[status].word}">${some.length > 0 && html`<ul class="plain">${some.map(pathItem)}</ul>`}</td>`;
    });
    return html`<tr><th scope="row">${title}<br><small class="faint">${version}</small></th>${cells}</tr>\n`;
  });
  const heads = columns.map((status) => html`<th scope="col" class="${pathStates[status].color}">${pathStates[status].word}</th>`);
  return html`<div class="table"><table class="proxies"><thead><tr><th scope="col">Proxy</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Returns sentences about all paths. */
export function summaryText(report: IntermediariesReport): Html {
  const { paths, proxies, date, system } = report;
  const through = paths.filter(({ hops }) => hops.length > 0);
  const of = (status: PathStatus): number => through.filter((path) => statusOf(path) === status).length;
  const working = (some: (status: PathStatus) => boolean): string[] =>
    proxies.filter(({ name }) => pathsOf(name, report).some((path) => some(statusOf(path)))).map(({ title }) => title);
  const whole = proxies
    .filter(({ name }) => pathsOf(name, report).every((path) => ["works", "files"].includes(statusOf(path))))
    .map(({ title }) => title);
  const never = proxies.filter(({ title }) => !working((status) => status === "works" || status === "limited").includes(title));
  const cuts = through.filter(({ summary }) => summary.idle === "no" && summary.pings === "yes").length;
  return html`<p>WebSocket2 is an ordinary request of HTTP, so proxies forward it without knowing it. ${proxies.length} proxies were tried in
${through.length} configurations and chains: ${of("works")} work without a limit, ${of("limited")} work with a limit,
on ${of("closed")} no connection opens, and ${of("files")} only serve files.</p>
<ul>
<li>Each tried configuration works: ${listed(whole)}.</li>
<li>Some configuration works: ${listed(working((status) => status === "works").filter((title) => !whole.includes(title)))}.</li>
<li>No tried configuration works: ${listed(never.map(({ title }) => title))}.</li>
<li>${cuts} paths cut a connection that is silent for a minute. The pings of WebSocket2 keep all of these open.</li>
</ul>
<p class="faint">Measured until ${date} on ${system}; each path has its day below. The proxies are those of the distribution.</p>`;
}

/** Returns the settings that mend a path. */
export function settingsTable({ mends, proxies, questions, paths }: IntermediariesReport): Html {
  const checkLink = (question: string, path: string): Html => {
    const index = paths.findIndex(({ id }) => id === path);
    const title = questions.find(({ id }) => id === question)?.title ?? question;
    return html`<a href="#${index < 0 ? "settings" : observationAnchor(index, question)}">${title}</a>`;
  };
  const sorted = proxies.flatMap(({ title }) => mends.filter(({ proxy }) => proxy === title));
  const rows = sorted.map(
    ({ problem, proxy, set, question, without, with: mended }) => html`<tr><th scope="row">${proxy}</th><td>${problem}</td><td>${codeSpans(set)}</td>
<td>${checkLink(question, without)}</td><td>${pathLink(without)}</td><td>${mended === undefined ? "" : pathLink(mended)}</td></tr>\n`,
  );
  return html`<div class="table"><table>
<thead><tr><th scope="col">Proxy</th><th scope="col">Without the setting it</th><th scope="col">Set</th><th scope="col">Seen by</th>
<th scope="col">Fails</th><th scope="col">Passes</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** Returns what caches replay. */
export function cachesTable({ caches }: IntermediariesReport): Html {
  const rows = caches.map(
    ({ path, get, post, joined }) => html`<tr><th scope="row">${pathLink(path)}</th><td>${post}</td><td>${get}</td><td>${joined}</td></tr>\n`,
  );
  return html`<div class="table"><table>
<thead><tr><th scope="col">Path</th><th scope="col">Replays to POST</th><th scope="col">Replays to GET</th><th scope="col">Joins open streams of</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
