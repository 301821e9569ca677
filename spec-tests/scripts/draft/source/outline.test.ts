import test from "ava";
import { sectionDiagnostics, buildWhole } from "../setup.ts";

/** Returns `anchor number` of each section in the order of the document, and the blocks outside of sections. */
function structure(markdown: string): string[] {
  const { xml, messages } = buildWhole(`# Abstract\n\nx\n\n${markdown}`);
  if (messages.length > 0) throw new Error(messages.map(({ reason }) => reason).join("\n"));
  return [...xml.matchAll(/<section ([^>]*)>|<(back|middle)>/g)].map(([, section, part]) => section ?? part ?? "");
}

test("nests sections by the level of their headings", (t) => {
  t.deepEqual(structure("# A\n\n## B\n\nx\n\n### C\n\nx\n\n## D\n\nx\n\n# E\n\nx"), [
    "middle", 'anchor="a"', 'anchor="b"', 'anchor="c"', 'anchor="d"', 'anchor="e"',
  ]);
});

test("reads anchor and classes of a heading", (t) => {
  t.deepEqual(structure("# A {#x .unnumbered .notoc}\n\nx\n\n# 1 *B* `c` {.remove}\n\nx"), [
    "middle", 'anchor="x" numbered="false" toc="exclude"', 'anchor="s-1-b-c" removeInRFC="true"',
  ]);
});

test("numbers the anchors of equal headings, and leaves given ones alone", (t) => {
  t.deepEqual(structure("# A\n\n## B C\n\nx\n\n## B c\n\nx\n\n# D {#b-c}\n\n## b *C*\n\nx\n\n## B-C {#b-c-5}\n\nx\n\n## b c\n\nx"), [
    "middle", 'anchor="a"', 'anchor="b-c-2"', 'anchor="b-c-3"', 'anchor="b-c"', 'anchor="b-c-4"', 'anchor="b-c-5"', 'anchor="b-c-6"',
  ]);
});

test("gives a title that begins as a generated anchor another one", (t) => {
  const first = "# Name Resolution System\n\nSee {{s-name-resolution-system}}.\n\n";
  t.deepEqual(structure(`${first}# Table 3\n\nx\n\n# Table 3\n\nx\n\n# Names\n\nx`), [
    "middle", 'anchor="s-name-resolution-system"', 'anchor="s-table-3"', 'anchor="s-table-3-2"', 'anchor="names"',
  ]);
});

test("moves the blocks after ::backmatter into the back", (t) => {
  t.deepEqual(structure("# A\n\nx\n\n::backmatter\n\n# B\n\n## C\n\nx"), ["middle", 'anchor="a"', "back", 'anchor="b"', 'anchor="c"']);
});

test("moves acknowledgements and contributors to the end, without a number", (t) => {
  t.deepEqual(structure("# Contributors\n\nx\n\n# A\n\nx\n\n# Acknowledgments\n\nx\n\n::backmatter\n\n# B\n\nx"), [
    "middle", 'anchor="a"', "back", 'anchor="b"', 'anchor="contributors" numbered="false"', 'anchor="acknowledgments" numbered="false"',
  ]);
});

test("keeps the markup of a heading, and key words in it as words", (t) => {
  const { xml } = buildWhole("# Abstract\n\nx\n\n# What *you* MUST `do` {#a}\n\nx");
  t.true(xml.includes('<section anchor="a">\n<name>What <em>you</em> MUST <tt>do</tt></name>'));
});

