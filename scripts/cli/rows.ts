/**
 * Octets and the fields that were found in them, as rows of a table.
 *
 * @module
 */
import type { TracedField } from "../../reference/layout/index.ts";
import { padded, type Style } from "./style.ts";

/** How many octets stand in one row. */
export const PER_ROW = 8;

/** Of a longer field the first rows are shown. */
const MOST_ROWS = 4;

/** How many characters of a value are shown. */
const MOST_VALUE = 48;

/** One row: offset, hexadecimal, the bits where a field is no whole octets, name and value. */
export interface Row {
  readonly octet: string;
  readonly hex: string;
  readonly bits: string;
  readonly field: string;
  readonly value: string;
  /** Whether the row shows where a fault lies. */
  readonly faulty: boolean;
}

/** A fault: the field, where it begins in octets from the first octet shown, and what stood there. */
export interface Place {
  readonly path: string;
  readonly octet: number;
  readonly found: string;
}

/** What is shown. */
export interface Shown {
  readonly octets: Uint8Array;
  readonly fields: readonly TracedField[];
  /** The kind of a field by its path: decides how its value is written. */
  readonly kindOf: (path: string) => string | undefined;
  /** The offset of the first octet, as it is to be printed. */
  readonly base: number;
  readonly fault?: Place | undefined;
}

function hexText(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join(" ");
}

/** The bits of a field inside its octet, the others as dots. */
function bitPattern(octets: Uint8Array, field: TracedField): string {
  const first = field.bit % 8;
  const whole = octets[Math.floor(field.bit / 8)] ?? 0;
  const bits = Array.from(whole.toString(2).padStart(8, "0"), (bit, index) => (index >= first && index < first + field.bits ? bit : "."));
  return bits.join("");
}

/** A value on one short line: text in quotes, octets counted (they stand beside it), the rest as it is. */
export function valueText(value: unknown, kind: string | undefined): string {
  if (kind === "octets" && typeof value === "string") return value.length === 2 ? "1 octet" : `${value.length / 2} octets`;
  const text = kind === "utf8" || kind === "ascii" ? JSON.stringify(value) : String(value);
  return text.length > MOST_VALUE ? `${text.slice(0, MOST_VALUE)}...` : text;
}

const blank: Row = { octet: "", hex: "", bits: "", field: "", value: "", faulty: false };

function subOctet({ octets, kindOf, base }: Shown, field: TracedField, previous: TracedField | undefined): Row {
  const octet = Math.floor(field.bit / 8);
  const fresh = previous === undefined || Math.floor(previous.bit / 8) !== octet;
  const place = fresh ? { octet: String(base + octet), hex: hexText(octets.subarray(octet, octet + 1)) } : {};
  return { ...blank, ...place, bits: bitPattern(octets, field), field: field.path, value: valueText(field.value, kindOf(field.path)) };
}

/** The octets of one field, so many a row; of a long one the first rows. */
function octetRows({ octets, base }: Shown, begin: number, end: number): [Row, ...Row[]] {
  const rows: Row[] = [];
  for (let at = begin; at < end && rows.length < MOST_ROWS; at += PER_ROW) {
    rows.push({ ...blank, octet: String(base + at), hex: hexText(octets.subarray(at, Math.min(end, at + PER_ROW))) });
  }
  const shown = begin + MOST_ROWS * PER_ROW;
  if (end > shown) rows.push({ ...blank, hex: `... ${end - shown} more` });
  const [first = { ...blank, octet: String(base + begin), hex: "-" }, ...others] = rows;
  return [first, ...others];
}

function wholeOctets(shown: Shown, field: TracedField): Row[] {
  const begin = field.bit / 8;
  const [first, ...others] = octetRows(shown, begin, Math.min(shown.octets.length, begin + field.bits / 8));
  return [{ ...first, field: field.path, value: valueText(field.value, shown.kindOf(field.path)) }, ...others];
}

/** The octets behind the last field, which no field has taken. */
function untaken(shown: Shown): Row[] {
  const last = shown.fields.at(-1);
  const begin = last === undefined ? 0 : Math.ceil((last.bit + last.bits) / 8);
  if (begin >= shown.octets.length) return [];
  const [first, ...others] = octetRows(shown, begin, shown.octets.length);
  return [{ ...first, field: "(cut)" }, ...others];
}

/** The rows of what is shown; the row of a fault is marked, or added where its field was not noted. */
export function rowsOf(shown: Shown): Row[] {
  const { fields, fault, octets, base } = shown;
  const rows = fields.flatMap((field, index) =>
    field.bit % 8 !== 0 || field.bits % 8 !== 0 ? [subOctet(shown, field, fields[index - 1])] : wholeOctets(shown, field),
  );
  if (fault === undefined) return [...rows, ...untaken(shown)];
  const at = rows.findLastIndex((row) => row.field === fault.path);
  const marked = { field: fault.path, value: valueText(fault.found, undefined), faulty: true };
  if (at >= 0) return [...rows.slice(0, at), { ...(rows[at] as Row), ...marked }];
  const hex = hexText(octets.subarray(fault.octet, fault.octet + PER_ROW));
  return [...rows, { ...blank, octet: String(base + fault.octet), hex: hex === "" ? "-" : hex, ...marked }];
}

const titles: Omit<Row, "faulty"> = { octet: "octet", hex: "hex", bits: "bits", field: "field", value: "value" };

const columns = ["octet", "hex", "bits", "field", "value"] as const;

type Widths = Readonly<Record<(typeof columns)[number], number>>;

function rowText(row: Row, widths: Widths, style: Style): string {
  const paint = { octet: style.faint, hex: style.strong, bits: style.faint, field: style.name, value: style.value };
  const cells = columns
    .filter((column) => widths[column] > 0)
    .map((column) => {
      const text = row[column];
      return padded((row.faulty ? style.bad : paint[column])(text), text.length, widths[column]);
    });
  return `  ${cells.join("  ")}`.trimEnd();
}

/** Arrows under the octets, or under the bits, of a row. */
function markText({ hex, bits }: Row, widths: Widths): string {
  const toHex = 2 + widths.octet + 2;
  if (bits === "") return " ".repeat(toHex) + "^".repeat(hex.length);
  return " ".repeat(toHex + widths.hex + 2) + bits.replace(/[01]/g, "^").replaceAll(".", " ").trimEnd();
}

/** Rows as a table with titles; a column without contents is left out. */
export function tableText(rows: readonly Row[], style: Style): string[] {
  if (rows.length === 0) return [];
  const width = (column: (typeof columns)[number]): number => {
    const widest = Math.max(...rows.map((row) => row[column].length));
    return widest === 0 ? 0 : Math.max(widest, titles[column].length);
  };
  const widths: Widths = { octet: width("octet"), hex: width("hex"), bits: width("bits"), field: width("field"), value: width("value") };
  const head = columns.filter((column) => widths[column] > 0).map((column) => titles[column].padEnd(widths[column]));
  const lines = rows.flatMap((row) => (row.faulty ? [rowText(row, widths, style), style.bad(markText(row, widths))] : [rowText(row, widths, style)]));
  return [style.faint(`  ${head.join("  ").trimEnd()}`), ...lines];
}
