/**
 * Code under construction: indented lines, quoted strings, comments.
 *
 * @module
 */
import type { IntegerRange } from "../model.ts";


/** Lines wider than this are broken where the code allows it, in columns. */
export const LINE_WIDTH = 140;

/** Lines of code, indented by the blocks around them. */
export class CodeLines {
  readonly #lines: string[] = [];
  #depth: number;

  /** @param depth - how many blocks stand around the lines */
  constructor(depth = 0) {
    this.#depth = depth;
  }

  /** The columns of a line, without its indentation. */
  get columns(): number {
    return LINE_WIDTH - 2 * this.#depth;
  }

  /** Adds lines. A line may be several, joined by line feeds. */
  add(...lines: readonly string[]): void {
    for (const line of lines.flatMap((each) => each.split("\n"))) this.#lines.push(line === "" ? "" : "  ".repeat(this.#depth) + line);
  }

  /** Adds a comment that begins a section, behind an empty line unless a block has just begun. */
  section(text: string): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && !/\{(?: \/\/ .*)?$/.test(last)) this.add("");
    this.add(`// ${commentText(text)}`);
  }

  /** Adds a line that opens a block. */
  open(line: string): void {
    this.add(line);
    this.#depth += 1;
  }

  /** Adds a line that closes a block. */
  close(line = "}"): void {
    this.#depth -= 1;
    this.add(line);
  }

  /** Adds a line that closes a block and opens the next one, such as `} else {`. */
  next(line: string): void {
    this.close(line);
    this.#depth += 1;
  }

  /** Adds a statement behind a condition, on a line of its own where both do not fit one line. */
  conditional(condition: string, statement: string): void {
    const line = `if (${condition}) ${statement}`;
    if (line.length <= this.columns) return this.add(line);
    this.open(`if (${condition}) {`);
    this.add(statement);
    this.close();
  }

  /** Returns all lines. */
  text(): string {
    return this.#lines.join("\n");
  }
}

/** Returns a string as code. Strings enter code in no other way. */
export const quote = (text: string): string => JSON.stringify(text);

/** Returns an octet as code, in hexadecimal. */
export const octetText = (octet: number): string => `0x${octet.toString(16).padStart(2, "0")}`;

/** Returns a range of octets as two arguments, such as `0x20, 0x7e`. */
export const octetRangeText = ([least, most]: IntegerRange): string => `${octetText(least)}, ${octetText(most ?? 0xff)}`;

/** Returns text for a comment: one line, which cannot end the comment. */
export const commentText = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll("*/", "* /").trim();

/** Returns a name in camel case, made of letters and digits alone: `frame-type` and `names` give `frameTypeNames`. */
export function camelName(...words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((part) => part !== "");
  const name = parts
    .map((part, index) => (index === 0 ? part.charAt(0).toLowerCase() : part.charAt(0).toUpperCase()) + part.slice(1))
    .join("");
  return /^[a-z]/.test(name) ? name : `the${name}`;
}

/** Returns a name in Pascal case. */
export function pascalName(...words: readonly string[]): string {
  const name = camelName(...words);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Returns a chain of conditional expressions.
 *
 * @param choices - tests with the values where they hold
 * @param otherwise - the value where no test holds
 * @param columns - for one line; a longer chain has one choice a line and begins with a line feed
 */
export function choiceText(choices: readonly (readonly [test: string, value: string])[], otherwise: string, columns: number): string {
  const parts = [...choices.map(([test, value]) => `${test} ? ${value}`), otherwise];
  const line = parts.join(" : ");
  return choices.length === 0 || line.length <= columns ? line : `\n  ${parts.join("\n  : ")}`;
}

/** Returns an object literal. @param columns - for one line; a longer one has one property a line */
export function objectText(properties: readonly string[], columns: number): string {
  return bracketed(["{", "}"], properties, "", LINE_WIDTH - columns);
}

/** Returns a doc comment, broken where it does not fit one line. @param indent - columns in front of it */
export function docComment(text: string, indent = 0): string {
  const line = `/** ${commentText(text)} */`;
  return line.length <= LINE_WIDTH - indent ? line : ["/**", ...commentLines(text, indent), " */"].join("\n");
}

/** Returns text as lines of a doc comment. */
export function commentLines(text: string, indent = 0): string[] {
  const lines = [" *"];
  for (const word of commentText(text).split(" ")) {
    const line = `${lines.at(-1) ?? ""} ${word}`;
    if (line.length <= LINE_WIDTH - indent) lines[lines.length - 1] = line;
    else lines.push(` * ${word}`);
  }
  return lines;
}

/** Returns the element as code, in one line where it fits the columns, else one item a line. */
function bracketed([first, last]: readonly [string, string], items: readonly string[], indent: string, room: number): string {
  if (items.length === 0) return first + last;
  const space = first === "{" ? " " : "";
  const line = `${first}${space}${items.join(", ")}${space}${last}`;
  if (indent.length + room + line.length <= LINE_WIDTH && !line.includes("\n")) return line;
  return `${first}\n${items.map((item) => `${indent}  ${item},\n`).join("")}${indent}${last}`;
}

/**
 * Returns plain data as code.
 *
 * @param indent - in front of the line on which it begins
 * @param room - columns that the line needs beside it
 */
export function dataText(data: unknown, indent = "", room = 0): string {
  if (data === undefined) return "undefined";
  if (typeof data === "bigint") return `${data}n`;
  if (data instanceof Map) return `new Map(${dataText([...(data as Map<unknown, unknown>)], indent, room + 9)})`;
  if (Array.isArray(data)) return bracketed(["[", "]"], data.map((item) => dataText(item, `${indent}  `)), indent, room);
  if (typeof data !== "object" || data === null) return JSON.stringify(data);
  const items = Object.entries(data).map(
    ([name, value]) => `${/^[A-Za-z]\w*$/.test(name) ? name : quote(name)}: ${dataText(value, `${indent}  `, name.length + 3)}`,
  );
  return bracketed(["{", "}"], items, indent, room);
}
