/**
 * Prints header fields, one a line; a long one goes on in lines that begin with two spaces.
 *
 * @module
 */
import { ViewError } from "../blocks.ts";

const lineWidth = 69;
const indent = "  ";

/** A field's name and value, as it stands in a header section. */
export type HeaderField = readonly [name: string, value: string];

/** @throws {@link ViewError} where a field cannot be broken so that it reads back the same. */
export function headerLines(id: string, fields: readonly HeaderField[]): readonly string[] {
  return fields.flatMap(([name, value]) => fold(id, value === "" ? `${name}:` : `${name}: ${value}`));
}

function fold(id: string, text: string): readonly string[] {
  if (text.length <= lineWidth) return [text];
  // A line is broken at a single space only: that is what joining puts back.
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (last.length + 1 + word.length <= lineWidth) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  const readsBack = !/ {2}| $/.test(text) && !lines[0]?.endsWith(":");
  if (readsBack && lines.every(({ length }) => length <= lineWidth)) return lines;
  const start = text.slice(0, 40);
  throw new ViewError("handshake", `example ${id}: "${start}..." is wider than ${lineWidth} columns and cannot be broken at a space`);
}
