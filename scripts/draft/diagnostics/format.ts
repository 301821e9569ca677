/**
 * Prints messages as compilers do, `file:line:column: what is wrong`, which editors and terminals make links of.
 *
 * @module
 */
import type { Diagnostic } from "./diagnostics.ts";

function formatDiagnostic({ file, line, column, reason, rule, element }: Diagnostic): string {
  const [first = "", ...more] = reason.split("\n");
  const cause = element === undefined ? "" : ` (schema element "${element}")`;
  return [`${file}:${line}:${column}: ${first}${cause} [${rule}]`, ...more.map((text) => `  ${text}`)].join("\n");
}

/** Messages as text for a terminal, one a line. */
export function formatDiagnostics(messages: readonly Diagnostic[]): string {
  return messages.map(formatDiagnostic).join("\n");
}
