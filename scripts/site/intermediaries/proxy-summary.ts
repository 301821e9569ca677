/**
 * The results in short: which proxies work, which settings they need, and what caches replay.
 *
 * @module
 */
import { codeSpans, html, type Html } from "../../common/html.ts";
import type { IntermediariesReport, PathReport } from "../../interop/intermediaries/matrix/report.ts";
import { type ColumnHead, tableHtml } from "../table.ts";
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
      const list = some.length > 0 && html`<ul class="plain">${some.map(pathItem)}</ul>`;
      return html`<td data-head="${pathStates[status].word}">${list}</td>`;
    });
    return html`<tr><th scope="row">${title}<br><small class="faint">${version}</small></th>${cells}</tr>\n`;
  });
  const heads = columns.map((status): ColumnHead => [pathStates[status].word, pathStates[status].color]);
  return tableHtml({ label: "Proxies", heads: ["Proxy", ...heads], body: rows, className: "proxies" });
}

/** Returns sentences about all paths. */
export function summaryText(report: IntermediariesReport): Html {
  const { paths, proxies, date, system } = report;
  const through = paths.filter(({ hops }) => hops.length > 0);
  const of = (status: PathStatus): number => through.filter((path) => statusOf(path) === status).length;
  const states = proxies.map(({ name, title }) => ({ title, statuses: pathsOf(name, report).map(statusOf) }));
  const proxiesWith = (test: (statuses: readonly PathStatus[]) => boolean): string =>
    listed(states.filter(({ statuses }) => test(statuses)).map(({ title }) => title));
  const isWhole = (statuses: readonly PathStatus[]): boolean => statuses.every((status) => status === "works" || status === "files");
  const isSome = (statuses: readonly PathStatus[]): boolean => statuses.includes("works") || statuses.includes("limited");
  const cuts = through.filter(({ summary }) => summary.idle === "no" && summary.pings === "yes").length;
  return html`<p>WebSocket2 is an ordinary request of HTTP, so proxies forward it without knowing it. ${proxies.length} proxies were
tried in ${through.length} configurations and chains: ${of("works")} work without a limit, ${of("limited")} work with a limit,
on ${of("closed")} no connection opens, and ${of("files")} only serve files.</p>
<ul>
<li>Each tried configuration works: ${proxiesWith(isWhole)}.</li>
<li>Some configurations work: ${proxiesWith((statuses) => isSome(statuses) && !isWhole(statuses))}.</li>
<li>No tried configuration works: ${proxiesWith((statuses) => !isSome(statuses))}.</li>
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
  const rows = sorted.map(({ problem, proxy, set, question, without, with: mended }) => {
    const evidence = html`<td>${checkLink(question, without)}</td><td>${pathLink(without)}</td><td>${mended && pathLink(mended)}</td>`;
    return html`<tr><th scope="row">${proxy}</th><td>${problem}</td><td>${codeSpans(set)}</td>${evidence}</tr>\n`;
  });
  const heads = ["Proxy", "Without the setting it", "Set", "Seen by", "Fails", "Passes"];
  return tableHtml({ label: "Settings that mend a path", heads, body: rows });
}

/** Returns what caches replay. */
export function cachesTable({ caches }: IntermediariesReport): Html {
  const rows = caches.map(({ path, get, post, joined }) => {
    const cells = [post, get, joined].map((text) => html`<td>${text}</td>`);
    return html`<tr><th scope="row">${pathLink(path)}</th>${cells}</tr>\n`;
  });
  return tableHtml({ label: "Caches", heads: ["Path", "Replays to POST", "Replays to GET", "Joins open streams of"], body: rows });
}
