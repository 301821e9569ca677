/**
 * Prints octets beside the fields that they hold.
 *
 * @module
 */
import { hexPairs } from "../../common/octets.ts";
import type { OctetRun } from "./octet-runs.ts";

/** Columns of a line. */
const lineWidth = 69;
/** Octets in a line at most. */
const mostOctets = 16;
/** Octets in a line at least, however long the text beside them is. */
const leastOctets = 4;
const gap = "  ";

/** Columns of some octets in hex with spaces between. */
const hexWidth = (octets: number): number => 3 * octets - 1;

/** A run as it is printed: its octets in hex, and `field = value` for each of its fields. */
interface ExampleLine {
  readonly hex: readonly string[];
  readonly texts: readonly string[];
}

/**
 * One line for each run, with further lines where its octets or its fields do not fit.
 * @param textOf says `field = value` of a field.
 */
export function exampleLines(octets: Uint8Array, runs: readonly OctetRun[], textOf: (field: OctetRun["fields"][number]) => string): readonly string[] {
  const lines = runs.map(({ start, end, fields }) => ({ hex: hexPairs(octets.subarray(start, end)), texts: fields.map(textOf) }));
  const perLine = octetsPerLine(lines);
  return lines.flatMap((line) => printLine(line, perLine));
}

/** As many octets as the longest run has, if the longest text then still fits beside them. */
function octetsPerLine(lines: readonly ExampleLine[]): number {
  const longest = Math.max(0, ...lines.map(({ hex }) => hex.length));
  const text = Math.max(0, ...lines.map(({ texts }) => texts.join(", ").length));
  const room = Math.floor((lineWidth - gap.length - text + 1) / 3);
  return Math.max(1, Math.min(longest, mostOctets, Math.max(leastOctets, room)));
}

function printLine({ hex, texts }: ExampleLine, perLine: number): readonly string[] {
  const octets = chunks(hex, perLine).map((chunk) => chunk.join(" "));
  const fields = joined(texts, lineWidth - hexWidth(perLine) - gap.length);
  return Array.from({ length: Math.max(octets.length, fields.length) }, (_, index) =>
    ((octets[index] ?? "").padEnd(hexWidth(perLine)) + gap + (fields[index] ?? "")).trimEnd(),
  );
}

function chunks(hex: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(hex.length / size) }, (_, index) => hex.slice(index * size, (index + 1) * size));
}

/** Fields with commas between, as many in a line as fit. */
function joined(texts: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  for (const [index, text] of texts.entries()) {
    const piece = index === texts.length - 1 ? text : `${text},`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= columns) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines;
}
