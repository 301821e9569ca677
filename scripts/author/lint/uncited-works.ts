import { isWorkGroup, type Bibliography } from "../../draft/references/bibliography.ts";
import { sourceCitesWork } from "../../draft/diagnostics/suppress-cascades.ts";
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";

/**
 * Reports works that no draft cites, at their places in the bibliography. The build leaves them out.
 *
 * @param texts - the drafts with this bibliography, with their includes
 * @param report - receives the places in the bibliography
 */
export function checkUncitedWorks({ entries, positionOf }: Bibliography, texts: readonly string[], report: ReportDiagnostic): void {
  const members = new Set(Object.values(entries).flatMap((entry) => (isWorkGroup(entry) ? entry.group : [])));
  for (const [name, { display = name }] of Object.entries(entries)) {
    const isCited = members.has(name) || texts.some((text) => [name, display].some((each) => sourceCitesWork(text, each)));
    if (!isCited) report(positionOf(name), "uncited-work", `"${name}" is not cited; cite it, or remove it`);
  }
}
