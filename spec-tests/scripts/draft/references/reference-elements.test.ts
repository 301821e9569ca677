import test from "ava";
import { buildSection, buildWhole } from "../setup.ts";

function cited(markdown: string, text: string): ReturnType<typeof buildWhole> {
  return buildWhole(`# Abstract\n\nx\n\n# A\n\n${markdown}`, { references: { path: "refs.yaml", text } });
}

test("writes an RFC with its number, DOI and target", (t) => {
  const { xml } = buildSection("{{!RFC2119}}");
  t.true(
    xml.includes(
      '<references anchor="normative-references">\n<name>Normative References</name>\n<reference anchor="RFC2119" target="https://www.rfc-editor.org/info/rfc2119">\n<front>\n<title>Key Words</title>\n<author initials="S." surname="Bradner" fullname="S. Bradner"/>\n<date year="1997" month="3"/>\n</front>\n<seriesInfo name="BCP" value="14"/>\n<seriesInfo name="RFC" value="2119"/>\n<seriesInfo name="DOI" value="10.17487/RFC2119"/>\n</reference>\n</references>\n</back>',
    ),
    xml,
  );
});

test("writes a work of another kind", (t) => {
  const { xml, messages } = cited(
    "{{W}}",
    'W: {title: "Living", author: [{organization: WHATWG}], date: 2026, refcontent: Living Standard, target: "https://w.example/", seriesInfo: {X: y}}',
  );
  t.deepEqual(messages, []);
  t.true(
    xml.includes(
      '<reference anchor="W" target="https://w.example/">\n<front>\n<title>Living</title>\n<author>\n<organization>WHATWG</organization>\n</author>\n<date year="2026"/>\n</front>\n<seriesInfo name="X" value="y"/>\n<refcontent>Living Standard</refcontent>\n</reference>',
    ),
    xml,
  );
});

test("wraps both groups of references if both exist", (t) => {
  const anchors = (markdown: string): string[] =>
    [...buildSection(markdown).xml.matchAll(/<references anchor="([^"]+)"/g)].map(([, anchor]) => anchor ?? "");
  t.deepEqual(anchors("{{!RFC2119}} {{RFC9000}}"), ["references", "normative-references", "informative-references"]);
  t.deepEqual(anchors("{{RFC9000}}"), ["informative-references"]);
  t.deepEqual(anchors("x"), []);
});

/** Returns the entry of a work in the XML, without line breaks. */
function entry(markdown: string, text: string): string {
  const { xml, messages } = cited(markdown, text);
  const list = xml.replaceAll("\n", "").replace(/^.*<name>(?:Normative|Informative) References<\/name>|<\/references>.*$/g, "");
  return messages.map(({ reason }) => reason).join() || list;
}

test("leaves out works that the draft does not cite", (t) => {
  t.is(entry("{{A}}", "A: {title: a}\n\nB: {title: b}"), '<reference anchor="A"><front><title>a</title><author/></front></reference>');
});

test("writes all names of an author, an annotation, and a title without quotation marks", (t) => {
  t.is(
    entry(
      "{{A}}",
      "A: {title: a, quoteTitle: false, annotation: Said once., author: " +
        "[{fullname: Ann Bee, surname: Bee, asciiSurname: B, organization: Org, role: editor}]}",
    ),
    '<reference anchor="A" quoteTitle="false"><front><title>a</title>' +
      '<author surname="Bee" fullname="Ann Bee" asciiSurname="B" role="editor">' +
      "<organization>Org</organization></author></front><annotation>Said once.</annotation></reference>",
  );
});

