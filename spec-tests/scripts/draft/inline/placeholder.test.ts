import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection } from "../setup.ts";

type Case = readonly [title: string, markdown: string, result: string];

const cases: readonly Case[] = [
  ["an anchor", "{{test}}.", '<xref target="test"/>.'],
  ["a work", "{{RFC9000}}.", '<xref target="RFC9000"/>.'],
  ["a section of a work", "{{Section 6.1 of RFC9000}}.", '<xref target="RFC9000" section="6.1" sectionFormat="of"/>.'],
  ["a section on two lines", "{{Section 6.1\nof RFC9000}}.", '<xref target="RFC9000" section="6.1" sectionFormat="of"/>.'],
  ["an appendix of a work", "{{Appendix A.2 of !RFC9000}}.", '<xref target="RFC9000" section="A.2" sectionFormat="of"/>.'],
  ["a section after a comma", "{{?RFC9000, Section 3}}.", '<xref target="RFC9000" section="3" sectionFormat="comma"/>.'],
  ["the title of a section", "{{title of test}}.", '<xref target="test" format="title"/>.'],
  ["the number of a section", "{{number of test}}.", '<xref target="test" format="counter"/>.'],
  ["own words for a section", '{{"these words" of test}}.', '<xref target="test" format="none">these words</xref>.'],
  ["the title of a work", "{{title of RFC9000}}.", '<xref target="RFC9000" format="title"/>.'],
  ["this document", "{{&SELF}}.", "this document."],
  ["an index entry", "a{{^Some entry}}.", 'a<iref item="Some entry"/>.'],
  ["an index entry with a part", "a{{^b, c}}.", 'a<iref item="b" subitem="c"/>.'],
  ["the title of an element", "{{=box}}.", "Box."],
  ["the title of a field", "{{=box.lid}}.", '<xref target="test" format="none">Lid</xref>.'],
  ["the name of an entry as code", "{{=colour.red}}.", '<xref target="test" format="none"><tt>red</tt></xref>.'],
  ["the code of an entry", "{{=colour.red.code}}.", "7."],
  ["a text of a data file", "{{$facts.root}}.", "a0b1."],
  ["a number of a data file", "{{$facts.count}}.", "3."],
  [
    "values in emphasis and links",
    "*{{=box}}* [{{=box}}](https://x.example/)",
    '<em>Box</em> <eref target="https://x.example/">Box</eref>',
  ],
];

for (const [title, markdown, xml] of cases) {
  test(`resolves ${title}`, (t) => t.is(sectionXml(markdown), `<t>${xml}</t>`));
}

const wrong: readonly Case[] = [
  ["a broken cross-reference and proposes an anchor", "a\nb {{tset}}", '2:3 cross-reference: unknown anchor "tset"; did you mean "test"?'],
  ["a broken link", "[a](#nowhere)", '1:1 cross-reference: unknown anchor "nowhere"; expected one of: test, RFC2119, RFC8174, RFC9000'],
  [
    "an unknown citation with the line to add",
    "a {{!RFC9001}}",
    '1:3 citation: "RFC9001" is not in the bibliography; add "RFC9001: {title: ..., date: ...}" to references.yaml, or run "ws2 draft reference add RFC9001 a.md"',
  ],
  [
    "a misspelled name of a work and proposes one",
    "{{!RCF8174}}",
    '1:1 citation: "RCF8174" is not in the bibliography; did you mean "RFC8174"?',
  ],
  [
    "an unknown citation of a section",
    "{{Section 1 of FOO}}",
    '1:1 citation: "FOO" is not in the bibliography; add "FOO: {title: ..., date: ...}" to references.yaml',
  ],
  [
    "the number of a section without one",
    "x\n\n# B {#b .unnumbered}\n\n{{number of b}}",
    '5:1 cross-reference: "b" has no number; expected {{b}}',
  ],
  ["the title of a figure", "```c {#c}\nx\n```\n\n{{title of c}}", '5:1 cross-reference: "c" is no section with a title; expected {{c}}'],
  ["a fragment without a section", "{{RFC9000#x}}", '1:1 citation: "RFC9000#x" has no section; expected {{Section "title" of RFC9000#x}}'],
  [
    "a name in capitals as that of a work",
    "{{FETCH}}",
    '1:1 citation: "FETCH" is not in the bibliography; add "FETCH: {title: ..., date: ...}" to references.yaml',
  ],
  ["an unknown schema element", "a {{=bax}}", '1:3 value: there is no element "bax"; did you mean "box"?'],
  [
    "an unknown name in an element, with the element",
    "{{=colour.rad}}",
    '1:1 value: there is no "rad" in "colour"; did you mean "red"? [colour]',
  ],
  ["an unknown data file", "{{$fact.root}}", '1:1 data: unknown key "fact" in {{$fact.root}}; did you mean "facts"?'],
  ["an unknown name in a data file", "{{$facts.rot}}", '1:1 data: unknown key "rot" in {{$facts.rot}}; did you mean "root"?'],
  ["a list of a data file", "{{$facts.list}}", "1:1 data: {{$facts.list}} is neither text nor a number"],
  ["braces that are left open", "a {{b", '1:3 left-over: "{{" has no counterpart; write a literal mark as code'],
  ["braces that are only closed", "a b}}", '1:4 left-over: "}}" has no counterpart; write a literal mark as code'],
  ["emphasis in braces", "{{a *b*}}", '1:1 left-over: "{{" has no counterpart; write a literal mark as code'],
  ["a malformed footnote", "a[^1 2]", '1:2 left-over: "[^" has no counterpart; write a literal mark as code'],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.is(sectionDiagnostics(markdown)[0], mistake));
}

