/**
 * Finds the octet at which a text stops being UTF-8, as RFC 3629 defines it.
 *
 * @module
 */
import { hexPairs } from "../common/octets.ts";
import { type DecodedItem, issueOf } from "./decode-items.ts";

/** The place at which a text stops being UTF-8. */
export interface Utf8Fault {
  /** The offset of the first octet that cannot stand there; the length of the text if the text ends inside a character. */
  readonly at: number;
  /** The offset of the first octet of this character. */
  readonly begin: number;
}

/** Rows of first octets: the greatest of the row, the octets behind it, and the least and greatest value of the next octet. */
const rows: readonly (readonly [most: number, behind: number, least: number, greatest: number])[] = [
  [0x7f, 0, 0, 0],
  // Octets that continue a character, and those that begin an overlong one.
  [0xc1, -1, 0, 0],
  [0xdf, 1, 0x80, 0xbf],
  // Less would be overlong.
  [0xe0, 2, 0xa0, 0xbf],
  [0xec, 2, 0x80, 0xbf],
  // More would be a surrogate.
  [0xed, 2, 0x80, 0x9f],
  [0xef, 2, 0x80, 0xbf],
  // Less would be overlong.
  [0xf0, 3, 0x90, 0xbf],
  [0xf3, 3, 0x80, 0xbf],
  // More would be over U+10FFFF.
  [0xf4, 3, 0x80, 0x8f],
];

/** The row of octets that begin no character. */
const none = [0xff, -1, 0, 0] as const;

/** Returns the offset behind a character, or its fault. */
function readCharacter(octets: Uint8Array, begin: number): number | Utf8Fault {
  const first = octets[begin] ?? 0;
  const [, behind, least, greatest] = rows.find(([most]) => first <= most) ?? none;
  if (behind < 0) return { at: begin, begin };
  for (let count = 1; count <= behind; count += 1) {
    const octet = octets[begin + count] ?? 0;
    if (octet < (count === 1 ? least : 0x80) || octet > (count === 1 ? greatest : 0xbf)) return { at: begin + count, begin };
  }
  return begin + behind + 1;
}

/** Returns the first place at which octets are not UTF-8; `undefined` if they are. */
export function findUtf8Fault(octets: Uint8Array): Utf8Fault | undefined {
  for (let at = 0; at < octets.length; ) {
    const read = readCharacter(octets, at);
    if (typeof read !== "number") return read;
    at = read;
  }
  return undefined;
}

/** The octet at which the text of a struct stops being UTF-8. */
export interface WrongOctet {
  /** Its offset in the input, and in the struct; absent if the text ends inside a character. */
  readonly octet?: number;
  readonly offset?: number;
  /** What is wrong, in a sentence without full stop. */
  readonly text: string;
}

/** Returns the octet at which a struct with a fault of UTF-8 stops being it; `undefined` for others, and for texts that were compressed. */
export function wrongOctetOf(item: DecodedItem): WrongOctet | undefined {
  const issue = issueOf(item);
  const field = item.fields.findLast(({ path }) => path === issue?.path);
  if (issue?.rule !== "utf8" || item.result.ok || field === undefined) return undefined;
  const first = field.bit / 8;
  const text = item.octets.subarray(first, first + field.bits / 8);
  const fault = findUtf8Fault(text);
  if (fault === undefined) return undefined;
  const [begin, at] = [fault.begin, fault.at].map((place) => item.octet + first + place) as [number, number];
  const pairs = hexPairs(text.subarray(fault.begin, fault.at + 1));
  if (fault.at === text.length) return { text: `the text ends inside the character that begins at octet ${begin} with ${pairs.join(" ")}` };
  const pair = pairs.pop() ?? "";
  const wrong = pairs.length === 0 ? "begins no character of UTF-8" : `cannot follow ${pairs.join(" ")} in UTF-8`;
  return { octet: at, offset: first + fault.at, text: `octet ${at}, ${pair}, ${wrong}` };
}
