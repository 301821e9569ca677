/**
 * The forms of a report.
 *
 * @module
 */
import { htmlReport } from "./html.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import type { Report } from "./result.ts";
import { textReport } from "./text.ts";

/** The form of a report by its name. */
export const reportForms = { text: textReport, json: jsonReport, junit: junitReport, html: htmlReport } as const satisfies Record<string, (report: Report) => string>;

/** The name of a form. */
export type ReportForm = keyof typeof reportForms;

/** The names of all forms. */
export const reportFormNames = Object.keys(reportForms) as readonly ReportForm[];
