import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { bibxmlFiles } from "../../draft/bibliography/bibxml-files.ts";
import { parseCitation } from "../../draft/references/citation.ts";
import type { Prose } from "./prose.ts";

const codeSpan = /(`+)(?!`)[^]*?[^`]\1(?!`)/g;

/** Returns whether the text in double braces cites a work, rather than linking to a section. */
function isCitation(text: string, works: ReadonlySet<string>): boolean {
  const found = parseCitation(text.replace(/\s+/g, " ").trim());
  if (found === undefined) return false;
  const { work, mark, alias, parts } = found;
  return works.has(work) || mark !== "" || alias !== undefined || parts !== undefined || bibxmlFiles(work) !== undefined;
}

/**
 * Reports citations in the abstract, which is published apart from the references.
 *
 * @param works - the names in the bibliography
 */
export function checkAbstract({ source, blocks, positionAt }: Prose, works: ReadonlySet<string>, report: ReportDiagnostic): void {
  for (const { text, offset, sections } of blocks) {
    if (sections[0] !== "Abstract") continue;
    const prose = source.slice(offset, offset + text.length).replace(codeSpan, (code) => "x".repeat(code.length));
    for (const found of prose.matchAll(/\{\{(?<text>[^{}]+)\}\}/g)) {
      if (!isCitation(found.groups?.text ?? "", works)) continue;
      const reason = `${found[0]} in the abstract, which has no references; write "RFC 9110"`;
      report(positionAt(offset + found.index), "abstract-citation", reason);
    }
  }
}
