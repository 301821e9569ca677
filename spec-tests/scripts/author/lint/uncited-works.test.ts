import test from "ava";
import { checkUncitedWorks } from "../../../../scripts/author/lint/uncited-works.ts";
import { diagnosticReporter, type Diagnostic } from "../../../../scripts/draft/diagnostics/diagnostics.ts";
import { readBibliography } from "../../../../scripts/draft/references/bibliography.ts";

const text = `A: {title: a}
B: {title: b, display: Bee}
RFC2119: {title: c}
RFC8174: {title: d}
BCP78: {group: [A]}
`;

/** Returns the works that some drafts do not cite: `line name`. */
function uncited(...drafts: readonly string[]): string[] {
  const found: Diagnostic[] = [];
  const bibliography = readBibliography({ path: "r.yaml", text }, () => undefined);
  const modelTexts = ["A", "a text", "RFC8174, Section 2"];
  if (bibliography !== undefined) checkUncitedWorks(bibliography, drafts, modelTexts, diagnosticReporter(found, "r.yaml"));
  return found.map(({ line, reason }) => `${line} ${reason}`);
}

test("reports works that no draft cites, at their places", (t) => {
  t.deepEqual(uncited("{{BCP78}}", "::bcp14\n"), ['2 "B" is not cited; cite it, or remove it']);
  t.deepEqual(uncited("{{B}}").map((one) => one.split(" ")[1]), ['"RFC2119"', '"BCP78"']);
});

test("a work is cited by its name, by the name that is printed, with sections, and in a group", (t) => {
  const citations = ["{{B}}", "{{!Bee}}", "{{Sections 3 and 4 of B}}", "{{B,\nSection 3}}"];
  for (const citation of citations) t.is(uncited(citation).length, 2, citation);
});
