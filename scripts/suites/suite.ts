/**
 * Results of a suite that others wrote, and the reasons why some of its tests do not apply.
 *
 * @module
 */

/** Result of one subtest. */
export interface SubtestResult {
  /** File of the suite. */
  readonly file: string;
  /** Name of the subtest; of a whole file the empty string. */
  readonly name: string;
  readonly passed: boolean;
  /** What failed. */
  readonly message: string;
}

/** Subtests that do not apply, with the reason. */
export interface Inapplicable {
  /** Files of the suite, by a pattern of their whole paths. */
  readonly files: RegExp;
  /** Subtests, by a pattern; all without it. */
  readonly names?: RegExp;
  /** Versions of Node.js before which the entry holds; all without it. */
  readonly beforeNode?: number;
  readonly reason: string;
}

/** Returns why a subtest does not apply; `undefined` if it does. */
export function reasonFor(
  { file, name }: Pick<SubtestResult, "file" | "name">,
  entries: readonly Inapplicable[],
  nodeMajor: number,
): string | undefined {
  const holds = ({ files, names, beforeNode = Infinity }: Inapplicable) =>
    nodeMajor < beforeNode && files.test(file) && (names === undefined || names.test(name));
  return entries.find(holds)?.reason;
}

/** One run of a suite. */
export interface SuiteRun {
  /** What ran, for the heading. */
  readonly title: string;
  readonly results: readonly SubtestResult[];
  /** Files that were not run, with the reason. */
  readonly skipped: ReadonlyMap<string, string>;
}

/** Counts of a run. */
export interface SuiteTotals {
  readonly passed: number;
  readonly failed: number;
  readonly inapplicable: number;
}

/** Adds an item to a list of a map. */
function addTo<K, V>(map: Map<K, V[]>, key: K, item: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/** The most names that a row shows. */
const MOST_NAMES = 4;

function namesText(names: readonly string[]): string {
  const shown = [...new Set(names)];
  const more = shown.length - MOST_NAMES;
  return `${shown.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Returns the table of a run as lines, and its counts. A subtest that does not apply counts as such, whatever its result is. */
export function suiteTable(run: SuiteRun, entries: readonly Inapplicable[], nodeMajor: number): { lines: string[]; totals: SuiteTotals } {
  const reasons = new Map<string, string[]>();
  const failures: SubtestResult[] = [];
  const totals = { passed: 0, failed: 0, inapplicable: 0 };
  for (const result of run.results) {
    const reason = reasonFor(result, entries, nodeMajor);
    totals[reason !== undefined ? "inapplicable" : result.passed ? "passed" : "failed"] += 1;
    if (reason !== undefined) addTo(reasons, reason, `${result.file}${result.name === "" ? "" : `: ${result.name}`}`);
    else if (!result.passed) failures.push(result);
  }
  const notRun = new Map<string, string[]>();
  for (const [file, reason] of run.skipped) addTo(notRun, reason, file);
  const lines = [
    run.title,
    `  ${totals.passed} passed, ${totals.failed} failed, ${totals.inapplicable} do not apply, ${run.skipped.size} files not run`,
    ...failures.map(({ file, name, message }) => `  FAILED  ${file}: ${name || "(no name)"}: ${message}`),
    ...[...reasons].map(([reason, names]) => `  does not apply (${names.length})  ${reason}: ${namesText(names)}`),
    ...[...notRun].map(([reason, files]) => `  not run (${files.length} files)  ${reason}: ${namesText(files)}`),
  ];
  return { lines, totals };
}
