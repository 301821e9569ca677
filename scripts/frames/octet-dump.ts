/**
 * Parses dumps of octets with an offset in front of each line, as xxd, hexdump -C, od -A x -t x1 and Wireshark write them.
 *
 * @module
 */
import { octetsOfPairs } from "../common/octets.ts";
import { UsageError } from "../common/usage-error.ts";

/** One line: its number from 1, the spaces before it, its offset, and the pairs of hexadecimal digits. */
interface DumpLine {
  readonly number: number;
  readonly indent: number;
  readonly offset: number;
  readonly digits: string;
}

/** The most octets in a line of hexdump and Wireshark. xxd separates its text by two spaces and can have more. */
const MOST_OCTETS = 16;

/** Spaces that separate the octets from their text. The gap in the middle of a line has two. */
const TEXT_GAP = 3;

const LINE = /^(\s*)([0-9a-f]{4,8})(:?)(\s+.*|)$/i;

/** Returns the pairs of digits before the text of a line. */
function digitsBefore(rest: string, colon: boolean): string {
  const [octets = ""] = (colon ? rest.trimStart().split(/ {2}/) : rest.split("|")) as [string?];
  let digits = "";
  for (const [token, gap = "", pairs = ""] of ` ${octets}`.matchAll(/(\s+)(\S+)/g)) {
    const isText = digits !== "" && gap.length >= TEXT_GAP;
    if (isText || !/^(?:[0-9a-f]{2})+$/i.test(pairs) || (!colon && digits.length >= 2 * MOST_OCTETS) || token === "") break;
    digits += pairs;
  }
  return digits;
}

function dumpLines(text: string): readonly (DumpLine | undefined)[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const [, indent = "", offset = "", colon = "", rest = ""] = LINE.exec(line) ?? [];
    if (offset === "") return [undefined];
    return [{ number: index + 1, indent: indent.length, offset: Number.parseInt(offset, 16), digits: digitsBefore(rest, colon !== "") }];
  });
}

/**
 * Returns whether a text is a dump: each line begins with an offset, and either the offsets count the octets, or the only line begins with
 * an offset of zeros and a colon or two spaces.
 */
export function looksDumped(text: string): boolean {
  const lines = dumpLines(text);
  const [first, second] = lines;
  if (first === undefined || first.digits === "" || lines.includes(undefined)) return false;
  if (second === undefined) return /^\s*0{4,8}(?::| {2,})\s*[0-9a-f]{2}/i.test(text);
  return second.offset === first.offset + first.digits.length / 2 || second.indent !== first.indent;
}

/** Parses a dump. @throws {@link UsageError} if an offset does not count the octets before it, or the dump has two directions */
export function octetsFromDump(text: string): Uint8Array {
  const lines = dumpLines(text).filter((line) => line !== undefined);
  const [first] = lines;
  let digits = "";
  for (const { number, indent, offset, digits: more } of lines) {
    if (indent !== first?.indent) {
      throw new UsageError(`line ${number}: expected the octets of one direction, found a line of the other one; keep the lines of one`);
    }
    const expected = (first?.offset ?? 0) + digits.length / 2;
    if (offset !== expected) {
      const hex = (value: number): string => value.toString(16).padStart(4, "0");
      throw new UsageError(`line ${number}: expected the offset ${hex(expected)}, found ${hex(offset)}; lines are missing or cut`);
    }
    digits += more;
  }
  return octetsOfPairs(digits);
}
