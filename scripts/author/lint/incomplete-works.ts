import type { Bibliography } from "../../draft/references/bibliography.ts";
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { isIncomplete } from "../../draft/references/incomplete-works.ts";

/** Reports works whose title, authors and date are placeholders, at their places in the bibliography. */
export function checkIncompleteWorks({ entries, positionOf }: Bibliography, report: ReportDiagnostic): void {
  for (const [name, entry] of Object.entries(entries)) {
    const problem = `"${name}" has a placeholder for its title; expected title, author and date, without incomplete`;
    if (isIncomplete(entry)) report(positionOf(name), "incomplete-work", problem);
  }
}
