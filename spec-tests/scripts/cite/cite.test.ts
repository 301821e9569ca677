import { readFileSync } from "node:fs";

import test from "ava";
import { parse } from "yaml";

import { readCitableWorks } from "../../../scripts/cite/citable.ts";
import { citationFile } from "../../../scripts/cite/citation-file.ts";
import { citationList, citationTexts } from "../../../scripts/cite/citation-texts.ts";

const works = {
  author: "Example Project",
  draft: { title: "Example over HTTP", name: "draft-example-07", date: "2026-02-03" },
  package: { name: "example", version: "1.2.3", description: "An example", license: "MIT", keywords: ["http2"] },
  vectorsHash: "ab".repeat(32),
};

test("cites draft, software and vectors with revision, date, version and hash", (t) => {
  const draft = 'Example Project, "Example over HTTP", Work in Progress, Internet-Draft, draft-example-07, 3 February 2026.';
  t.deepEqual(citationTexts(works), [
    { work: "The protocol", text: draft },
    { work: "The reference implementation", text: 'Example Project, "example", version 1.2.3, which implements draft-example-07.' },
    { work: "The interop vectors", text: `Example Project, interop vectors of draft-example-07, SHA-256 ${"ab".repeat(32)}.` },
  ]);
  t.is(citationList(citationTexts(works)).split("\n")[0], `- The protocol: ${draft}`);
});

test("writes a citation file of version 1.2.0 that prefers the draft", (t) => {
  t.deepEqual(parse(citationFile(works), { schema: "core" }), {
    "cff-version": "1.2.0",
    message: "Cite the draft for the protocol, and the software for its reference implementation.",
    type: "software",
    title: "example",
    abstract: "An example.",
    version: "1.2.3",
    license: "MIT",
    keywords: ["http2"],
    authors: [{ name: "Example Project" }],
    identifiers: [
      { type: "other", value: `sha256:${"ab".repeat(32)}`, description: "The hash over the interop vectors of draft-example-07" },
    ],
    "preferred-citation": {
      type: "report",
      title: "Example over HTTP",
      authors: [{ name: "Example Project" }],
      number: "draft-example-07",
      "date-published": "2026-02-03",
      notes: "Internet-Draft, work in progress",
    },
  });
});

test("the committed file and README say what the draft, the package and the manifest say", (t) => {
  const committed = readCitableWorks();
  const manifest = readFileSync("spec-tests/vectors/manifest.json", "utf8");
  const { draft, root } = JSON.parse(manifest) as Readonly<Record<"draft" | "root", string>>;
  t.is(committed.draft.name, draft);
  t.is(committed.vectorsHash, root);
  t.is(readFileSync("CITATION.cff", "utf8"), citationFile(committed));
  t.true(readFileSync("README.md", "utf8").includes(`\n${citationList(citationTexts(committed))}\n`));
});
