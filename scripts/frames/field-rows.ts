/**
 * The rows of a table of octets and their fields.
 *
 * @module
 */
import type { TracedField } from "../../reference/layout/index.ts";
import { escapeControls, safeJson } from "../common/escape-controls.ts";
import { hexPairs } from "../common/octets.ts";

/** The octets in one row. */
export const OCTETS_PER_ROW = 8;

/** The most rows of one field. */
const MAX_ROWS_PER_FIELD = 4;

/** The most characters of a value. */
const MAX_VALUE_CHARACTERS = 48;

/** One row: offset, hexadecimal, bits of a field that is smaller than an octet, name and value. */
export interface FieldTableRow {
  readonly octet: string;
  readonly hex: string;
  readonly bits: string;
  readonly field: string;
  readonly value: string;
  /** Whether the row shows the place of a fault. */
  readonly faulty: boolean;
}

/** A fault: the field, its offset from the first octet shown, and the found value. */
export interface FaultLocation {
  readonly path: string;
  readonly octet: number;
  readonly found: string;
}

/** The octets and fields of a table. */
export interface FieldTableInput {
  readonly octets: Uint8Array;
  readonly fields: readonly TracedField[];
  /** Returns the kind of a field by its path. It decides the form of the value. */
  readonly kindOf: (path: string) => string | undefined;
  /** The printed offset of the first octet. */
  readonly firstOffset: number;
  readonly fault?: FaultLocation | undefined;
}

function spacedHex(octets: Uint8Array): string {
  return hexPairs(octets).join(" ");
}

/** Returns the bits of a field in its octet, with dots for the other bits. */
export function bitPattern(octets: Uint8Array, field: TracedField): string {
  const first = field.bit % 8;
  const whole = octets[Math.floor(field.bit / 8)] ?? 0;
  const bits = Array.from(whole.toString(2).padStart(8, "0"), (bit, index) => (index >= first && index < first + field.bits ? bit : "."));
  return bits.join("");
}

/** Returns a value as a short text: text in quotes, and for octets their number. */
export function formatValue(value: unknown, kind: string | undefined): string {
  if (kind === "octets" && typeof value === "string") return value.length === 2 ? "1 octet" : `${value.length / 2} octets`;
  const text = kind === "utf8" || kind === "ascii" ? safeJson(value) : escapeControls(String(value));
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}...` : text;
}

const blankRow: FieldTableRow = { octet: "", hex: "", bits: "", field: "", value: "", faulty: false };

function bitFieldRow(
  { octets, kindOf, firstOffset }: FieldTableInput,
  field: TracedField,
  previous: TracedField | undefined,
): FieldTableRow {
  const octet = Math.floor(field.bit / 8);
  const fresh = previous === undefined || Math.floor(previous.bit / 8) !== octet;
  const place = fresh ? { octet: String(firstOffset + octet), hex: spacedHex(octets.subarray(octet, octet + 1)) } : {};
  return { ...blankRow, ...place, bits: bitPattern(octets, field), field: field.path, value: formatValue(field.value, kindOf(field.path)) };
}

/** Returns the rows of the octets of one field, at most {@link MAX_ROWS_PER_FIELD} and a count of the others. */
function octetRows({ octets, firstOffset }: FieldTableInput, begin: number, end: number): [FieldTableRow, ...FieldTableRow[]] {
  const rows: FieldTableRow[] = [];
  for (let at = begin; at < end && rows.length < MAX_ROWS_PER_FIELD; at += OCTETS_PER_ROW) {
    rows.push({ ...blankRow, octet: String(firstOffset + at), hex: spacedHex(octets.subarray(at, Math.min(end, at + OCTETS_PER_ROW))) });
  }
  const shown = begin + MAX_ROWS_PER_FIELD * OCTETS_PER_ROW;
  if (end > shown) rows.push({ ...blankRow, hex: `... ${end - shown} more` });
  const [first = { ...blankRow, octet: String(firstOffset + begin), hex: "-" }, ...others] = rows;
  return [first, ...others];
}

function octetFieldRows(shown: FieldTableInput, field: TracedField): FieldTableRow[] {
  const begin = field.bit / 8;
  const [first, ...others] = octetRows(shown, begin, Math.min(shown.octets.length, begin + field.bits / 8));
  return [{ ...first, field: field.path, value: formatValue(field.value, shown.kindOf(field.path)) }, ...others];
}

/** Returns the rows of the octets after the last field. */
function unparsedRows(shown: FieldTableInput): FieldTableRow[] {
  const last = shown.fields.at(-1);
  const begin = last === undefined ? 0 : Math.ceil((last.bit + last.bits) / 8);
  if (begin >= shown.octets.length) return [];
  const [first, ...others] = octetRows(shown, begin, shown.octets.length);
  return [{ ...first, field: "(cut)" }, ...others];
}

/** Returns the rows of a table, with the row of the fault marked; a fault in an unread field adds a row. */
export function fieldTableRows(shown: FieldTableInput): FieldTableRow[] {
  const { fields, fault, octets, firstOffset } = shown;
  const rows = fields.flatMap((field, index) =>
    field.bit % 8 !== 0 || field.bits % 8 !== 0 ? [bitFieldRow(shown, field, fields[index - 1])] : octetFieldRows(shown, field),
  );
  if (fault === undefined) return [...rows, ...unparsedRows(shown)];
  const at = rows.findLastIndex((row) => row.field === fault.path);
  const marked = { field: fault.path, value: formatValue(fault.found, undefined), faulty: true };
  if (at >= 0) return [...rows.slice(0, at), { ...(rows[at] as FieldTableRow), ...marked }];
  const hex = spacedHex(octets.subarray(fault.octet, fault.octet + OCTETS_PER_ROW));
  return [...rows, { ...blankRow, octet: String(firstOffset + fault.octet), hex: hex === "" ? "-" : hex, ...marked }];
}
