/**
 * Events of a connection as text that is safe for terminals.
 *
 * @module
 */
import type { CloseReport } from "../../../reference/connection/index.ts";
import type { ReceivedData } from "../../../reference/http2/index.ts";
import { issueText } from "../../../reference/layout/index.ts";
import type { CompressionChoice } from "../../../reference/schema/index.ts";

/** Returns the local time of day, with milliseconds. */
export function formatTime(time: Date): string {
  return `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

const namedEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeCharacter(character: string): string {
  return namedEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Returns a text on one line. Escapes control characters, which could move the cursor, set colours or reverse the text. */
export function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escapeCharacter);
}

/** Returns the length of a message in octets. */
export function messageOctets(data: ReceivedData): number {
  return typeof data === "string" ? Buffer.byteLength(data) : data.length;
}

/** Returns a compression as `lz4=9`; empty without compression. */
export function formatCompression(compression: CompressionChoice | null): string {
  return Object.entries(compression ?? {}).map(([method, parameter]) => `${method}=${parameter}`).join("");
}

/** Returns the report of a close on one line. */
export function formatCloseReport({ code, reason, wasClean, error, fault, check, seen }: CloseReport): string {
  const facts = [
    `${code}${reason === "" ? "" : ` ${JSON.stringify(escapeControls(reason))}`}`,
    wasClean ? "clean" : "not clean",
    error === undefined || error === "CLOS" ? "" : `the peer reported ${error}`,
    fault === undefined ? "" : `fault found: ${issueText(fault)}`,
    check ?? "",
    seen ?? "",
  ];
  return facts.filter((fact) => fact !== "").join(", ");
}
