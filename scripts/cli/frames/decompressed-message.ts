/**
 * The text of a decompressed message.
 *
 * @module
 */
import { issueText } from "../../../reference/layout/errors.ts";
import { escapeControls } from "../../common/escape-controls.ts";
import { toHex } from "../../common/octets.ts";
import { formatValue } from "../../frames/field-rows.ts";
import type { DecompressedMessage } from "../../frames/message-decompressor.ts";
import type { Style } from "../terminal/style.ts";

/** The most octets of a message that are shown. */
const MAX_SHOWN_OCTETS = 16;

function formatContent(content: string | Uint8Array): string {
  if (typeof content === "string") return formatValue(content, "utf8");
  const shown = toHex(content.subarray(0, MAX_SHOWN_OCTETS)).replace(/..(?!$)/g, "$& ");
  return content.length > MAX_SHOWN_OCTETS ? `${shown} ... ${content.length - MAX_SHOWN_OCTETS} more` : shown;
}

/** Returns the message or the issue on one line. */
export function formatDecompressed(message: DecompressedMessage, style: Style): string {
  if (!message.ok) return style.bad(escapeControls(issueText(message.issue)));
  const { octets, content } = message;
  const size = `${octets.length} ${octets.length === 1 ? "octet" : "octets"}`;
  return `${style.name("decompressed")}, ${size}: ${style.value(formatContent(content))}`;
}
