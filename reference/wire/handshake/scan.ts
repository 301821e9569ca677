/**
 * The scanner of Structured Fields, which splits raw text into lexemes.
 *
 * The `structured-headers` package does not distinguish the Decimal `1.0` from the Integer `1`, fails if anything follows a
 * Date, and accepts some octets that are not ASCII. The scanner checks the lexemes first. It moves each number to a list, and
 * replaces it by its index in the text that the package parses.
 *
 * @module
 */

/** A number of a Structured Field with its type. */
export interface SfNumber {
  readonly type: "integer" | "decimal" | "date";
  /** A Date in seconds since 1970-01-01T00:00:00Z. */
  readonly value: number;
  /** The offset in the raw text, in characters. */
  readonly offset: number;
}

/** Corresponding offsets: `to` in the rewritten text and `from` in the raw text. */
interface OffsetMark {
  readonly to: number;
  readonly from: number;
}

/** A Structured Field with its numbers in a list. */
export interface ScannedField {
  readonly ok: true;
  /** The text with each number replaced by its index in `numbers`. */
  readonly text: string;
  readonly numbers: readonly SfNumber[];
  /** Returns the offset in the raw text for an offset in `text`. */
  readonly origin: (offset: number) => number;
}

/** A character that cannot begin a lexeme. */
export interface ScanError {
  readonly ok: false;
  /** The offset in the raw text, in characters. */
  readonly offset: number;
  readonly expected: string;
}

const WHITE_OR_PUNCTUATION = /[ \t,;=()]+/;
const OPENING_QUOTE = /(?<opening>%?")/;
const BYTE_SEQUENCE = /:[A-Za-z0-9+/=]*:/;
const BOOLEAN = /\?[01]/;
const TOKEN_OR_KEY = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/;
/** A number with delimiters on both sides, so that its replacement stays one lexeme. */
const NUMBER = /(?<=^|[ \t,;=(])(?<number>@?-?[0-9]{1,15}|-?[0-9]{1,12}\.[0-9]{1,3})(?=[ \t,;)]|$)/;

const LEXEME = new RegExp(
  [WHITE_OR_PUNCTUATION, NUMBER, TOKEN_OR_KEY, OPENING_QUOTE, BOOLEAN, BYTE_SEQUENCE].map((each) => each.source).join("|"),
  "y",
);

/** One piece of the text after the opening quote of a String or Display String. */
const QUOTED: Readonly<Record<string, RegExp>> = {
  '"': /[\x20\x21\x23-\x5b\x5d-\x7e]+|\\["\\]|"/y,
  '%"': /[\x20\x21\x23\x24\x26-\x7e]+|%[0-9a-f]{2}|"/y,
};

/** Returns the end of a quoted lexeme, or the offset of a wrong piece. */
function quotedEnd(raw: string, from: number, opening: string): { readonly end: number } | { readonly wrong: number } {
  const piece = QUOTED[opening] as RegExp;
  for (let at = from; ; ) {
    piece.lastIndex = at;
    const [found] = piece.exec(raw) ?? [];
    if (found === undefined) return { wrong: at };
    at += found.length;
    if (found === '"') return { end: at };
  }
}

function numberOf(text: string, offset: number): SfNumber {
  if (text.startsWith("@")) return { type: "date", value: Number(text.slice(1)), offset };
  // Adding 0 turns -0 into 0.
  return { type: text.includes(".") ? "decimal" : "integer", value: Number(text) + 0, offset };
}

function expectedAt(character: string | undefined): string {
  if (character === undefined || !/[-@0-9]/.test(character)) return "a lexeme of a Structured Field (RFC 9651)";
  return "an Integer or Date of at most 15 digits or a Decimal of at most 12 and 3 digits, and then a delimiter";
}

function originOf(marks: readonly OffsetMark[], offset: number): number {
  const mark = marks.findLast((each) => each.to <= offset);
  return mark === undefined ? offset : mark.from + (offset - mark.to);
}

/** A lexeme of the raw text, or the offset of a wrong character. */
type Lexeme = { readonly end: number; readonly isNumber: boolean } | { readonly wrong: number; readonly expected: string };

function lexemeAt(raw: string, offset: number): Lexeme {
  LEXEME.lastIndex = offset;
  const match = LEXEME.exec(raw);
  if (match === null) return { wrong: offset, expected: expectedAt(raw[offset]) };
  const end = offset + match[0].length;
  const opening = match.groups?.["opening"];
  if (opening === undefined) return { end, isNumber: match.groups?.["number"] !== undefined };
  const quoted = quotedEnd(raw, end, opening);
  if ("end" in quoted) return { end: quoted.end, isNumber: false };
  return { wrong: quoted.wrong, expected: "a character of a String, or its closing quote" };
}

/**
 * Scans a Structured Field in time proportional to its length.
 *
 * @param raw - a field value; several lines are joined
 */
export function scan(raw: string): ScannedField | ScanError {
  const numbers: SfNumber[] = [];
  const marks: OffsetMark[] = [];
  let text = "";
  for (let offset = 0; offset < raw.length; ) {
    const lexeme = lexemeAt(raw, offset);
    if ("wrong" in lexeme) return { ok: false, offset: lexeme.wrong, expected: lexeme.expected };
    const found = raw.slice(offset, lexeme.end);
    text += lexeme.isNumber ? String(numbers.length) : found;
    if (lexeme.isNumber) {
      numbers.push(numberOf(found, offset));
      marks.push({ to: text.length, from: lexeme.end });
    }
    offset = lexeme.end;
  }
  return { ok: true, text, numbers, origin: (offset) => originOf(marks, offset) };
}
