/**
 * A baseline: the failures of a peer that are known and do not count.
 *
 * @module
 */
import { FileError, readTextFile } from "../../common/validate-file.ts";
import { matchesCaseId } from "../vectors/select-cases.ts";
import { parseReportText } from "./read-report.ts";
import { type TestResult, verdicts } from "./result.ts";

/** A baseline. */
export interface Baseline {
  /** The file. */
  readonly file: string;
  /** Ids of cases, or patterns for {@link matchesCaseId}. */
  readonly patterns: readonly string[];
}

const isFailure = ({ verdict }: TestResult): boolean => verdicts[verdict].weight === "bad";

/** Returns the ids of a list: one a line, `#` begins a comment. @throws {@link FileError} */
function listedPatterns(file: string, text: string): string[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [pattern = "", ...more] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (more.length > 0) throw new FileError(`${file}:${index + 1}: expected one id or pattern, found ${JSON.stringify(line.trim())}`);
    return pattern === "" ? [] : [pattern];
  });
}

/**
 * Reads a baseline: a list of ids and patterns, one a line, or a report in JSON, whose failures it takes.
 *
 * @throws {@link FileError} if the file cannot be read, or is neither
 */
export function readBaseline(file: string): Baseline {
  const text = readTextFile(file);
  if (!text.trimStart().startsWith("{")) return { file, patterns: listedPatterns(file, text) };
  const { results } = parseReportText(file, text);
  return { file, patterns: results.filter(isFailure).map(({ id }) => id) };
}

/** Marks a failure that a baseline lists. */
export function markKnown(result: TestResult, baseline: Baseline | undefined): TestResult {
  const known = isFailure(result) && baseline?.patterns.some((pattern) => matchesCaseId(pattern, result.id)) === true;
  return known ? { ...result, known } : result;
}

/** Returns the lines of a baseline that match cases of a run, none of which failed: they can be removed. */
function fixedPatterns(results: readonly TestResult[], { patterns }: Baseline): string[] {
  return patterns.filter((pattern) => {
    const matching = results.filter(({ id }) => matchesCaseId(pattern, id));
    return matching.some(({ verdict }) => verdict === "pass") && !matching.some(isFailure);
  });
}

/** Returns notes about a run with a baseline: how many failures are known, and which lines pass now. */
export function baselineNotes(results: readonly TestResult[], baseline: Baseline | undefined): string[] {
  if (baseline === undefined) return [];
  const known = results.filter((result) => result.known === true).length;
  const fixed = fixedPatterns(results, baseline);
  return [
    `Known failures, listed in ${baseline.file}: ${known}.`,
    ...(fixed.length === 0 ? [] : [`Passing now, to be removed from ${baseline.file}: ${fixed.join(", ")}.`]),
  ];
}

/** Returns the list of all failures of a run as the text of a baseline. */
export function baselineText(title: string, results: readonly TestResult[]): string {
  const lines = results.filter(isFailure).map(({ id, verdict }) => `${id}  # ${verdict}\n`);
  return `# ${title}: known failures, one id or pattern a line.\n${lines.join("")}`;
}
