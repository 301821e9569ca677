import test from "ava";
import { readReferenceXml } from "../../../../scripts/draft/bibliography/read-reference-xml.ts";

const front = (title: string, more = ""): string => `<front><title>${title}</title>${more}</front>`;

test("reads all data of a work, and leaves out what its name says", (t) => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- from a server -->
<reference anchor="RFC9113" target="https://www.rfc-editor.org/info/rfc9113" quoteTitle="false">
  <front>
    <title>HTTP/2 &amp;
      <em>more</em> of &#233;t&#xE9;</title>
    <author fullname="M. Thomson" initials="M." role="editor" surname="Thomson"/>
    <author fullname="Cory &quot;B&quot; Benfield" initials="C." surname="Benfield" asciiSurname="Ben">
      <organization abbrev="A">Apple</organization>
    </author>
    <author><organization>IETF</organization></author>
    <author/>
    <date month="June" year="2022"/>
    <abstract><t>Long.</t></abstract>
  </front>
  <seriesInfo name="STD" value="1"/>
  <seriesInfo name="RFC" value="9113"/>
  <seriesInfo name="DOI" value="10.17487/RFC9113"/>
  <refcontent>Journal</refcontent>
  <annotation>See <xref target="A">there</xref>.</annotation>
</reference>`;
  t.deepEqual(readReferenceXml(xml), {
    anchor: "RFC9113",
    entries: {
      RFC9113: {
        title: "HTTP/2 & more of \u00e9t\u00e9",
        quoteTitle: false,
        author: [
          { initials: "M.", surname: "Thomson", role: "editor" },
          { initials: "C.", surname: "Benfield", asciiSurname: "Ben", fullname: 'Cory "B" Benfield', organization: "Apple" },
          { organization: "IETF" },
        ],
        date: "2022-06",
        seriesInfo: { STD: "1" },
        refcontent: "Journal",
        annotation: "See there.",
      },
    },
  });
});

const dates: readonly (readonly [attributes: string, date: unknown])[] = [
  ['year="2022" month="February" day="3"', "2022-02-03"],
  ['year="2022" month="11"', "2022-11"],
  ['year="2022"', 2022],
  ['year="2022" month="Spring" day="1"', 2022],
  ['year="n.d."', undefined],
];

for (const [attributes, date] of dates) {
  test(`reads the date ${attributes}`, (t) => {
    const found = readReferenceXml(`<reference anchor="A">${front("a", `<date ${attributes}/>`)}</reference>`);
    t.deepEqual(typeof found === "string" ? found : found.entries, { A: { title: "a", ...(date === undefined ? {} : { date }) } });
  });
}

test("keeps the series, address and revision of an Internet-Draft that its name does not say", (t) => {
  const xml =
    `<reference anchor="I-D.a-b" target="https://datatracker.ietf.org/doc/html/draft-a-b-07">${front("a")}` +
    '<seriesInfo name="Internet-Draft" value="draft-a-b-07"/><refcontent>Work in Progress</refcontent></reference>';
  const entries = (name: string): unknown => (readReferenceXml(xml, name) as { readonly entries: unknown }).entries;
  const seriesInfo = { "Internet-Draft": "draft-a-b-07" };
  t.deepEqual(entries("I-D.a-b"), { "I-D.a-b": { title: "a", seriesInfo } });
  t.deepEqual(entries("draft-a-b-07"), { "draft-a-b-07": { title: "a" } });
});

test("reads a group with its works", (t) => {
  const rfc = (number: number): string =>
    `<reference anchor="RFC${number}" target="https://www.rfc-editor.org/info/rfc${number}">${front("x")}` +
    `<seriesInfo name="BCP" value="14"/><seriesInfo name="RFC" value="${number}"/></reference>`;
  const xml = `<referencegroup anchor="BCP14" target="https://www.rfc-editor.org/info/bcp14">${rfc(2119)}${rfc(8174)}</referencegroup>`;
  t.deepEqual(readReferenceXml(xml), {
    anchor: "BCP14",
    entries: { BCP14: { group: ["RFC2119", "RFC8174"] }, RFC2119: { title: "x" }, RFC8174: { title: "x" } },
  });
});

const wrong: readonly (readonly [title: string, xml: string, reason: string])[] = [
  [
    "a text that is no XML",
    "<reference>\n<x></reference>",
    "2:4: no XML: Expected closing tag 'x' (opened in line 2, col 1) instead of closing tag 'reference'.",
  ],
  ["another element", "<rfc/>", "expected <reference> or <referencegroup>, found <rfc>"],
  ["an entity", '<!DOCTYPE x [<!ENTITY a "b">]><reference/>', "has a DOCTYPE; expected a reference of bibxml without one"],
  ["a work without a title", '<reference anchor="A"><front/></reference>', "A: title: Too small: expected string to have >=1 characters"],
  ["an address that is no URL", `<reference anchor="A" target="here">${front("a")}</reference>`, "A: target: Invalid URL"],
];

for (const [title, xml, reason] of wrong) test(`refuses ${title}`, (t) => t.is(readReferenceXml(xml), reason));
