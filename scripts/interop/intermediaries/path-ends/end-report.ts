/**
 * How a connection ended, in the form in which a server can report it to the client.
 *
 * @module
 */
import { z } from "zod";

import type { CloseReport } from "../../../../reference/connection/index.ts";

/** The part of a close report that checks compare. */
export const endReportSchema = z.strictObject({
  code: z.int(),
  wasClean: z.boolean(),
  error: z.string().optional(),
  fault: z.string().optional(),
  check: z.string().optional(),
  seen: z.string().optional(),
});

/** How a connection ended; members as in {@link CloseReport}, with the code alone of a fault. */
export type EndReport = z.output<typeof endReportSchema>;

/** Returns the end report of a close report. */
export function endReport({ code, wasClean, error, fault, check, seen }: CloseReport): EndReport {
  return { code, wasClean, error, fault: fault?.code, check, seen };
}

/** Returns an end in words: `1006 (FRAM)`. */
export function reportText(report: EndReport | undefined): string {
  if (report === undefined) return "did not end";
  const { code, wasClean, seen, error, fault, check } = report;
  const parts = [check, error, fault, seen].filter((part) => part !== undefined && part !== "");
  return `${code}${wasClean ? " clean" : ""}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}
