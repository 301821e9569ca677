/**
 * A run in plain text: what went wrong, then the counts.
 *
 * @module
 */
import type { Result, Run } from "./run.ts";
import { type Outcome, outcomes } from "./verdict.ts";

/** How a report sets off what is good and bad. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** Whether a run found nothing wrong: every case passed or was skipped, and some passed. */
export function isClean({ results }: Run): boolean {
  return results.every((result) => result.outcome === "pass" || result.outcome === "skipped") && results.some((result) => result.outcome === "pass");
}

/** One case that did not pass. */
export function resultText({ id, outcome, why }: Result, { bad, faint }: Paint): string {
  const name = outcome === "skipped" ? faint(outcome) : bad(outcome);
  return `${name}  ${id}\n      ${why.replaceAll("\n", "\n      ")}\n`;
}

function count(results: readonly Result[], outcome: Outcome): number {
  return results.filter((result) => result.outcome === outcome).length;
}

/** The counts of each suite, and of all. */
function countLines(results: readonly Result[], paint: Paint): string[] {
  const suites = [...new Set(results.map((result) => result.suite))];
  const shown = outcomes.filter((outcome) => outcome === "pass" || outcome === "fail" || count(results, outcome) > 0);
  const row = (name: string, some: readonly Result[]): string[] => [name, String(some.length), ...shown.map((outcome) => String(count(some, outcome)))];
  const rows = [["suite", "cases", ...shown], ...suites.map((suite) => row(suite, results.filter((result) => result.suite === suite)))];
  if (suites.length > 1) rows.push(row("all", results));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ");
  const [head = "", ...others] = rows.map(line);
  return [paint.faint(`  ${head}`), ...others.map((text) => `  ${text}`)];
}

function verdictText(run: Run, paint: Paint): string {
  const { results } = run;
  if (results.length === 0) return paint.bad("No case was selected.");
  if (isClean(run)) return paint.good("No case failed.");
  const wrong = results.length - count(results, "pass") - count(results, "skipped");
  return paint.bad(wrong === 0 ? "Every case was skipped." : `${wrong} of ${results.length} cases did not pass.`);
}

/** The end of a report: who was tested, the counts, and what was left out. */
export function summaryText(run: Run, paint: Paint): string {
  const { adapter, results } = run;
  const requests = results.reduce((sum, result) => sum + result.trials, 0);
  const sampled = results.filter((result) => result.sampled).length;
  const head = [`${paint.strong(adapter.name)} ${adapter.version}: ${results.length} cases, ${requests} requests`, ""];
  const table = results.length === 0 ? [] : [...countLines(results, paint), ""];
  const notes = sampled === 0 ? [] : [`${sampled} large cases were not split at every octet, but near their edges.`];
  return `${[...head, ...table, ...notes, verdictText(run, paint)].join("\n")}\n`;
}