const series: readonly (readonly [name: string, more: string, target: string, ...series: string[]])[] = [
  ["draft-a-b-03", "", "https://datatracker.ietf.org/doc/html/draft-a-b-03", "Internet-Draft draft-a-b-03"],
  ["I-D.a-b", "", "https://datatracker.ietf.org/doc/html/draft-a-b", "Internet-Draft draft-a-b"],
  [
    "I-D.a-b",
    ", seriesInfo: {Internet-Draft: draft-a-b-07}",
    "https://datatracker.ietf.org/doc/html/draft-a-b-07",
    "Internet-Draft draft-a-b-07",
  ],
  ["STD97", "", "https://www.rfc-editor.org/info/std97", "STD 97"],
  ["BCP9", ", seriesInfo: {RFC: 2026}", "https://www.rfc-editor.org/info/rfc2026", "RFC 2026", "BCP 9"],
  ["DOI.10.1007/x-1", "", "https://doi.org/10.1007/x-1", "DOI 10.1007/x-1"],
  ["A", ', seriesInfo: {DOI: 10.1/x}, target: "https://a.example/"', "https://a.example/", "DOI 10.1/x"],
];

for (const [name, more, target, ...expected] of series) {
  test(`knows series and address of ${name}${more}`, (t) => {
    const xml = entry(`{{${name}}}`, `${name}: {title: a${more}}`);
    t.is(/ target="([^"]+)"/.exec(xml)?.[1], target);
    const found = [...xml.matchAll(/<seriesInfo name="(.*?)" value="(.*?)"/g)];
    t.deepEqual(found.map(([, kind, value]) => `${kind ?? ""} ${value ?? ""}`), expected);
  });
}

const bcp = "BCP14: {group: [RFC2119, RFC8174]}\nRFC2119: {title: a}\nRFC8174: {title: b}";

test("writes a group of works, with the series of the group in each", (t) => {
  const front = "<author/></front><seriesInfo name=\"BCP\" value=\"14\"/>";
  const rfc = (number: number): string =>
    `<seriesInfo name="RFC" value="${number}"/><seriesInfo name="DOI" value="10.17487/RFC${number}"/></reference>`;
  t.is(
    entry("{{!BCP14}}", bcp),
    '<referencegroup anchor="BCP14" target="https://www.rfc-editor.org/info/bcp14">' +
      `<reference anchor="RFC2119" target="https://www.rfc-editor.org/info/rfc2119"><front><title>a</title>${front}${rfc(2119)}` +
      `<reference anchor="RFC8174" target="https://www.rfc-editor.org/info/rfc8174"><front><title>b</title>${front}${rfc(8174)}</referencegroup>`,
  );
});

test("an anchor stands once, also if a work of a group is cited alone", (t) => {
  const { xml } = cited("{{!BCP14}} {{!RFC8174}}", bcp);
  const anchors = [...xml.matchAll(/<reference(?:group)? anchor="(.*?)"/g)].map(([, anchor]) => anchor);
  t.deepEqual(anchors, ["RFC8174", "BCP14", "RFC2119", "BCP14.RFC8174"]);
});

test("names that are no anchors of XML get one, and are displayed", (t) => {
  const text = "5G: {title: a}\nHTTP/1.1: {title: b}\nHTTP_1.1: {title: c}\ntable-a: {title: d}\nRFC9112: {title: e, display: H1}";
  const { xml, messages } = cited("{{5G}} {{!HTTP/1.1}} {{HTTP_1.1}} {{table-a}} {{H1}} {{RFC9112}}", text);
  t.deepEqual(messages, []);
  const shown = [...xml.matchAll(/<displayreference target="(.*?)" to="(.*?)"/g)].map(([, anchor, name]) => [anchor, name]);
  t.deepEqual(shown, [["RFC9112", "H1"], ["_5G", "5G"], ["HTTP_1.1_2", "HTTP/1.1"], ["_table-a", "table-a"]]);
  t.deepEqual(
    [...xml.matchAll(/<xref target="(.*?)"/g)].map(([, anchor]) => anchor),
    ["_5G", "HTTP_1.1_2", "HTTP_1.1", "_table-a", "RFC9112", "RFC9112"],
  );
});

