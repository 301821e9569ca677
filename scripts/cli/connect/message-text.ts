/**
 * Messages for the eyes of a user: JSON in colours, and long binary messages as a dump that is cut.
 *
 * @module
 */
import type { ReceivedData } from "../../../reference/http2/index.ts";
import { escapeControls } from "../../common/escape-controls.ts";
import { hexPairs, toHex } from "../../common/octets.ts";
import type { Style } from "../terminal/style.ts";

/** Longer binary messages are printed in rows. */
const MAX_INLINE_OCTETS = 32;

const OCTETS_PER_ROW = 16;
const MAX_ROWS = 8;

/** Longer texts are not coloured. */
const MAX_COLOURED_CHARACTERS = 16_384;

function printable(octets: Uint8Array): string {
  return Buffer.from(octets).toString("latin1").replace(/[^\x20-\x7e]/g, ".");
}

/** Returns rows of octets in hexadecimal and ASCII, with their offsets. */
function dumpRows(octets: Uint8Array, style: Style): string[] {
  const rows: string[] = [];
  for (let at = 0; at < octets.length && rows.length < MAX_ROWS; at += OCTETS_PER_ROW) {
    const part = octets.subarray(at, at + OCTETS_PER_ROW);
    const hex = hexPairs(part).join(" ").padEnd(3 * OCTETS_PER_ROW - 1);
    rows.push(`${style.faint(String(at).padStart(14))}  ${style.value(hex)}  ${style.faint(printable(part))}`);
  }
  const omitted = octets.length - rows.length * OCTETS_PER_ROW;
  return omitted > 0 ? [...rows, style.faint(`${" ".repeat(14)}  ... ${omitted} more`)] : rows;
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text) || text.length > MAX_COLOURED_CHARACTERS) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns JSON with names and values in colours. */
function colourJson(text: string, style: Style): string {
  return text.replace(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g, (token, string?: string, colon?: string) => {
    if (string !== undefined && colon !== undefined) return style.name(string) + colon;
    return string === undefined ? style.good(token) : style.value(token);
  });
}

/** Returns a message for a terminal; a long binary one has several lines. */
export function messageText(data: ReceivedData, style: Style): string {
  if (typeof data === "string") {
    const shown = escapeControls(data);
    return isJson(data) ? colourJson(shown, style) : shown;
  }
  if (data.length <= MAX_INLINE_OCTETS) return style.value(toHex(data));
  return [`${data.length} octets`, ...dumpRows(data, style)].join("\n");
}
