/**
 * The table of the octets of a case, with the place of its fault marked.
 *
 * @module
 */
import { issueText, type Issue, type Model } from "../../../reference/layout/index.ts";
import { escapeControls } from "../../common/escape-controls.ts";
import { html, type Html } from "../../common/html.ts";
import { hexPairs } from "../../common/octets.ts";
import { type FieldTableRow, formatValue } from "../../frames/field-rows.ts";
import { tableHtml } from "../table.ts";
import { type AnnotatedCase, type AnnotatedItem, octetsOfRow } from "./octet-rows.ts";

/** The most octets of a decompressed message that a page shows. */
const MAX_MESSAGE_OCTETS = 32;

/** The most characters of a found value. */
const MAX_FOUND_CHARACTERS = 80;

type FaultPlaces = Pick<AnnotatedCase, "issue" | "wrong">;

const octetCount = (count: number): string => (count === 1 ? "1 octet" : `${count.toLocaleString("en-US")} octets`);

/** Returns the digits of a row, with the octet of the fault marked, and more strongly the one at which a text stops being UTF-8. */
function hexCell(row: FieldTableRow, { issue, wrong }: FaultPlaces): Html {
  const first = row.octet === "" ? Number.NaN : Number(row.octet);
  const marks = [wrong?.octet, issue?.octet].map((octet) => (octet ?? Number.NaN) - first);
  if (!marks.some((at) => at >= 0 && at < octetsOfRow(row))) return html`${row.hex}`;
  return html`${row.hex.split(" ").map((pair, index) => {
    const marked = html`<mark${index === marks[0] && html` class="wrong"`}>${pair}</mark>`;
    return html`${index > 0 && " "}${marks.includes(index) ? marked : pair}`;
  })}`;
}

/** Returns the bits of a row, those of the fault marked. */
function bitsCell({ bits, faulty }: FieldTableRow): Html {
  const [, before = "", own = "", after = ""] = /^(\.*)([01]+)(\.*)$/.exec(bits) ?? [];
  return faulty && own !== "" ? html`${before}<mark>${own}</mark>${after}` : html`${bits}`;
}

function rowHtml(row: FieldTableRow, places: FaultPlaces, hasBits: boolean): Html {
  const { octet, field, value, faulty } = row;
  const bits = hasBits && html`<td>${bitsCell(row)}</td>`;
  const cells = html`<td>${octet}</td><td>${hexCell(row, places)}</td>${bits}<td>${field}</td><td>${value}</td>`;
  return html`<tr${faulty && html` class="fault"`}>${cells}</tr>\n`;
}

/** Returns the line over the rows of one struct of several. */
function itemHead({ item }: AnnotatedItem, title: string, columns: number): Html {
  return html`<tr><th colspan="${columns}" scope="rowgroup">${title} at octet ${item.octet}, ${octetCount(item.octets.length)}</th></tr>\n`;
}

function messageText(content: string | Uint8Array): string {
  if (typeof content === "string") return formatValue(content, "utf8");
  const shown = hexPairs(content.subarray(0, MAX_MESSAGE_OCTETS)).join(" ");
  return content.length > MAX_MESSAGE_OCTETS ? `${shown} ... ${content.length - MAX_MESSAGE_OCTETS} more` : shown;
}

/** Returns the message in a compressed frame. */
function messageHtml({ item: { decompressed } }: AnnotatedItem, columns: number): Html | undefined {
  if (decompressed?.ok !== true) return undefined;
  const { octets, content } = decompressed;
  const text = html`<code>${messageText(content)}</code>`;
  return html`<tr><td colspan="${columns}">Decompressed, ${octetCount(octets.length)}: ${text}</td></tr>\n`;
}

/** Returns the fault in words. */
export function issueSentence(issue: Issue): string {
  const found = issue.found.length > MAX_FOUND_CHARACTERS ? `${issue.found.slice(0, MAX_FOUND_CHARACTERS)}...` : issue.found;
  return escapeControls(issueText({ ...issue, found }));
}

/** Returns the state after the last octet: a fault, the octets that are missing, or why a decoder ignores the others. */
function endHtml({ items, issue, wrong, ignores }: AnnotatedCase): Html | undefined {
  if (ignores !== undefined) return html`<p>${ignores}</p>\n`;
  if (issue !== undefined) return html`<p class="bad">Fault: ${issueSentence(issue)}${wrong !== undefined && `; ${wrong.text}`}</p>\n`;
  const last = items.at(-1)?.item.result;
  if (last === undefined || last.ok || last.issue !== undefined) return undefined;
  return html`<p class="mild">Incomplete: at least ${octetCount(last.needs)} more.</p>\n`;
}

/** Returns the octets of a case as a table. @param label - what is in it, for programs that read the page aloud */
export function octetTable(annotated: AnnotatedCase, model: Model, label: string): Html {
  const { items, unread, octets, type } = annotated;
  const title = model.elements[type]?.title ?? type;
  const rows = [...items.flatMap((each) => each.rows), ...unread];
  if (octets.length === 0) return html`<p>No octets.</p>\n`;
  const hasBits = rows.some(({ bits }) => bits !== "");
  const columns = hasBits ? 5 : 4;
  const bodies = items.map((each, index) => {
    const head = items.length > 1 && itemHead(each, title, columns);
    const rest = index === items.length - 1 ? unread : [];
    const lines = [...each.rows, ...rest].map((row) => rowHtml(row, annotated, hasBits));
    return html`<tbody>\n${head}${lines}${messageHtml(each, columns)}</tbody>\n`;
  });
  const heads = ["octet", "hex", ...(hasBits ? ["bits"] : []), "field", "value"];
  return html`${tableHtml({ label, heads, body: bodies, className: "octets" })}\n${endHtml(annotated)}`;
}
