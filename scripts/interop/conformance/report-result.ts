/**
 * Converts the result of a case to the common form of all reports.
 *
 * @module
 */
import type { TestResult } from "../report/result.ts";
import type { CaseResult } from "./run-cases.ts";

/** Returns the topic of a case: the first segment of its id. */
const topicOf = (id: string): string => id.slice(0, id.indexOf("/"));

/** Returns the result of a case for a report. */
export function reportResult(result: CaseResult): TestResult {
  const { case: { id, summary, requirements }, verdict, detail, durationMs: duration, frames, exchange } = result;
  return {
    suite: topicOf(id),
    id,
    summary,
    verdict,
    detail,
    requirements,
    duration,
    ...(frames === undefined ? {} : { frames }),
    ...(exchange === undefined ? {} : { exchange }),
  };
}
