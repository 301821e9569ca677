/**
 * Makes a matrix of reports that were written as JSON.
 *
 * @module
 */
import { basename } from "node:path";

import { readTextFile } from "../../common/validate-file.ts";
import { parseReportText } from "../report/read-report.ts";
import type { TestReport } from "../report/result.ts";
import type { Matrix } from "./matrix.ts";

/** A report and its file. */
export interface ReportFile {
  readonly file: string;
  readonly report: TestReport;
}

/** Reads a report. @throws {@link FileError} if the file cannot be read, or is not a report */
export function readReportFile(file: string): ReportFile {
  return { file, report: parseReportText(file, readTextFile(file)) };
}

/** Returns a sentence if the reports check different drafts: their cases may differ. */
function draftWarnings(reports: readonly ReportFile[]): string[] {
  const drafts = new Set(reports.map(({ report }) => report.draft?.name ?? "an unknown draft"));
  if (drafts.size < 2) return [];
  const each = reports.map(({ file, report }) => `${basename(file)} ${report.draft?.name ?? "an unknown one"}`);
  return [`The reports check different drafts, whose cases may differ: ${each.join(", ")}.`];
}

/** Returns the matrix of reports, in their order. Each peer is shown with the name of its file. */
export function mergeReports(reports: readonly ReportFile[]): Matrix {
  const drafts = [...new Set(reports.flatMap(({ report }) => (report.draft === undefined ? [] : [report.draft.name])))];
  return {
    facts: [`${reports.length} ${reports.length === 1 ? "report" : "reports"}`, ...drafts],
    entries: reports.map(({ file, report }) => ({ language: "", runtime: basename(file), report })),
    warnings: draftWarnings(reports),
  };
}
