/**
 * Octets and the fields that were found in them, as rows of a table.
 *
 * @module
 */
import type { TracedField } from "../../../reference/layout/index.ts";
import { padVisible, type Style } from "../terminal/style.ts";
import { hexPairs } from "../../common/octets.ts";

/** How many octets stand in one row. */
export const OCTETS_PER_ROW = 8;

/** Of a longer field the first rows are shown. */
const MAX_ROWS_PER_FIELD = 4;

/** How many characters of a value are shown. */
const MAX_VALUE_CHARACTERS = 48;

/** One row: offset, hexadecimal, the bits where a field is no whole octets, name and value. */
export interface FieldTableRow {
  readonly octet: string;
  readonly hex: string;
  readonly bits: string;
  readonly field: string;
  readonly value: string;
  /** Whether the row shows where a fault lies. */
  readonly faulty: boolean;
}

/** A fault: the field, where it begins in octets from the first octet shown, and what stood there. */
export interface FaultLocation {
  readonly path: string;
  readonly octet: number;
  readonly found: string;
}

/** What is shown. */
export interface FieldTableInput {
  readonly octets: Uint8Array;
  readonly fields: readonly TracedField[];
  /** The kind of a field by its path: decides how its value is written. */
  readonly kindOf: (path: string) => string | undefined;
  /** The offset of the first octet, as it is to be printed. */
  readonly firstOffset: number;
  readonly fault?: FaultLocation | undefined;
}

function spacedHex(octets: Uint8Array): string {
  return hexPairs(octets).join(" ");
}

/** The bits of a field inside its octet, the others as dots. */
function bitPattern(octets: Uint8Array, field: TracedField): string {
  const first = field.bit % 8;
  const whole = octets[Math.floor(field.bit / 8)] ?? 0;
  const bits = Array.from(whole.toString(2).padStart(8, "0"), (bit, index) => (index >= first && index < first + field.bits ? bit : "."));
  return bits.join("");
}

