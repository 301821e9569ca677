/**
 * Formats the error codes of HTTP/2 (RFC 9113, Section 7) for reports.
 *
 * @module
 */

/** The names of the codes, in the order of their numbers. */
const NAMES = [
  "NO_ERROR",
  "PROTOCOL_ERROR",
  "INTERNAL_ERROR",
  "FLOW_CONTROL_ERROR",
  "SETTINGS_TIMEOUT",
  "STREAM_CLOSED",
  "FRAME_SIZE_ERROR",
  "REFUSED_STREAM",
  "CANCEL",
  "COMPRESSION_ERROR",
  "CONNECT_ERROR",
  "ENHANCE_YOUR_CALM",
  "INADEQUATE_SECURITY",
  "HTTP_1_1_REQUIRED",
] as const;

/** Formats an error code as `RST_STREAM(CANCEL)`, or `RST_STREAM` without a code. */
export function resetText(code: number | undefined): string {
  return code === undefined ? "RST_STREAM" : `RST_STREAM(${NAMES[code] ?? code})`;
}
