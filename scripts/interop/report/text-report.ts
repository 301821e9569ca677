/**
 * A report in plain text: what went wrong, then the counts.
 *
 * @module
 */
import { groupBySuite, countVerdict, isClean, type TestReport, type TestResult, shownVerdicts, weightOf, worstFirst } from "./result.ts";

/** How a report sets off what is good and bad. */
export interface ReportStyle {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const unstyled = (text: string): string => text;

/** Text as it is, for files. */
export const plainStyle: ReportStyle = { strong: unstyled, faint: unstyled, good: unstyled, bad: unstyled };

const indented = (text: string): string => text.replaceAll("\n", "\n      ");

/** One case: its verdict, its id, and the reason where it is no pass. */
export function resultText(result: TestResult, { good, bad, faint }: ReportStyle): string {
  const { id, verdict, detail, requirements } = result;
  const paint = { good, left: faint, mild: unstyled, bad }[weightOf(result)];
  const head = `${paint(verdict)}  ${id}${requirements.length === 0 ? "" : faint(`  ${requirements.join(" ")}`)}\n`;
  return detail === "" ? head : `${head}      ${indented(detail)}\n`;
}

/** What went either way in a case. */
export function exchangeText({ exchange = [] }: TestResult, { faint }: ReportStyle): string {
  return exchange.map((line) => `      ${faint(indented(line))}\n`).join("");
}

/** Rows of cells in columns, the first to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
  return rows.map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "));
}

/** The counts of each suite, and of all. */
function countLines(results: readonly TestResult[], paint: ReportStyle): string[] {
  const shown = shownVerdicts(results);
  const row = (name: string, some: readonly TestResult[]): string[] => [name, String(some.length), ...shown.map((verdict) => String(countVerdict(some, verdict)))];
  const suites = groupBySuite(results);
  const rows = [["suite", "cases", ...shown], ...[...suites].map(([suite, some]) => row(suite, some))];
  if (suites.size > 1) rows.push(row("all", results));
  const [head = "", ...others] = alignColumns(rows);
  return [paint.faint(`  ${head}`), ...others.map((text) => `  ${text}`)];
}

function verdictText(results: readonly TestResult[], paint: ReportStyle): string {
  if (results.length === 0) return paint.bad("No case was selected.");
  if (isClean(results)) return paint.good("No case failed.");
  const wrong = results.filter((result) => weightOf(result) === "bad").length;
  return paint.bad(wrong === 0 ? "Every case was skipped." : `${wrong} of ${results.length} cases did not pass.`);
}

/** The end of a report: who was tested, the counts, and what else is to be known. */
export function summaryText({ peer, results, notes }: TestReport, paint: ReportStyle): string {
  const head = `${paint.strong(peer.name)}${peer.version === "" ? "" : ` ${peer.version}`}: ${results.length} cases`;
  const table = results.length === 0 ? [] : [...countLines(results, paint), ""];
  return `${[head, "", ...table, ...notes, verdictText(results, paint)].join("\n")}\n`;
}

/** The whole report: what counts against the peer, with what went either way, then the summary. */
export function textReport(report: TestReport, paint: ReportStyle = plainStyle): string {
  const wrong = worstFirst(report.results).filter((result) => ["bad", "mild"].includes(weightOf(result)));
  return wrong.map((result) => `${resultText(result, paint)}${exchangeText(result, paint)}\n`).join("") + summaryText(report, paint);
}
