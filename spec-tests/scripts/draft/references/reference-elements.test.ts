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

test("reports an uncited work at its place", (t) => {
  const { messages } = cited("{{A}}", "A: {title: a}\n\nB: {title: b}");
  t.deepEqual(messages, [
    { file: "refs.yaml", line: 3, column: 1, rule: "unused-reference", reason: '"B" is not cited; cite it, or remove it' },
  ]);
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
  ["a section as a number with a fraction", "A: {title: a, sections: [1, 7.2]}", `1:29 bibliography: A.sections[1]: ${range}`],
  ["a range of sections that are no siblings", "A: {title: a, sections: [6.1-7.2]}", `1:26 bibliography: A.sections[0]: ${range}`],
  ["a range of sections that runs backwards", "A: {title: a, sections: [3-2]}", `1:26 bibliography: A.sections[0]: ${range}`],
  ["a range from a section to an appendix", "A: {title: a, sections: [1-A]}", `1:26 bibliography: A.sections[0]: ${range}`],
  ["characters outside ASCII", "A: {title: \u00e4}", "1:12 non-ascii: character U+00E4; expected ASCII"],
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
