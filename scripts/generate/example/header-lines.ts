/**
 * Prints header fields, one a line; a long one continues in lines that begin with two spaces.
 *
 * @module
 */
import { ViewError } from "../blocks.ts";

const lineWidth = 69;
const indent = "  ";

/** The name and the value of a field. */
export type HeaderField = readonly [name: string, value: string];

/** Returns the lines of fields. @throws {@link ViewError} if a long field has no space at which it can be broken and joined again */
export function headerLines(id: string, fields: readonly HeaderField[]): readonly string[] {
  return fields.flatMap(([name, value]) => fold(id, value === "" ? `${name}:` : `${name}: ${value}`));
}

function fold(id: string, text: string): readonly string[] {
  if (text.length <= lineWidth) return [text];
  // Only a single space can be restored when a reader joins the lines.
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
