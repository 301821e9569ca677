import test from "ava";

import type { Diagnostic } from "../../../../scripts/draft/diagnostics/diagnostics.ts";
import { diagnosticReporter } from "../../../../scripts/draft/diagnostics/diagnostics.ts";
import { nameRevision } from "../../../../scripts/draft/source/name-revision.ts";

const draft = (docName: string): string => `---\ntitle: A\ndocName: ${docName}\n---\n\ndocName: draft-a-b-latest\n`;

for (const docName of ["draft-a-b-latest", '"draft-a-b-latest"', "draft-a-b-03"]) {
  test(`names a draft ${docName} as the revision, and changes nothing else`, (t) => {
    const named = nameRevision(draft(docName), "draft-a-b-03", () => t.fail());
    t.is(named, draft(docName.replace("latest", "03")));
  });
}

for (const docName of ["draft-a-c-latest", "draft-a-b-02", "x"]) {
  test(`refuses a draft ${docName}`, (t) => {
    const messages: Diagnostic[] = [];
    t.is(nameRevision(draft(docName), "draft-a-b-03", diagnosticReporter(messages, "a.md")), undefined);
    const found = docName === "x" ? "none" : docName;
    const reason = `docName: expected draft-a-b-03 or draft-a-b-latest, found ${found}`;
    t.deepEqual(messages, [{ file: "a.md", line: 3, column: 1, rule: "front-matter", reason }]);
  });
}
