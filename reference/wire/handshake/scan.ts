/**
 * The lexemes of a Structured Field, read from the raw text.
 *
 * The `structured-headers` package reads the Decimal `1.0` as it reads the Integer `1`, fails where anything follows a
 * Date, and lets some octets through that are not ASCII. So the text is split into lexemes first. Each number is put
 * aside, and its place in the list of numbers stands in the text that goes on to the package.
 *
 * @module
 */

/** A number of a Structured Field with its type. */
export interface SfNumber {
  readonly type: "integer" | "decimal" | "date";
  /** A Date in seconds since 1970-01-01T00:00:00Z. */
  readonly value: number;
  /** Where it begins in the raw text, in characters from 0. */
  readonly offset: number;
}

/** Where raw text and rewritten text differ: `to` in the rewritten text is `from` in the raw one. */
interface OffsetMark {
  readonly to: number;
  readonly from: number;
}

/** A Structured Field whose numbers are put aside. */
export interface ScannedField {
  readonly ok: true;
  /** The text with each number replaced by its index in `numbers`. */
  readonly text: string;
  readonly numbers: readonly SfNumber[];
  /** The offset in the raw text of an offset in `text`. */
  readonly origin: (offset: number) => number;
}

/** A Structured Field that has a character that begins no lexeme. */
export interface ScanError {
  readonly ok: false;
  /** In characters from 0. */
  readonly offset: number;
  readonly expected: string;
}

const WHITE_OR_PUNCTUATION = /[ \t,;=()]+/;
const OPENING_QUOTE = /(?<opening>%?")/;
const BYTE_SEQUENCE = /:[A-Za-z0-9+/=]*:/;
const BOOLEAN = /\?[01]/;
const TOKEN_OR_KEY = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/;
/** Nothing but a delimiter may stand before a number or follow it, so that what replaces it stays one lexeme. */
const NUMBER = /(?<=^|[ \t,;=(])(?<number>@?-?[0-9]{1,15}|-?[0-9]{1,12}\.[0-9]{1,3})(?=[ \t,;)]|$)/;

const LEXEME = new RegExp(
  [WHITE_OR_PUNCTUATION, NUMBER, TOKEN_OR_KEY, OPENING_QUOTE, BOOLEAN, BYTE_SEQUENCE].map((each) => each.source).join("|"),
  "y",
);

/** What may stand behind the opening quote of a String and of a Display String, a piece at a time. */
const QUOTED: Readonly<Record<string, RegExp>> = {
  '"': /[\x20\x21\x23-\x5b\x5d-\x7e]+|\\["\\]|"/y,
  '%"': /[\x20\x21\x23\x24\x26-\x7e]+|%[0-9a-f]{2}|"/y,
};

/** Where a quoted lexeme ends, or the piece of it that is wrong. */
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

/** One lexeme of the raw text. */
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
 * Splits a Structured Field into lexemes and puts its numbers aside; takes time in proportion to the length.
 *
 * @param raw - a field value, its lines joined
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
