/**
 * Prints messages as compilers do, `file:line:column: what is wrong`, which editors and terminals make links of.
 *
 * @module
 */
import type { Message } from "./messages.ts";

function lineOf({ file, line, column, reason, rule, element }: Message): string {
  const [first = "", ...more] = reason.split("\n");
  const cause = element === undefined ? "" : ` (schema element "${element}")`;
  return [`${file}:${line}:${column}: ${first}${cause} [${rule}]`, ...more.map((text) => `  ${text}`)].join("\n");
}

/** Messages as text for a terminal, one a line. */
export function format(messages: readonly Message[]): string {
  return messages.map(lineOf).join("\n");
}
