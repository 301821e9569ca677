/**
 * The formats of a report.
 *
 * @module
 */
import { htmlReport } from "./html-report.ts";
import { jsonReport } from "./json-report.ts";
import { junitReport } from "./junit-report.ts";
import type { TestReport } from "./result.ts";
import { textReport } from "./text-report.ts";

/** Functions that write a report, by the name of the format. */
export const reportForms = { text: textReport, json: jsonReport, junit: junitReport, html: htmlReport } as const satisfies Record<
  string,
  (report: TestReport) => string
>;

/** The name of a format. */
export type ReportForm = keyof typeof reportForms;

/** The names of all formats. */
export const reportFormNames = Object.keys(reportForms) as readonly ReportForm[];
