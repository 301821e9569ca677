/**
 * The forms of a report.
 *
 * @module
 */
import { htmlReport } from "./html-report.ts";
import { jsonReport } from "./json-report.ts";
import { junitReport } from "./junit-report.ts";
import type { TestReport } from "./result.ts";
import { textReport } from "./text-report.ts";

/** The form of a report by its name. */
export const reportForms = { text: textReport, json: jsonReport, junit: junitReport, html: htmlReport } as const satisfies Record<string, (report: TestReport) => string>;

/** The name of a form. */
export type ReportForm = keyof typeof reportForms;

/** The names of all forms. */
export const reportFormNames = Object.keys(reportForms) as readonly ReportForm[];
