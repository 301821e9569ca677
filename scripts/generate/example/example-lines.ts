/**
 * Prints octets beside the fields that they hold.
 *
 * @module
 */
import { hexPairs } from "../../common/octets.ts";
import type { OctetRun } from "./octet-runs.ts";

/** The greatest number of columns of a line. */
const lineWidth = 69;
/** The greatest number of octets in a line. */
const mostOctets = 16;
/** The least number of octets in a line, unless the example is shorter. */
const leastOctets = 4;
const gap = "  ";

/** Returns the number of columns of octets in hex with spaces between them. */
const hexWidth = (octets: number): number => 3 * octets - 1;

/** A printed run: its octets in hex, and `field = value` for each of its fields. */
interface ExampleLine {
  readonly hex: readonly string[];
  readonly texts: readonly string[];
}

/**
 * Returns the lines of runs: one for each run, and more if its octets or its fields do not fit.
 *
 * @param textOf - returns `field = value` of a field
 */
export function exampleLines(
  octets: Uint8Array,
  runs: readonly OctetRun[],
  textOf: (field: OctetRun["fields"][number]) => string,
): readonly string[] {
  const lines = runs.map(({ start, end, fields }) => ({ hex: hexPairs(octets.subarray(start, end)), texts: fields.map(textOf) }));
  const perLine = octetsPerLine(lines);
  return lines.flatMap((line) => printLine(line, perLine));
}

/** Returns the number of octets in a line: the length of the longest run, if the longest text fits beside it. */
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

/** Returns lines of fields, separated by commas. */
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
