/**
 * A report in plain text: failures, then counts.
 *
 * @module
 */
import { groupBySuite, countVerdict, isClean, type TestReport, type TestResult, shownVerdicts, weightOf, worstFirst } from "./result.ts";

/** Functions that emphasize text. */
export interface ReportStyle {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const unstyled = (text: string): string => text;

/** Emphasizes nothing, for files. */
export const plainStyle: ReportStyle = { strong: unstyled, faint: unstyled, good: unstyled, bad: unstyled };

const indented = (text: string): string => text.replaceAll("\n", "\n      ");

/** Returns a case: verdict, id, and the reason if it did not pass. */
export function resultText(result: TestResult, { good, bad, faint }: ReportStyle): string {
  const { id, verdict, detail, requirements } = result;
  const emphasize = { good, left: faint, mild: unstyled, bad }[weightOf(result)];
  const head = `${emphasize(verdict)}  ${id}${requirements.length === 0 ? "" : faint(`  ${requirements.join(" ")}`)}\n`;
  return detail === "" ? head : `${head}      ${indented(detail)}\n`;
}

/** Returns the recorded exchange of a case. */
export function exchangeText({ exchange = [] }: TestResult, { faint }: ReportStyle): string {
  return exchange.map((line) => `      ${faint(indented(line))}\n`).join("");
}

/** Aligns cells in columns: the first column to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
  return rows.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "),
  );
}

/** Returns the counts of each suite, and of all. */
function countLines(results: readonly TestResult[], style: ReportStyle): string[] {
  const shown = shownVerdicts(results);
  const row = (name: string, some: readonly TestResult[]): string[] => [
    name,
    String(some.length),
    ...shown.map((verdict) => String(countVerdict(some, verdict))),
  ];
  const suites = groupBySuite(results);
  const rows = [["suite", "cases", ...shown], ...[...suites].map(([suite, some]) => row(suite, some))];
  if (suites.size > 1) rows.push(row("all", results));
  const [head = "", ...others] = alignColumns(rows);
  return [style.faint(`  ${head}`), ...others.map((text) => `  ${text}`)];
}

function verdictText(results: readonly TestResult[], style: ReportStyle): string {
  if (results.length === 0) return style.bad("No case was selected.");
  if (isClean(results)) return style.good("No case failed.");
  const wrong = results.filter((result) => weightOf(result) === "bad").length;
  return style.bad(wrong === 0 ? "Every case was skipped." : `${wrong} of ${results.length} cases did not pass.`);
}

/** Returns the end of a report: the peer, the counts, the notes and the verdict. */
export function summaryText({ peer, results, notes }: TestReport, style: ReportStyle): string {
  const head = `${style.strong(peer.name)}${peer.version === "" ? "" : ` ${peer.version}`}: ${results.length} cases`;
  const table = results.length === 0 ? [] : [...countLines(results, style), ""];
  return `${[head, "", ...table, ...notes, verdictText(results, style)].join("\n")}\n`;
}

/** Returns the whole report: the cases that count against the peer, with their exchanges, then the summary. */
export function textReport(report: TestReport, style: ReportStyle = plainStyle): string {
  const wrong = worstFirst(report.results).filter((result) => ["bad", "mild"].includes(weightOf(result)));
  return wrong.map((result) => `${resultText(result, style)}${exchangeText(result, style)}\n`).join("") + summaryText(report, style);
}