test("reports unknown content of braces", (t) => {
  t.regex(sectionDiagnostics("a\nb {{c d}}")[0] ?? "", /^2:3 placeholder: "\{\{c d\}\}": expected one of \{\{anchor\}\}, /);
});

const meant: readonly (readonly [written: string, expected: string])[] = [
  ["<<test", "{{title of test}}"],
  ["<test", "{{number of test}}"],
  ["-coap", "{{coap}}"],
  ["!RFC 9000", "{{!RFC9000}}"],
  ["@RFC9000", "{{RFC9000}}"],
  ["Section test", "{{test}}, which prints the number of the section"],
  ["Section 3", "the anchor of a section of this document, or a work: {{Section 3 of RFC9110}}"],
  ["RFC9000, Sec. 3.1", "{{Section 3.1 of RFC9000}}"],
  ["sec 3 of RFC9000", "{{Section 3 of RFC9000}}"],
  ["Sections 3 through 5 of RFC9000", '{{Section 3 of RFC9110}}, {{Sections 3 and 4.1 of RFC9110}}, or {{Section "title" of NAME}}'],
  ["RFC9000, Sections 3 to 5", "{{RFC9110, Section 3}} or {{RFC9110, Sections 3 and 4.1}}"],
];

for (const [written, expected] of meant) {
  test(`proposes what {{${written}}} may mean`, (t) => {
    t.deepEqual(sectionDiagnostics(`x {{${written}}}`), [`1:3 placeholder: "{{${written}}}": expected ${expected}`]);
  });
}

test("requirements have the texts of titles, numbers and parts", (t) => {
  const links = "{{title of test}} {{number of test}} {{title of RFC9000}} {{Sections 1 and 2 of RFC9000}} {{RFC9000 (Section 3)}}";
  const { requirements } = buildSection(`${links} MUST.{R-001}`);
  t.deepEqual(requirements.map(({ text }) => text), ["Test 1 QUIC Sections 1 and 2 of [RFC9000] [RFC9000] (Section 3) MUST."]);
});

test("the front matter says how the document calls itself", (t) => {
  t.is(sectionXml("{{&SELF}}", { front: "self: RFC nnnn\n" }), "<t>RFC nnnn</t>");
});

test("finds the column of each mark, also after an equal one", (t) => {
  const found = sectionDiagnostics("x {{no}} and {{no}}\n> y {{no}}");
  t.deepEqual(found.map((mistake) => mistake.split(" ")[0]), ["1:3", "1:14", "2:5"]);
});

test("reports a value in a draft without a model", (t) => {
  t.is(
    sectionDiagnostics("{{=box}}", { model: undefined, unshown: [] })[0],
    "1:1 value: the front matter has no model; expected model: with the path of a module whose default export is describe(NAME, [schemas]), or of its JSON",
  );
});

test("one normative citation makes a reference normative", (t) => {
  const { xml } = buildSection("{{?RFC9000}} {{!RFC9000}} {{RFC9000}} {{RFC8174}} {{?RFC2119}}");
  const groups = [...xml.matchAll(/<references anchor="(\w+)-references">|<reference anchor="(\w+)"/g)].map(
    ([, group, name]) => group ?? name,
  );
  t.deepEqual(groups, ["normative", "RFC9000", "informative", "RFC2119", "RFC8174"]);
});