type Case = readonly [title: string, markdown: string, mistake: string];
const wrong: readonly Case[] = [
  ["a duplicate anchor", "x\n\n# Other {#test}\n\nx", '3:1 duplicate-anchor: anchor "test" is taken by Section 1 in line LINE'],
  ["an anchor that a figure takes again", "```c {#test}\nx\n```", '1:1 duplicate-anchor: anchor "test" is taken by Section 1 in line LINE'],
  ["an anchor that is the name of a work", "x\n\n# B {#RFC9000}\n\nx", '3:1 duplicate-anchor: anchor "RFC9000" is the name of a reference'],
  [
    "a malformed anchor",
    "x\n\n# B {#1x}\n\nx",
    `3:1 anchor: malformed anchor "1x"; expected a letter, then letters, digits, '.', '_' and '-'`,
  ],
  [
    "an anchor of the references",
    "x\n\n# References\n\nx",
    '3:1 anchor: anchor "references" has the form of a generated anchor; expected an anchor of its own at the heading, {#other}',
  ],
  [
    "an anchor that xml2rfc keeps for itself",
    "x\n\n# B {#section-3}\n\nx",
    '3:1 anchor: anchor "section-3" has the form of a generated anchor',
  ],
  [
    "a link to one of several equal headings",
    "x {{b}}\n\n# B\n\nx\n\n# B\n\nx",
    '1:3 cross-reference: several headings are "B", so "b" is ambiguous; expected an anchor at the heading, {#other}',
  ],
  [
    "a link to a heading by the number that it was given",
    "x [y](#b-2)\n\n# B\n\nx\n\n# B\n\nx",
    '1:3 cross-reference: several headings are "B", so "b-2" is ambiguous; expected an anchor at the heading, {#other}',
  ],
  ["an empty section", "x\n\n# B\n\n# C\n\nx", '3:1 empty-section: section "B" is empty'],
  ["a skipped level", "x\n\n### B\n\nx", "3:1 heading-level: heading of level 3 in a section of level 1; expected level 2"],
  [
    "an unknown class of a heading",
    "x\n\n# B {.unumbered}\n\nx",
    '3:1 attribute: unknown class ".unumbered" of a heading; did you mean "unnumbered"?',
  ],
  [
    "an unknown attribute of a heading",
    "x\n\n# B {a=b}\n\nx",
    '3:1 attribute: unknown attribute "a" of a heading; expected #anchor or .unnumbered, .notoc, .remove',
  ],
  [
    "an anchor without its mark",
    "x\n\n# B {anchor}\n\nx",
    '3:1 attribute: unknown attribute "anchor" of a heading; expected #anchor or .unnumbered, .notoc, .remove',
  ],
  ["malformed attributes of a heading", "x\n\n# B {#b=c}\n\nx", '3:1 attribute: expected #anchor, .class or key="value" at "#b=c"'],
  ["an anchor given twice", "x\n\n# B {#b id=c}\n\nx", '3:1 attribute: "id" is given twice'],
  ["a second abstract", "x\n\n# Abstract\n\nx", "3:1 abstract: expected one abstract, before all sections"],
  [
    "a second back matter",
    "x\n\n::backmatter\n\n::backmatter\n\n# B\n\nx",
    "5:1 backmatter: the back matter has already begun; expected one ::backmatter",
  ],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => {
    const found = sectionDiagnostics(markdown).map((one) => one.replace(/in line \d+$/, "in line LINE"));
    t.true(found.includes(mistake), found.join("\n"));
  });
}

test("reports a made anchor that is the name of a work", (t) => {
  const references = { path: "references.yaml", text: "local:\n  title: Local\n" };
  t.deepEqual(sectionDiagnostics("x\n\n# Local\n\nx", { references }), [
    '3:1 duplicate-anchor: anchor "local" is the name of a reference; expected an anchor of its own at the heading, {#other}',
  ]);
});

test("reports a missing abstract, text before it and a section in it", (t) => {
  const reasons = (markdown: string): string[] => buildWhole(markdown).messages.map(({ reason }) => reason);
  t.deepEqual(reasons("# A\n\nx"), ["the abstract is missing; expected # Abstract"]);
  t.deepEqual(reasons("x\n\n# Abstract\n\nx\n\n# A\n\nx"), ["text before the first heading; expected # Abstract first"]);
  t.deepEqual(reasons("# Abstract\n\nx\n\n## B\n\ny\n\n# A\n\nx"), ["the abstract cannot have sections"]);
});
