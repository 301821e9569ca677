/** What the front matter says of persons, and what of it the prose prints. */
import test from "ava";

import { buildDraft } from "../../../scripts/draft/build.ts";
import { buildSection, sectionXml } from "./setup.ts";

test("the prose prints the name, date, contact and repository of the front matter", (t) => {
  const front = "contact: A. Person <a@example.org>\n";
  t.is(
    sectionXml("{{$draft.docName}} of {{$draft.date}}: {{$draft.contact}}\n", { front }),
    "<t>draft-a-test-00 of 2026-11-23: A. Person &lt;a@example.org&gt;</t>",
  );
  t.is(sectionXml("{{$draft.contact}}\n"), "<t>to be named</t>");
  t.is(sectionXml("{{$draft.repository}}\n", { front: "repository: example.org/r\n" }), "<t>example.org/r</t>");
  t.is(sectionXml("{{$draft.repository}}\n"), "<t>to be named</t>");
});

test("lists what the owner of the draft has to fill in, and builds without it", (t) => {
  const open = (markdown: string, front = ""): readonly string[] => buildSection(markdown, { front }).open;
  t.deepEqual(open("Text.\n"), ["email of an author"]);
  t.deepEqual(open("{{$draft.contact}}\n"), ["email of an author", "contact"]);
  t.deepEqual(open("{{$draft.repository}} {{$draft.contact}}\n"), ["email of an author", "contact", "repository"]);
  t.deepEqual(open("{{$draft.repository}}\n", "repository: example.org/r\n"), ["email of an author"]);
  t.deepEqual(open("{{$draft.contact}}\n", "contact: A. Person\n"), ["email of an author"]);
});

test("takes the object of a list that has a text", (t) => {
  const data = { vectors: { files: [{ path: "a.json", sha256: "aa" }, { path: "b/c.json", sha256: "bb" }] } };
  t.is(sectionXml("{{$vectors.files[b/c.json].sha256}}\n", { data }), "<t>bb</t>");
  const { messages } = buildSection("{{$vectors.files[b/d.json].sha256}}\n", { data });
  t.deepEqual(
    messages.filter(({ rule }) => rule === "data").map(({ reason }) => reason),
    ['unknown key "[b/d.json]" in {{$vectors.files[b/d.json].sha256}}; did you mean "[b/c.json]"?'],
  );
});

test("a table row that defines a part, and a term of an indexed list, are entries of the index", (t) => {
  t.regex(sectionXml("::rows{of=box}\n"), /<tr anchor="box\.lid">\s*<td align="left"><iref item="x MUSTy" subitem="Box"\/>/);
  t.is(
    sectionXml(":::dl{index}\nto open\n: begin.\n:::\n").replaceAll("\n", ""),
    '<dl><dt><iref item="to open" primary="true"/>to open</dt><dd>begin.</dd></dl>',
  );
  t.notRegex(sectionXml(":::dl\nto open\n: begin.\n:::\n"), /iref/);
});

test("cited works with placeholders are named", (t) => {
  const references = { path: "references.yaml", text: "A: {title: A, incomplete: true}\nB: {title: B}\nC: {title: C, incomplete: true}\n" };
  const head = "---\ntitle: T\ndocName: draft-a-b-00\ncategory: info\nipr: trust200902\nsubmissionType: IETF\ndate: 2026-11-23\n";
  const markdown = `${head}author: [{organization: X, email: x@example.org}]\n---\n\n# Abstract\n\nShort.\n\n# One\n\n{{A}} {{B}}\n`;
  const others = { today: "2026-11-23", views: {}, renderExample: () => ({ lines: [] }) };
  const draft = buildDraft({ markdown, path: "draft-a-b.md", references, ...others });
  t.deepEqual(draft.messages, []);
  t.deepEqual(draft.open, ["title, authors and date of A"]);
});
