/**
 * The text of decoded structs: octets and fields as a table, with a mark at a fault.
 *
 * @module
 */
import { issueText } from "../../../reference/layout/errors.ts";
import { escapeControls } from "../../common/escape-controls.ts";
import { type DecodedItem, offsetIssue } from "../../frames/decode-items.ts";
import { type FieldTableInput, fieldTableRows } from "../../frames/field-rows.ts";
import { wrongOctetOf } from "../../frames/utf8-fault.ts";
import type { Style } from "../terminal/style.ts";
import { formatDecompressed } from "./decompressed-message.ts";
import { fieldTableLines } from "./field-table.ts";

/** Returns a number of things. */
export function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

/** The most characters of a found value in a message. */
const MAX_FOUND_CHARACTERS = 80;

/** Returns a text, cut at the limit. */
function truncate(text: string): string {
  return text.length > MAX_FOUND_CHARACTERS ? `${text.slice(0, MAX_FOUND_CHARACTERS)}...` : text;
}

function resultLines(item: DecodedItem): string[] {
  const { result, octet } = item;
  if (result.ok) return [];
  if (result.issue === undefined) return [`incomplete: at least ${plural(result.needs, "octet")} more`];
  const fault = escapeControls(issueText({ ...offsetIssue(result.issue, octet), found: truncate(result.issue.found) }));
  const wrong = wrongOctetOf(item);
  return wrong === undefined ? [fault] : [fault, wrong.text];
}

/** Returns a struct as text that ends in a line feed. @param title - the title of its element */
export function itemText(title: string, item: DecodedItem, kindOf: FieldTableInput["kindOf"], style: Style): string {
  const { result, octets, octet, fields } = item;
  const head = `${style.strong(title)}${octet === 0 ? "" : ` at octet ${octet}`}, ${plural(octets.length, "octet")}`;
  const fault = result.ok ? undefined : result.issue;
  const table = fieldTableLines(fieldTableRows({ octets, fields, kindOf, firstOffset: octet, fault }), style);
  const within = item.decompressed === undefined ? [] : [formatDecompressed(item.decompressed, style)];
  const blocks = [[head], table, resultLines(item).map(style.bad), within].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}
