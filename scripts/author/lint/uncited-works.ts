import { isWorkGroup, type Bibliography } from "../../draft/references/bibliography.ts";
import { sourceCitesWork } from "../../draft/diagnostics/suppress-cascades.ts";
import { parseCitation } from "../../draft/references/citation.ts";
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";

/**
 * Reports works that no draft cites, at their places in the bibliography. The build leaves them out.
 *
 * @param texts - the drafts with this bibliography, with their includes
 * @param modelTexts - the texts of their models, of which some are citations: `RFC9110, Section 5`
 * @param report - receives the places in the bibliography
 */
export function checkUncitedWorks(
  { entries, positionOf }: Bibliography,
  texts: readonly string[],
  modelTexts: readonly string[],
  report: ReportDiagnostic,
): void {
  const citedByModels = new Set(modelTexts.map((text) => parseCitation(text)?.work));
  const members = new Set(Object.values(entries).flatMap((entry) => (isWorkGroup(entry) ? entry.group : [])));
  for (const [name, { display = name }] of Object.entries(entries)) {
    const isElsewhere = members.has(name) || citedByModels.has(name);
    const isCited = texts.some((text) => [name, display].some((each) => sourceCitesWork(text, each)));
    if (!isElsewhere && !isCited) report(positionOf(name), "uncited-work", `"${name}" is not cited; cite it, or remove it`);
  }
}
