/**
 * The matrix as one page of HTML: of each way to try a peer, peers by suites; then what did not pass; then peers by cases.
 *
 * @module
 */
import { escape } from "../report/escape.ts";
import { anchorOf, caseHtml, legendHtml, page, table, verdictHtml } from "../report/page.ts";
import { type Result, weightOf } from "../report/result.ts";
import { type Counts, type Entry, type MatrixData, type PeerData, type Row, rowsOf, type Way, ways } from "./matrix.ts";

const failed = (result: Result): boolean => weightOf(result) === "bad" || weightOf(result) === "mild";

/** A peer with its place among all, which its anchors are made with. */
interface Column extends Entry {
  readonly place: number;
}

/** The anchor of a case of one of several peers. */
const placeOf = (peer: number, id: string): string => `p${peer}-${anchorOf(id)}`;

const wayNames = Object.keys(ways) as readonly Way[];

/** Counts in a cell: those that passed of those that there are, and below them what the others are. */
function cellOf(counts: Counts | undefined): string {
  if (counts === undefined) return "";
  const { cases, pass, mild, left, fail } = counts;
  const others = [fail > 0 ? `${fail} failed` : "", mild > 0 ? `${mild} non-strict` : "", left > 0 ? `${left} left out` : ""].filter((part) => part !== "");
  return `<span class="count ${fail > 0 ? "bad" : mild > 0 ? "mild" : pass > 0 ? "good" : "left"}">${[`${pass}/${cases}`, ...others].join("<br/>")}</span>`;
}

/** Peers by suites, for one way. */
function suitesHtml(peers: readonly PeerData[]): string {
  const suites = [...new Set(peers.flatMap((peer) => Object.keys(peer.suites)))];
  const name = ({ name: own, version, language, runtime }: PeerData): string =>
    `${escape(own)} ${escape(version)}<br/><span class="faint">${escape([language, runtime].filter((part) => part !== "").join(", "))}</span>`;
  return table(["", "all", ...suites.map(escape)], peers.map((peer) => [name(peer), cellOf(peer), ...suites.map((suite) => cellOf(peer.suites[suite]))]));
}

function waysHtml({ peers }: MatrixData): string[] {
  return wayNames.flatMap((way) => {
    const some = peers.filter(({ by }) => by === way);
    return some.length === 0 ? [] : [`<h2>${escape(ways[way])}</h2>`, suitesHtml(some)];
  });
}

function failuresHtml(columns: readonly Column[]): string {
  const parts = columns.map(({ place, by, report: { peer, results, draft } }) => {
    const wrong = results.filter(failed);
    if (wrong.length === 0) return "";
    return `<h3>${escape(peer.name)}, ${escape(by)}</h3>\n${wrong.map((result) => caseHtml(result, draft, wrong.length <= 20, placeOf(place, result.id))).join("\n")}`;
  });
  const some = parts.filter((part) => part !== "");
  return some.length === 0 ? '<p class="good">No peer failed a case.</p>' : `<h2>Did not pass</h2>\n${some.join("\n")}`;
}

function verdictCell(result: Result | undefined, peer: number): string {
  if (result === undefined) return "";
  const shown = verdictHtml(result);
  return failed(result) ? `<a href="#${escape(placeOf(peer, result.id))}">${shown}</a>` : shown;
}

function suiteHtml(columns: readonly Column[], suite: string, rows: readonly Row[]): string {
  const heads = ["case", ...columns.map(({ report }) => escape(report.peer.name))];
  const cells = rows.map(({ id, results }) => [escape(id), ...results.map((result, index) => verdictCell(result, columns[index]?.place ?? 0))]);
  return `<details><summary>${escape(suite)}, ${rows.length} ${rows.length === 1 ? "case" : "cases"}</summary>\n${table(heads, cells)}\n</details>`;
}

/** Peers by cases, for one way. */
function casesHtml(columns: readonly Column[], way: Way): string[] {
  const some = columns.filter(({ by }) => by === way);
  const rows = rowsOf(some);
  const suites = [...new Set(rows.map(({ suite }) => suite))].sort();
  const parts = suites.map((suite) => suiteHtml(some, suite, rows.filter((row) => row.suite === suite)));
  return parts.length === 0 ? [] : [`<h3>${escape(ways[way])}</h3>`, ...parts];
}

/** The whole page. @param absent - peers that could not be tried, with the reason, a sentence each */
export function matrixHtml(data: MatrixData, entries: readonly Entry[], absent: readonly string[]): string {
  const columns = entries.map((entry, place): Column => ({ ...entry, place }));
  const parts = [
    `<p class="faint">${escape(data.date)}, ${escape(data.draft)}, vectors ${escape(data.vectors)}</p>`,
    ...absent.map((reason) => `<p class="mild">${escape(reason)}</p>`),
    ...waysHtml(data),
    failuresHtml(columns),
    "<h2>Cases</h2>",
    legendHtml(entries.flatMap(({ report }) => report.results)),
    ...wayNames.flatMap((way) => casesHtml(columns, way)),
  ];
  return page("Interoperability", parts.join("\n"));
}
