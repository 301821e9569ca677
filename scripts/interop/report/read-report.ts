/**
 * Reads a report in JSON.
 *
 * @module
 */
import { z } from "zod";

import { FileError, validateFile } from "../../common/validate-file.ts";
import { REPORT_FORMAT } from "./json-report.ts";
import { draftPage } from "./report-draft.ts";
import { type TestReport, testModeNames, verdictNames } from "./result.ts";

const resultSchema = z.object({
  suite: z.string(),
  id: z.string(),
  summary: z.string().optional(),
  verdict: z.enum(verdictNames),
  detail: z.string(),
  requirements: z.array(z.string()),
  duration: z.number(),
  frames: z.array(z.string()).optional(),
  exchange: z.array(z.string()).optional(),
});

const requirementSchema = z.object({ level: z.string(), section: z.string(), title: z.string(), text: z.string().optional() });

const reportSchema = z.object({
  format: z.literal(REPORT_FORMAT),
  mode: z.enum(testModeNames),
  title: z.string(),
  peer: z.object({ name: z.string(), version: z.string() }),
  draft: z.string().optional(),
  requirements: z.record(z.string(), requirementSchema).optional(),
  showCommand: z.string().optional(),
  notes: z.array(z.string()),
  results: z.array(resultSchema),
});

const EXPECTED = `expected a report as ws2 vectors run and ws2 conformance write it with --report json (format ${REPORT_FORMAT})`;

/** Describes a value that is no report of this format. */
function foundText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (!("format" in value)) return "a value without format";
  return `format ${JSON.stringify(value.format)}`;
}

/** Parses and validates a report. @throws {@link FileError} as {@link parseReport} */
export function parseReportText(file: string, text: string): TestReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FileError(`${file}: ${EXPECTED}, found a file that is not JSON`);
  }
  return parseReport(file, value);
}

/**
 * Validates a report. Whether a failure is known depends on the baseline of its run, and is not read.
 *
 * @param file - the name of the file, for errors
 * @throws {@link FileError} if the value is not a report
 */
export function parseReport(file: string, value: unknown): TestReport {
  const isReport = typeof value === "object" && value !== null && "format" in value && value.format === REPORT_FORMAT;
  if (!isReport) throw new FileError(`${file}: ${EXPECTED}, found ${foundText(value)}`);
  const { mode, title, peer, draft: name, requirements = {}, showCommand, notes, results } = validateFile(file, reportSchema, value);
  const draft = name === undefined ? undefined : { name, page: draftPage(name), requirements };
  return { mode, title, peer, results, notes, draft, showCommand };
}
