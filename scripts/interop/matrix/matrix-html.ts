/**
 * The matrix as an HTML page: for each mode peers by suites, then failures, then for each mode peers by cases.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import { caseAnchor, caseHtml, legendHtml, htmlPage, htmlTable, verdictHtml } from "../report/html-page.ts";
import { type TestMode, testModeNames, testModes, type TestResult, weightOf } from "../report/result.ts";
import {
  type ResultCounts,
  type MatrixEntry,
  type MatrixData,
  type PeerData,
  type MatrixRow,
  matrixRows,
} from "./matrix.ts";

const isFailed = (result: TestResult): boolean => weightOf(result) === "bad" || weightOf(result) === "mild";

/** A peer with its index among all, which its anchors contain. */
interface PeerColumn extends MatrixEntry {
  readonly index: number;
}

/** Returns the anchor of a case of one of several peers. */
const peerCaseAnchor = (peer: number, id: string): string => `p${peer}-${caseAnchor(id)}`;

/** Returns counts for a cell: passed cases and all cases, then the others by kind. */
function countsCell(counts: ResultCounts | undefined): string {
  if (counts === undefined) return "";
  const { cases, pass, mild, left, fail } = counts;
  const others = [fail > 0 ? `${fail} failed` : "", mild > 0 ? `${mild} non-strict` : "", left > 0 ? `${left} left out` : ""].filter(
    (part) => part !== "",
  );
  const color = fail > 0 ? "bad" : mild > 0 ? "mild" : pass > 0 ? "good" : "left";
  return `<span class="count ${color}">${[`${pass}/${cases}`, ...others].join("<br/>")}</span>`;
}

/** Returns peers by suites, for one mode. */
function suitesHtml(peers: readonly PeerData[]): string {
  const suites = [...new Set(peers.flatMap((peer) => Object.keys(peer.suites)))];
  const name = ({ name: own, version, language, runtime }: PeerData): string =>
    `${escapeMarkup(own)} ${escapeMarkup(version)}<br/><span class="faint">${escapeMarkup([language, runtime].filter((part) => part !== "").join(", "))}</span>`;
  return htmlTable(
    ["", "all", ...suites.map(escapeMarkup)],
    peers.map((peer) => [name(peer), countsCell(peer), ...suites.map((suite) => countsCell(peer.suites[suite]))]),
  );
}

function testModesHtml({ peers }: MatrixData): string[] {
  return testModeNames.flatMap((mode) => {
    const some = peers.filter(({ by }) => by === mode);
    return some.length === 0 ? [] : [`<h2>${escapeMarkup(testModes[mode])}</h2>`, suitesHtml(some)];
  });
}

function failuresHtml(columns: readonly PeerColumn[]): string {
  const parts = columns.map(({ index: peerIndex, report: { mode, peer, results, draft } }) => {
    const wrong = results.filter(isFailed);
    if (wrong.length === 0) return "";
    const cases = wrong.map((result) => caseHtml(result, draft, wrong.length <= 20, peerCaseAnchor(peerIndex, result.id)));
    return `<h3>${escapeMarkup(peer.name)}, ${escapeMarkup(mode)}</h3>\n${cases.join("\n")}`;
  });
  const some = parts.filter((part) => part !== "");
  return some.length === 0 ? '<p class="good">No peer failed a case.</p>' : `<h2>Did not pass</h2>\n${some.join("\n")}`;
}

function verdictCell(result: TestResult | undefined, peer: number): string {
  if (result === undefined) return "";
  const shown = verdictHtml(result);
  return isFailed(result) ? `<a href="#${escapeMarkup(peerCaseAnchor(peer, result.id))}">${shown}</a>` : shown;
}

function suiteHtml(columns: readonly PeerColumn[], suite: string, rows: readonly MatrixRow[]): string {
  const heads = ["case", ...columns.map(({ report }) => escapeMarkup(report.peer.name))];
  const cells = rows.map(({ id, results }) => [
    escapeMarkup(id),
    ...results.map((result, index) => verdictCell(result, columns[index]?.index ?? 0)),
  ]);
  const summary = `${escapeMarkup(suite)}, ${rows.length} ${rows.length === 1 ? "case" : "cases"}`;
  return `<details><summary>${summary}</summary>\n${htmlTable(heads, cells)}\n</details>`;
}

/** Returns peers by cases, for one mode. */
function casesHtml(columns: readonly PeerColumn[], mode: TestMode): string[] {
  const some = columns.filter(({ report }) => report.mode === mode);
  const rows = matrixRows(some);
  const suites = [...new Set(rows.map(({ suite }) => suite))].sort();
  const parts = suites.map((suite) =>
    suiteHtml(
      some,
      suite,
      rows.filter((row) => row.suite === suite),
    ),
  );
  return parts.length === 0 ? [] : [`<h3>${escapeMarkup(testModes[mode])}</h3>`, ...parts];
}

/** Returns the page. @param absent - a sentence for each peer that was not tested */
export function matrixHtml(data: MatrixData, entries: readonly MatrixEntry[], absent: readonly string[]): string {
  const columns = entries.map((entry, index): PeerColumn => ({ ...entry, index }));
  const parts = [
    `<p class="faint">${escapeMarkup(data.date)}, ${escapeMarkup(data.draft)}, vectors ${escapeMarkup(data.vectors)}</p>`,
    ...absent.map((reason) => `<p class="mild">${escapeMarkup(reason)}</p>`),
    ...testModesHtml(data),
    failuresHtml(columns),
    "<h2>Cases</h2>",
    legendHtml(entries.flatMap(({ report }) => report.results)),
    ...testModeNames.flatMap((mode) => casesHtml(columns, mode)),
  ];
  return htmlPage("Interoperability", parts.join("\n"));
}