/** A value on one short line: text in quotes, octets counted (they stand beside it), the rest as it is. */
export function formatValue(value: unknown, kind: string | undefined): string {
  if (kind === "octets" && typeof value === "string") return value.length === 2 ? "1 octet" : `${value.length / 2} octets`;
  const text = kind === "utf8" || kind === "ascii" ? JSON.stringify(value) : String(value);
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}...` : text;
}

const blankRow: FieldTableRow = { octet: "", hex: "", bits: "", field: "", value: "", faulty: false };

function bitFieldRow({ octets, kindOf, firstOffset: base }: FieldTableInput, field: TracedField, previous: TracedField | undefined): FieldTableRow {
  const octet = Math.floor(field.bit / 8);
  const fresh = previous === undefined || Math.floor(previous.bit / 8) !== octet;
  const place = fresh ? { octet: String(base + octet), hex: spacedHex(octets.subarray(octet, octet + 1)) } : {};
  return { ...blankRow, ...place, bits: bitPattern(octets, field), field: field.path, value: formatValue(field.value, kindOf(field.path)) };
}

/** The octets of one field, so many a row; of a long one the first rows. */
function octetRows({ octets, firstOffset: base }: FieldTableInput, begin: number, end: number): [FieldTableRow, ...FieldTableRow[]] {
  const rows: FieldTableRow[] = [];
  for (let at = begin; at < end && rows.length < MAX_ROWS_PER_FIELD; at += OCTETS_PER_ROW) {
    rows.push({ ...blankRow, octet: String(base + at), hex: spacedHex(octets.subarray(at, Math.min(end, at + OCTETS_PER_ROW))) });
  }
  const shown = begin + MAX_ROWS_PER_FIELD * OCTETS_PER_ROW;
  if (end > shown) rows.push({ ...blankRow, hex: `... ${end - shown} more` });
  const [first = { ...blankRow, octet: String(base + begin), hex: "-" }, ...others] = rows;
  return [first, ...others];
}

function octetFieldRows(shown: FieldTableInput, field: TracedField): FieldTableRow[] {
  const begin = field.bit / 8;
  const [first, ...others] = octetRows(shown, begin, Math.min(shown.octets.length, begin + field.bits / 8));
  return [{ ...first, field: field.path, value: formatValue(field.value, shown.kindOf(field.path)) }, ...others];
}

/** The octets behind the last field, which no field has taken. */
function unparsedRows(shown: FieldTableInput): FieldTableRow[] {
  const last = shown.fields.at(-1);
  const begin = last === undefined ? 0 : Math.ceil((last.bit + last.bits) / 8);
  if (begin >= shown.octets.length) return [];
  const [first, ...others] = octetRows(shown, begin, shown.octets.length);
  return [{ ...first, field: "(cut)" }, ...others];
}

/** The rows of what is shown; the row of a fault is marked, or added where its field was not noted. */
export function fieldTableRows(shown: FieldTableInput): FieldTableRow[] {
  const { fields, fault, octets, firstOffset: base } = shown;
  const rows = fields.flatMap((field, index) =>
    field.bit % 8 !== 0 || field.bits % 8 !== 0 ? [bitFieldRow(shown, field, fields[index - 1])] : octetFieldRows(shown, field),
  );
  if (fault === undefined) return [...rows, ...unparsedRows(shown)];
  const at = rows.findLastIndex((row) => row.field === fault.path);
  const marked = { field: fault.path, value: formatValue(fault.found, undefined), faulty: true };
  if (at >= 0) return [...rows.slice(0, at), { ...(rows[at] as FieldTableRow), ...marked }];
  const hex = spacedHex(octets.subarray(fault.octet, fault.octet + OCTETS_PER_ROW));
  return [...rows, { ...blankRow, octet: String(base + fault.octet), hex: hex === "" ? "-" : hex, ...marked }];
}

const columnTitles: Omit<FieldTableRow, "faulty"> = { octet: "octet", hex: "hex", bits: "bits", field: "field", value: "value" };

const columns = ["octet", "hex", "bits", "field", "value"] as const;

type TableColumnWidths = Readonly<Record<(typeof columns)[number], number>>;

function formatRow(row: FieldTableRow, widths: TableColumnWidths, style: Style): string {
  const paint = { octet: style.faint, hex: style.strong, bits: style.faint, field: style.name, value: style.value };
  const cells = columns
    .filter((column) => widths[column] > 0)
    .map((column) => {
      const text = row[column];
      return padVisible((row.faulty ? style.bad : paint[column])(text), text.length, widths[column]);
    });
  return `  ${cells.join("  ")}`.trimEnd();
}

/** Arrows under the octets, or under the bits, of a row. */
function faultMarker({ hex, bits }: FieldTableRow, widths: TableColumnWidths): string {
  const before = 2 + widths.octet + 2;
  if (bits === "") return " ".repeat(before) + "^".repeat(hex.length);
  return " ".repeat(before + widths.hex + 2) + bits.replace(/[01]/g, "^").replaceAll(".", " ").trimEnd();
}

/** Rows as a table with titles; a column without contents is left out. */
export function fieldTableLines(rows: readonly FieldTableRow[], style: Style): string[] {
  if (rows.length === 0) return [];
  const width = (column: (typeof columns)[number]): number => {
    const widest = Math.max(...rows.map((row) => row[column].length));
    return widest === 0 ? 0 : Math.max(widest, columnTitles[column].length);
  };
  const widths: TableColumnWidths = { octet: width("octet"), hex: width("hex"), bits: width("bits"), field: width("field"), value: width("value") };
  const head = columns.filter((column) => widths[column] > 0).map((column) => columnTitles[column].padEnd(widths[column]));
  const lines = rows.flatMap((row) => (row.faulty ? [formatRow(row, widths, style), style.bad(faultMarker(row, widths))] : [formatRow(row, widths, style)]));
  return [style.faint(`  ${head.join("  ").trimEnd()}`), ...lines];
}
