/**
 * The matrix as one page of HTML: peers by suites, then what did not pass, then peers by cases.
 *
 * @module
 */
import { escape } from "../report/escape.ts";
import { anchorOf, caseHtml, legendHtml, page, table, verdictHtml } from "../report/page.ts";
import { type Result, weightOf } from "../report/result.ts";
import { type Entry, type MatrixData, type PeerData, type Row, rowsOf } from "./matrix.ts";

const failed = (result: Result): boolean => weightOf(result) === "bad" || weightOf(result) === "mild";

/** The anchor of a case of one of several peers. */
const placeOf = (peer: number, id: string): string => `p${peer}-${anchorOf(id)}`;

function cellOf(peer: PeerData, suite: string): string {
  const counts = peer.suites[suite];
  if (counts === undefined) return "";
  const { cases, pass, left, fail } = counts;
  const text = left === 0 ? `${pass}/${cases}` : `${pass}/${cases} (${left} left out)`;
  return `<span class="${fail > 0 ? "bad" : pass > 0 ? "good" : "left"}">${text}</span>`;
}

function suitesHtml({ peers }: MatrixData): string {
  const suites = [...new Set(peers.flatMap((peer) => Object.keys(peer.suites)))];
  const name = ({ name: own, version, language, runtime, by }: PeerData): string =>
    `${escape(own)} ${escape(version)}<br/><span class="faint">${escape([language, runtime, by].filter((part) => part !== "").join(", "))}</span>`;
  return table(["", ...suites.map(escape)], peers.map((peer) => [name(peer), ...suites.map((suite) => cellOf(peer, suite))]));
}

function failuresHtml(entries: readonly Entry[]): string {
  const parts = entries.map(({ report: { peer, results, draft } }, index) => {
    const wrong = results.filter(failed);
    if (wrong.length === 0) return "";
    return `<h3>${escape(peer.name)}</h3>\n${wrong.map((result) => caseHtml(result, draft, wrong.length <= 20, placeOf(index, result.id))).join("\n")}`;
  });
  const some = parts.filter((part) => part !== "");
  return some.length === 0 ? '<p class="good">No peer failed a case.</p>' : `<h2>Did not pass</h2>\n${some.join("\n")}`;
}

function verdictCell(result: Result | undefined, peer: number): string {
  if (result === undefined) return "";
  const shown = verdictHtml(result);
  return failed(result) ? `<a href="#${escape(placeOf(peer, result.id))}">${shown}</a>` : shown;
}

function casesHtml(entries: readonly Entry[], suite: string, rows: readonly Row[]): string {
  const heads = ["case", ...entries.map(({ report }) => escape(report.peer.name))];
  const cells = rows.map(({ id, results }) => [escape(id), ...results.map(verdictCell)]);
  return `<details><summary>${escape(suite)}, ${rows.length} cases</summary>\n${table(heads, cells)}\n</details>`;
}

/** The whole page. @param absent - peers that could not be tried, with the reason, a sentence each */
export function matrixHtml(data: MatrixData, entries: readonly Entry[], absent: readonly string[]): string {
  const rows = rowsOf(entries);
  const suites = [...new Set(rows.map(({ suite }) => suite))].sort();
  const parts = [
    `<p class="faint">${escape(data.date)}, ${escape(data.draft)}, vectors ${escape(data.vectors)}</p>`,
    suitesHtml(data),
    ...absent.map((reason) => `<p class="mild">${escape(reason)}</p>`),
    failuresHtml(entries),
    "<h2>Cases</h2>",
    legendHtml(entries.flatMap(({ report }) => report.results)),
    ...suites.map((suite) => casesHtml(entries, suite, rows.filter((row) => row.suite === suite))),
  ];
  return page("Interoperability", parts.join("\n"));
}
