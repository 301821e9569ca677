/**
 * Parses a printed example.
 *
 * @module
 */
import { ReadError } from "../read-error.ts";
import type { HeaderField } from "./header-lines.ts";

/** The content of a printed example. */
export type PrintedExample = { readonly octets: Uint8Array } | { readonly fields: readonly HeaderField[] };

/** Octets, optionally followed by two or more spaces and fields. */
const octetLine = /^(?<hex>[0-9a-f]{2}(?: [0-9a-f]{2})*)(?: {2,}\S.*)?$/;
/** Fields in a line without octets. */
const fieldsOnly = /^ {2,}[^\s=]+ = \S.*$/;
const headerLine = /^(?<name>:?[!#$%&'*+.^`|~\w-]+):(?: (?<value>.*))?$/;

/**
 * Parses the lines of an example.
 *
 * @param lines - the printed lines; a common indentation and empty lines are skipped
 * @throws {@link ReadError} if a line is neither octets nor a header field
 */
export function parseExample(lines: readonly string[]): PrintedExample {
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  const stripped = lines.map((line) => line.trimEnd().slice(indent));
  const first = stripped.find((line) => line !== "") ?? "";
  return octetLine.test(first) ? { octets: parseOctets(stripped) } : { fields: parseFields(stripped) };
}

function parseOctets(lines: readonly string[]): Uint8Array {
  const hex = lines.flatMap((line, index) => {
    const found = octetLine.exec(line)?.groups?.["hex"];
    if (found === undefined && line !== "" && !fieldsOnly.test(line)) {
      throw new ReadError(index + 1, `"${line}" is not a line of an example, expected octets in hex, two spaces and field = value`);
    }
    return found?.split(" ") ?? [];
  });
  return Uint8Array.from(hex, (octet) => Number.parseInt(octet, 16));
}

function parseFields(lines: readonly string[]): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (const [index, line] of lines.entries()) {
    const last = fields.at(-1);
    const found = headerLine.exec(line)?.groups;
    if (line.startsWith("  ") && last !== undefined) fields[fields.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
    else if (found !== undefined) fields.push([found["name"] ?? "", found["value"] ?? ""]);
    else if (line !== "") throw new ReadError(index + 1, `"${line}" is not a header field, expected name: value`);
  }
  return fields;
}
