import test from "ava";
import { bibliography, sectionDiagnostics, sectionXml, type DraftFixture } from "../setup.ts";

const more = `FIPS: {title: SHS, target: "https://nist.example/x"}
PAPER: {title: A Paper}
HTML:
  title: HTML
  target: https://html.example/
  fragments: {"4": four, create: dom-create}
ECMA:
  title: ECMAScript
  target: https://ecma.example/
  fragments: sec-{section}
BCP14: {group: [RFC2119, RFC8174]}
draft-a-b-03: {title: A Draft}
`;
const setup: DraftFixture = { references: { path: "references.yaml", text: bibliography + more } };

const xref = (target: string, section?: string, format = "bare", relative?: string): string => {
  const part = section === undefined ? "" : ` section="${section}" sectionFormat="${format}"`;
  return `<xref target="${target}"${part}${relative === undefined ? "" : ` relative="${relative}"`}/>`;
};

const cases: readonly (readonly [title: string, markdown: string, xml: string])[] = [
  ["a section without a link", "{{Section 2 of FIPS}}", `Section 2 of ${xref("FIPS")}`],
  ["the same behind the name", "{{FIPS, Section 2}}", `${xref("FIPS")}, Section 2`],
  ["the same in parentheses", "{{FIPS (Section 2)}}", `${xref("FIPS")} (Section 2)`],
  ["a section of a group of works", "{{Section 6 of BCP14}}", `Section 6 of ${xref("BCP14")}`],
  ["an appendix without a link", "{{Section A.2 of FIPS}}", `Appendix A.2 of ${xref("FIPS")}`],
  ["a clause and an annex", "{{Clauses 5 and 6 and Annex B of FIPS}}", `Clauses 5 and 6 and Annex B of ${xref("FIPS")}`],
  ["a title", '{{Section "create" of PAPER}}', `Section "create" of ${xref("PAPER")}`],
  ["a fragment", "{{Section 7 of FIPS#seven}}", xref("FIPS", "7", "of", "#seven")],
  [
    "a fragment of a title",
    '{{Section "match" of FIPS#match}}',
    `Section ${xref("FIPS", "&quot;match&quot;", "bare", "#match")} of ${xref("FIPS")}`,
  ],
  ["a fragment of the bibliography", "{{HTML, Section 4}}", xref("HTML", "4", "comma", "#four")],
  ["a section without a fragment in the bibliography", "{{Section 5 of HTML}}", `Section 5 of ${xref("HTML")}`],
  [
    "sections, of which the bibliography has fragments",
    '{{Sections 4, 5 and "create" of HTML}}',
    `Sections ${xref("HTML", "4", "bare", "#four")}, 5, and ${xref("HTML", "&quot;create&quot;", "bare", "#dom-create")} of ${xref("HTML")}`,
  ],
  ["a fragment with the number of the section", "{{Section 4.1 of ECMA}}", xref("ECMA", "4.1", "of", "#sec-4.1")],
  ["a fragment in an RFC", "{{Section 4 of RFC9000#frames}}", xref("RFC9000", "4", "of", "#frames")],
  ["an Internet-Draft by its name", "{{Section 3 of draft-a-b-03}}", xref("draft-a-b-03", "3", "of")],
  ["two sections", "{{RFC9000, Sections 3 and 4.1}}", `${xref("RFC9000")}, Sections ${xref("RFC9000", "3")} and ${xref("RFC9000", "4.1")}`],
  [
    "sections and an appendix",
    "{{Sections 3, 4.1 and A.2 of !RFC9000}}",
    `Sections ${xref("RFC9000", "3")} and ${xref("RFC9000", "4.1")} and Appendix ${xref("RFC9000", "A.2")} of ${xref("RFC9000")}`,
  ],
  ["appendices", "{{Appendices A or B of RFC9000}}", `Appendices ${xref("RFC9000", "A")} or ${xref("RFC9000", "B")} of ${xref("RFC9000")}`],
  ["one section in the plural", "{{Sections 3 of RFC9000}}", xref("RFC9000", "3", "of")],
];

for (const [title, markdown, xml] of cases) test(`cites ${title}`, (t) => t.is(sectionXml(markdown, setup), `<t>${xml}</t>`));

const wrong: readonly (readonly [title: string, markdown: string, mistake: string])[] = [
  [
    "a fragment of several sections",
    "{{Sections 4 and 5 of HTML#x}}",
    "#x belongs to one section; expected fragments: in the entry of HTML for several",
  ],
  [
    "a fragment of a work without an address",
    "{{Section 4 of PAPER#x}}",
    "PAPER has no address, so #x makes no link; expected target: in its entry",
  ],
  [
    "a title without quotation marks",
    "{{Section create of HTML}}",
    '"create" is not the number of a section; expected a number, or its title in quotation marks: {{Section "create" of HTML}}',
  ],
];

for (const [title, markdown, reason] of wrong) {
  test(`reports ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown, setup), [`1:1 citation: ${reason}`]));
}
