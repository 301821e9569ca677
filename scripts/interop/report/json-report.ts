/**
 * A report as JSON.
 *
 * @module
 */
import { countVerdict, isClean, type TestReport, shownVerdicts } from "./result.ts";

/** The version of the format. */
const FORMAT = 1;

/** Returns the whole report; durations are in whole ms. */
export function jsonReport({ title, peer, results, notes, draft }: TestReport): string {
  const value = {
    format: FORMAT,
    title,
    peer,
    ...(draft === undefined ? {} : { draft: draft.name }),
    clean: isClean(results),
    counts: Object.fromEntries(shownVerdicts(results).map((verdict) => [verdict, countVerdict(results, verdict)])),
    notes,
    results: results.map(({ duration, ...result }) => ({ ...result, duration: Math.round(duration) })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