test("with numbers in place of names, nothing is displayed", (t) => {
  const references = { path: "r", text: "A: {title: a, display: B}" };
  const front = "symRefs: false\nsortRefs: false\ntocInclude: false\n";
  const { xml } = buildWhole("# Abstract\n\nx\n\n# A\n\n{{A}}", { references, front });
  t.true(xml.includes('symRefs="false" sortRefs="false" tocInclude="false"'));
  t.false(xml.includes("displayreference"));
});

test("accepts the sections of a work, and does not print them", (t) => {
  const { xml, messages } = cited("{{A}}", "A: {title: a, sections: [1-12, 6.1-6.10, 7, '7.2', A-C, A.1-A.3]}");
  t.deepEqual(messages, []);
  t.is(xml, cited("{{A}}", "A: {title: a}").xml);
});

const range = 'expected a section or a range of siblings in quotes or with a hyphen, such as 1-12, 6.1-6.10, A-C or "7.2"';

const wrong: readonly (readonly [title: string, text: string, mistake: string])[] = [
  ["invalid YAML", "A: {title: a\n", "2:1 yaml: invalid YAML: Flow map in block collection must be sufficiently indented and end with a }"],
  ["an unknown key", "A: {title: a, titel: b}", '1:15 bibliography: unknown key "titel"'],
  ["a malformed date", "A: {title: a, date: 1997-3}", "1:21 bibliography: A.date: expected YYYY, YYYY-MM or YYYY-MM-DD"],
  ["a malformed name", "'A b': {title: a}", '1:1 bibliography: key "A b": expected a name of letters'],
  [
    "a name in a group without a work",
    "A: {title: a}\nB: {group: [A, C]}",
    '2:16 bibliography: B: there is no work "C"; expected its entry beside the group',
  ],
  ["a group in a group", "B: {group: [B]}", '1:13 bibliography: B: there is no work "B"; expected its entry beside the group'],
  ["a displayed name of another work", "A: {title: a, display: B}\nB: {title: b}", '1:15 bibliography: A: "B" is the name of B'],
  ["one displayed name of two works", "A: {title: a, display: C}\nB: {title: b, display: C}", '2:15 bibliography: B: "C" is the name of A'],
  [
    "fragments without a place for the section",
    "A: {title: a, fragments: x}",
    "1:26 bibliography: A.fragments: expected {section} in the fragment",
  ],
  [
    "an author without a name",
    "A: {title: a, author: [{role: editor}]}",
    "1:24 bibliography: A.author[0]: expected initials and surname, fullname, or organization",
  ],
  ["a section as a number with a fraction", "A: {title: a, sections: [1, 7.2]}", `1:29 bibliography: A.sections[1]: ${range}`],
  ["a range of sections that are no siblings", "A: {title: a, sections: [6.1-7.2]}", `1:26 bibliography: A.sections[0]: ${range}`],
  ["a range of sections that runs backwards", "A: {title: a, sections: [3-2]}", `1:26 bibliography: A.sections[0]: ${range}`],
  ["a range from a section to an appendix", "A: {title: a, sections: [1-A]}", `1:26 bibliography: A.sections[0]: ${range}`],
  [
    "a title without Latin letters alone",
    'A: {title: "\u6f22"}',
    "1:4 bibliography: A: title is not in Latin letters; expected asciiTitle beside it",
  ],
  ["a control character", 'A: {title: "a\u0085b"}', "1:14 character: control character U+0085; expected spaces and line feeds only"],
];

for (const [title, text, mistake] of wrong) {
  test(`reports ${title} in the bibliography`, (t) => {
    const found = cited("{{A}}", text).messages.filter(({ file }) => file === "refs.yaml");
    t.true(
      found.some(({ line, column, rule, reason }) => `${line}:${column} ${rule}: ${reason}`.startsWith(mistake)),
      JSON.stringify(found),
    );
  });
}
