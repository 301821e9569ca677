import test from "ava";
import { checkIncompleteWorks } from "../../../../scripts/author/lint/incomplete-works.ts";
import { diagnosticReporter, type Diagnostic } from "../../../../scripts/draft/diagnostics/diagnostics.ts";
import { readBibliography } from "../../../../scripts/draft/references/bibliography.ts";

const text = `A: {title: a}
B: {title: b, incomplete: true}
C: {group: [A]}
`;

test("reports works with placeholders, at their places", (t) => {
  const found: Diagnostic[] = [];
  const bibliography = readBibliography({ path: "r.yaml", text }, () => undefined);
  if (bibliography !== undefined) checkIncompleteWorks(bibliography, diagnosticReporter(found, "r.yaml"));
  const reason = '"B" has a placeholder for its title; expected title, author and date, without incomplete';
  t.deepEqual(found, [{ file: "r.yaml", line: 2, column: 1, rule: "incomplete-work", reason }]);
});
