import test from "ava";
import { buildDraft } from "../../../../scripts/draft/build.ts";

const markdown = `---
title: A & B
abbrev: AB
docName: draft-a-test-12
category: exp
ipr: trust200902
submissionType: independent
consensus: false
date: 2026-01-02
area: Web
workgroup: None
keyword: [one, two]
tocDepth: 2
author:
  - initials: A.
    surname: Person
    organization: Testers
    email: a@example.org
    uri: https://example.org/
    phone: "+1 2"
    street: [One Street, Back]
    city: Town
    region: Shire
    code: 12345
    country: Germany
    role: editor
  - organization: Others
venue:
  mail: list@example.org
  repository: https://example.org/repository
---

# Abstract

x

# A

x
`;

test("writes the whole front matter", (t) => {
  const { xml, messages } = buildDraft({ markdown, path: "a.md", today: "2026-12-01", views: {}, renderExample: () => ({ lines: [] }) });
  t.deepEqual(messages, []);
  const front = /<front>[^]*<\/front>/.exec(xml)?.[0];
  t.is(
    front,
    `<front>
<title abbrev="AB">A &amp; B</title>
<seriesInfo name="Internet-Draft" value="draft-a-test-12"/>
<author initials="A." surname="Person" fullname="A. Person" role="editor">
<organization>Testers</organization>
<address>
<postal>
<street>One Street</street>
<street>Back</street>
<city>Town</city>
<region>Shire</region>
<code>12345</code>
<country>Germany</country>
</postal>
<phone>+1 2</phone>
<email>a@example.org</email>
<uri>https://example.org/</uri>
</address>
</author>
<author>
<organization>Others</organization>
</author>
<date year="2026" month="1" day="2"/>
<area>Web</area>
<workgroup>None</workgroup>
<keyword>one</keyword>
<keyword>two</keyword>
<abstract>
<t>x</t>
</abstract>
<note removeInRFC="true">
<name>Discussion Venues</name>
<t>Discussion of this document takes place on the mailing list <eref target="mailto:list@example.org" brackets="angle"/>.</t>
<t>Source and issues of this document are kept at <eref target="https://example.org/repository" brackets="angle"/>.</t>
</note>
</front>`,
  );
  t.true(
    xml.includes('tocDepth="2" docName="draft-a-test-12" category="exp" ipr="trust200902" submissionType="independent" consensus="false">'),
  );
});

test("writes names of any script with their ASCII forms", (t) => {
  const author =
    "author:\n  - {initials: \u660e, surname: \u674e, asciiInitials: M., asciiSurname: Li,\n     organization: \u5927, asciiOrganization: Big, street: [\u8857, B], asciiStreet: [Street, B], city: K\u00f8benhavn}\n";
  const changed = markdown
    .replace(/^author:\n[^]*?(?=venue:)/m, author)
    .replace("title: A & B", "title: \u00dcber\nasciiTitle: About");
  const input = { path: "a.md", today: "2026-12-01", views: {}, renderExample: () => ({ lines: [] }) };
  const { xml, messages } = buildDraft({ ...input, markdown: changed });
  t.deepEqual(messages, []);
  t.true(xml.includes('<title abbrev="AB" ascii="About">\u00dcber</title>'));
  t.is(
    /<author[^]*<\/author>/.exec(xml)?.[0],
    `<author initials="\u660e" surname="\u674e" fullname="\u660e \u674e" asciiInitials="M." asciiSurname="Li" asciiFullname="M. Li">
<organization ascii="Big">\u5927</organization>
<address>
<postal>
<street ascii="Street">\u8857</street>
<street>B</street>
<city>K\u00f8benhavn</city>
</postal>
</address>
</author>`,
  );
});
