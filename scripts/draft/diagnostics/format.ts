/**
 * Prints diagnostics as compilers do, `file:line:column: mistake`, which editors and terminals turn into links.
 *
 * @module
 */
import type { Diagnostic } from "./diagnostics.ts";

function formatDiagnostic({ file, line, column, reason, rule, element }: Diagnostic): string {
  const [first = "", ...more] = reason.split("\n");
  const cause = element === undefined ? "" : ` (schema element "${element}")`;
  return [`${file}:${line}:${column}: ${first}${cause} [${rule}]`, ...more.map((text) => `  ${text}`)].join("\n");
}

/** Returns diagnostics as text for a terminal, one per line. */
export function formatDiagnostics(messages: readonly Diagnostic[]): string {
  return messages.map(formatDiagnostic).join("\n");
}
