/**
 * Events of a connection as text that is safe for terminals.
 *
 * @module
 */
import type { CloseReport } from "../../../reference/connection/index.ts";
import type { ReceivedData } from "../../../reference/http2/index.ts";
import { issueText } from "../../../reference/layout/index.ts";
import type { CompressionChoice } from "../../../reference/schema/index.ts";
import { escapeControls } from "../../common/escape-controls.ts";

/** Returns the local time of day, with milliseconds. */
export function formatTime(time: Date): string {
  return `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

/** Returns a time in milliseconds with one decimal. */
export function formatMilliseconds(time: number): string {
  return `${time.toFixed(1)} ms`;
}

/** Returns the length of a message in octets. */
export function messageOctets(data: ReceivedData): number {
  return typeof data === "string" ? Buffer.byteLength(data) : data.length;
}

/** Returns a compression as `lz4=9`; empty without compression. */
export function formatCompression(compression: CompressionChoice | null): string {
  return Object.entries(compression ?? {}).map(([method, parameter]) => `${method}=${parameter}`).join("");
}

/** Returns the report of a close on one line, without control characters. */
export function formatCloseReport({ code, reason, wasClean, error, fault, check, seen }: CloseReport): string {
  const facts = [
    `${code}${reason === "" ? "" : ` ${JSON.stringify(reason)}`}`,
    wasClean ? "clean" : "not clean",
    error === undefined || error === "CLOS" ? "" : `the peer reported ${error}`,
    fault === undefined ? "" : `fault found: ${issueText(fault)}`,
    check ?? "",
    seen ?? "",
  ];
  return escapeControls(facts.filter((fact) => fact !== "").join(", "));
}
