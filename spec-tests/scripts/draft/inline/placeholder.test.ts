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
  ["an unknown citation and proposes one", "a {{!RFC9001}}", '1:3 citation: "RFC9001" is not in the bibliography; did you mean "RFC9000"?'],
  [
    "an unknown citation of a section",
    "{{Section 1 of FOO}}",
    '1:1 citation: "FOO" is not in the bibliography; expected one of: RFC2119, RFC8174, RFC9000',
  ],
  ["an unknown RFC as a citation", "{{RFC9001}}", '1:1 citation: "RFC9001" is not in the bibliography; did you mean "RFC9000"?'],
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

test("finds the column of each mark, also after an equal one", (t) => {
  const found = sectionDiagnostics("x {{no}} and {{no}}\n> y {{no}}");
  t.deepEqual(found.map((mistake) => mistake.split(" ")[0]), ["1:3", "1:14", "2:5"]);
});

test("reports a value in a draft without a model", (t) => {
  t.is(
    sectionDiagnostics("{{=box}}", { model: undefined, unshown: [] })[0],
    "1:1 value: the front matter has no model; expected model: with the path of its JSON",
  );
});

test("one normative citation makes a reference normative", (t) => {
  const { xml } = buildSection("{{?RFC9000}} {{!RFC9000}} {{RFC9000}} {{RFC8174}} {{?RFC2119}}");
  const groups = [...xml.matchAll(/<references anchor="(\w+)-references">|<reference anchor="(\w+)"/g)].map(
    ([, group, name]) => group ?? name,
  );
  t.deepEqual(groups, ["normative", "RFC9000", "informative", "RFC2119", "RFC8174"]);
});
