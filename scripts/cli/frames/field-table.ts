/**
 * A table of octets and their fields, as lines of text.
 *
 * @module
 */
import type { FieldTableRow } from "../../frames/field-rows.ts";
import { padVisible, type Style } from "../terminal/style.ts";

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

/** Returns arrows under the octets or the bits of a row. */
function faultMarker({ hex, bits }: FieldTableRow, widths: TableColumnWidths): string {
  const before = 2 + widths.octet + 2;
  if (bits === "") return " ".repeat(before) + "^".repeat(hex.length);
  return " ".repeat(before + widths.hex + 2) + bits.replace(/[01]/g, "^").replaceAll(".", " ").trimEnd();
}

/** Returns the lines of a table with column titles, without empty columns. */
export function fieldTableLines(rows: readonly FieldTableRow[], style: Style): string[] {
  if (rows.length === 0) return [];
  const width = (column: (typeof columns)[number]): number => {
    const widest = Math.max(...rows.map((row) => row[column].length));
    return widest === 0 ? 0 : Math.max(widest, columnTitles[column].length);
  };
  const widths: TableColumnWidths = {
    octet: width("octet"),
    hex: width("hex"),
    bits: width("bits"),
    field: width("field"),
    value: width("value"),
  };
  const head = columns.filter((column) => widths[column] > 0).map((column) => columnTitles[column].padEnd(widths[column]));
  const lines = rows.flatMap((row) =>
    row.faulty ? [formatRow(row, widths, style), style.bad(faultMarker(row, widths))] : [formatRow(row, widths, style)],
  );
  return [style.faint(`  ${head.join("  ").trimEnd()}`), ...lines];
}
