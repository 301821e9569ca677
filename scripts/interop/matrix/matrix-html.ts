/**
 * The matrix as an HTML page: for each mode peers by suites, then failures, then for each mode peers by cases.
 *
 * @module
 */
import { filterHtml, filterScript } from "../report/filter-script.ts";
import { caseAnchor, caseHtml, escapePeerText, legendHtml, htmlPage, htmlTable, verdictHtml } from "../report/html-page.ts";
import { type TestMode, testModeNames, testModes, type TestResult, weightOf } from "../report/result.ts";
import { type Matrix, type MatrixEntry, type MatrixRow, matrixRows, peerCounts, peerLabel } from "./matrix.ts";
import type { ResultCounts } from "./result-counts.ts";

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
function suitesHtml(columns: readonly PeerColumn[]): string {
  const peers = columns.map((column) => ({ column, counts: peerCounts(column.report) }));
  const suites = [...new Set(peers.flatMap(({ counts }) => Object.keys(counts.suites)))];
  const name = ({ language, runtime, report }: PeerColumn): string => {
    const facts = [language, runtime].filter((part) => part !== "").join(", ");
    return `${escapePeerText(peerLabel(report))}<br/><span class="faint">${escapePeerText(facts)}</span>`;
  };
  return htmlTable(
    ["", "all", ...suites.map(escapePeerText)],
    peers.map(({ column, counts }) => [name(column), countsCell(counts), ...suites.map((suite) => countsCell(counts.suites[suite]))]),
  );
}

function testModesHtml(columns: readonly PeerColumn[]): string[] {
  return testModeNames.flatMap((mode) => {
    const some = columns.filter(({ report }) => report.mode === mode);
    return some.length === 0 ? [] : [`<h2>${escapePeerText(testModes[mode])}</h2>`, suitesHtml(some)];
  });
}

function failuresHtml(columns: readonly PeerColumn[]): string {
  const parts = columns.map(({ index, report }) => {
    const wrong = report.results.filter(isFailed);
    if (wrong.length === 0) return "";
    const cases = wrong.map((result) => caseHtml(result, report, { open: wrong.length <= 20, anchor: peerCaseAnchor(index, result.id) }));
    const head = `<h3>${escapePeerText(peerLabel(report))}, ${escapePeerText(report.mode)}</h3>`;
    return `<section data-group="">\n${head}\n${cases.join("\n")}\n</section>`;
  });
  const some = parts.filter((part) => part !== "");
  return some.length === 0 ? '<p class="good">No peer failed a case.</p>' : `<h2>Did not pass</h2>\n${some.join("\n")}`;
}

function verdictCell(result: TestResult | undefined, peer: number): string {
  if (result === undefined) return "";
  const shown = verdictHtml(result);
  return isFailed(result) ? `<a href="#${escapePeerText(peerCaseAnchor(peer, result.id))}">${shown}</a>` : shown;
}

function suiteHtml(columns: readonly PeerColumn[], suite: string, rows: readonly MatrixRow[]): string {
  const heads = ["case", ...columns.map(({ report }) => escapePeerText(peerLabel(report)))];
  const cells = rows.map(({ id, results }) => [
    escapePeerText(id),
    ...results.map((result, index) => verdictCell(result, columns[index]?.index ?? 0)),
  ]);
  const summary = `${escapePeerText(suite)}, ${rows.length} ${rows.length === 1 ? "case" : "cases"}`;
  const table = htmlTable(heads, cells, rows.map(({ id }) => id));
  return `<details data-group=""><summary>${summary}</summary>\n${table}\n</details>`;
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
  return parts.length === 0 ? [] : [`<h3>${escapePeerText(testModes[mode])}</h3>`, ...parts];
}

/** Returns the page. */
export function matrixHtml({ facts, entries, warnings }: Matrix): string {
  const columns = entries.map((entry, index): PeerColumn => ({ ...entry, index }));
  const parts = [
    `<p class="faint">${escapePeerText(facts.join(", "))}</p>`,
    ...warnings.map((reason) => `<p class="mild">${escapePeerText(reason)}</p>`),
    ...testModesHtml(columns),
    filterHtml,
    failuresHtml(columns),
    "<h2>Cases</h2>",
    legendHtml(entries.flatMap(({ report }) => report.results)),
    ...testModeNames.flatMap((mode) => casesHtml(columns, mode)),
    filterScript,
  ];
  return htmlPage("Interoperability", parts.join("\n"));
}
