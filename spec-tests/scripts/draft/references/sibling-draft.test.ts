import test from "ava";

import { bibliography, buildSection, sectionDiagnostics, sectionXml, type DraftFixture } from "../setup.ts";

/** Another draft of the set. */
const other = `---
title: Another Test
docName: draft-another-test-03
category: info
ipr: trust200902
submissionType: IETF
date: 2026-10-09
author:
  - {initials: A., surname: Person, organization: Org, email: a@example.org}
  - organization: Testers
references: references.yaml
model: model.json
---

# Abstract

It has "{{RFC9000}}".

# One {#one}

## Inner {#inner}

Text.

::rows{of=box}

# Loose {#loose .unnumbered}

Text.

::backmatter

# Last {#last}

Text.
`;

const files: Readonly<Record<string, string>> = { "draft-another-test.md": other };
const setup: DraftFixture = {
  references: { path: "references.yaml", text: `${bibliography}OTHER:\n  draft: draft-another-test.md\n` },
  read: (path) => files[path],
};

test("cites sections of another draft of the set by anchor, and prints their numbers", (t) => {
  t.is(
    sectionXml("{{Section inner of OTHER}} and {{!OTHER, Appendix last}} and {{OTHER}}.\n", setup),
    '<t><xref target="OTHER" section="1.1" sectionFormat="of"/> and <xref target="OTHER" section="A" sectionFormat="comma"/> and <xref target="OTHER"/>.</t>',
  );
});

test("the reference has title, authors, date and name of the other draft's front matter", (t) => {
  const { xml } = buildSection("{{OTHER}}\n", setup);
  const found = /<reference anchor="OTHER"[^]*?<\/reference>/.exec(xml)?.[0].replace(/\n/g, "") ?? "";
  t.is(
    found,
    '<reference anchor="OTHER" target="https://datatracker.ietf.org/doc/html/draft-another-test-03"><front><title>Another Test</title>' +
      '<author initials="A." surname="Person" fullname="A. Person"/><author><organization>Testers</organization></author>' +
      '<date year="2026" month="10" day="9"/></front><seriesInfo name="Internet-Draft" value="draft-another-test-03"/></reference>',
  );
});

test("reports unknown sections of another draft, and sections without a number", (t) => {
  t.deepEqual(sectionDiagnostics("{{Section iner of OTHER}} {{Section 1.1 of OTHER}} {{OTHER, Section loose}}\n", setup), [
    '1:1 citation: unknown section "iner" of OTHER; did you mean "inner"?',
    '1:27 citation: unknown section "1.1" of OTHER; expected its anchor, "inner"',
    '1:52 citation: section "loose" of OTHER has no number',
  ]);
});

test("a work that is no draft of the set has no anchors", (t) => {
  t.deepEqual(sectionDiagnostics("{{Section inner of RFC9000}}\n", setup), [
    '1:1 citation: "inner" is not the number of a section; expected a number, or its title in quotation marks: {{Section "inner" of RFC9000}}',
  ]);
});

test("reports a draft that cannot be cited, at its entry", (t) => {
  const of = (more: string, text = ""): string[] =>
    buildSection("Text.\n", {
      references: { path: "refs/list.yaml", text: `OTHER:\n  draft: ../x.md${more}\n` },
      read: () => text || undefined,
    }).messages.map(({ file, line, column, reason }) => `${file}:${line}:${column}: ${reason}`);
  t.deepEqual(of(""), ["refs/list.yaml:2:3: OTHER: cannot read x.md"]);
  t.deepEqual(of("", "# Text\n"), ["refs/list.yaml:2:3: OTHER: x.md has no valid front matter"]);
  t.deepEqual(of("\n  title: A"), ['refs/list.yaml:3:3: unknown key "title"; expected one of: draft']);
});

test("an element that another draft with the same model shows is not missing", (t) => {
  const rules = (given: DraftFixture): string[] =>
    buildSection("Text.\n", { unshown: ["colour"], ...given }).messages.map(({ rule, reason }) => `${rule}: ${reason}`);
  const siblings = [{ path: "draft-another-test.md", markdown: other }];
  t.deepEqual(rules({ siblings }), []);
  const elsewhere = other.replace(/references: .*\nmodel: .*\n/, "");
  t.is(rules({ siblings: [{ path: "draft-another-test.md", markdown: elsewhere }] }).length, 1);
  t.is(rules({}).length, 1);
});
