/**
 * A report as JSON, with the requirements that its results name: `ws2 report merge` needs nothing else.
 *
 * @module
 */
import { safeJson } from "../../common/escape-controls.ts";
import { countVerdict, isClean, type ReportDraft, type TestReport, type TestResult, shownVerdicts } from "./result.ts";

/** The version of the format. */
export const REPORT_FORMAT = 2;

/** Returns the requirements that results name. */
function namedRequirements(draft: ReportDraft, results: readonly TestResult[]): ReportDraft["requirements"] {
  const named = new Set(results.flatMap(({ requirements }) => requirements));
  return Object.fromEntries(Object.entries(draft.requirements).filter(([id]) => named.has(id)));
}

/** Returns the whole report; durations are in whole ms. */
export function jsonReport({ mode, title, peer, results, notes, draft, showCommand }: TestReport): string {
  const value = {
    format: REPORT_FORMAT,
    mode,
    title,
    peer: { name: peer.name, version: peer.version },
    ...(draft === undefined ? {} : { draft: draft.name, requirements: namedRequirements(draft, results) }),
    ...(showCommand === undefined ? {} : { showCommand }),
    clean: isClean(results),
    counts: Object.fromEntries(shownVerdicts(results).map((verdict) => [verdict, countVerdict(results, verdict)])),
    notes,
    results: results.map(({ duration, ...result }) => ({ ...result, duration: Math.round(duration) })),
  };
  return `${safeJson(value, 2)}\n`;
}
