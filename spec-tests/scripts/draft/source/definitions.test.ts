import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection } from "../setup.ts";

type Case = readonly [title: string, markdown: string, xml: string];

const cases: readonly Case[] = [
  [
    "a footnote to an editor's comment",
    "a[^x] b\n\n[^x]: See *this* MUST {{test}}.",
    '<t>a<cref>See <em>this</em> MUST <xref target="test"/>.</cref> b</t>',
  ],
  ["a footnote that says who", 'a[^x]\n\n[^x]: {source="A B"} Why?', '<t>a<cref source="A B">Why?</cref></t>'],
  ["a footnote of one word", "a[^x]\n\n[^x]: *Why?*", "<t>a<cref><em>Why?</em></cref></t>"],
  ["a footnote that begins with emphasis", "a[^x]\n\n[^x]: *Why* this", "<t>a<cref><em>Why</em> this</cref></t>"],
  ["a footnote in a list and its definition in a list", "- a[^x]\n\n  [^x]: Why this?", "<ul>\n<li>a<cref>Why this?</cref></li>\n</ul>"],
];

for (const [title, markdown, xml] of cases) {
  test(`transforms ${title}`, (t) => t.is(sectionXml(markdown), xml));
}

const wrong: readonly Case[] = [
  [
    "an unknown footnote, and proposes one",
    "a[^nite] b[^note]\n\n[^note]: b c",
    '1:2 definition: [^nite] is not defined; did you mean "^note"?',
  ],
  [
    "an unknown footnote without a near name",
    "a[^x]",
    '1:2 definition: [^x] is not defined; expected "[^x]: ..." on a line of its own, or code',
  ],
  ["an unused footnote", "a\n\n[^x]: b c", "3:1 definition: [^x] is not used; use it in the text, or remove its definition"],
  [
    "an unused link definition",
    "a\n\n[x]: https://x.example/",
    "3:1 definition: [x] is not used; use it in the text, or remove its definition",
  ],
  ["a footnote defined twice", "a[^x]\n\n[^x]: b c\n\n[^x]: b d", "5:1 definition: [^x] is defined twice; expected another label"],
  [
    "a link defined twice",
    "[a][x]\n\n[x]: https://a.example/\n[X]: https://b.example/",
    "4:1 definition: [x] is defined twice; expected another label",
  ],
  [
    "a footnote directly below another",
    "a[^x]\n\n[^x]: b c\n[^y]: b d",
    "4:1 footnote: [^y]: begins inside another footnote; expected a blank line before it",
  ],
  ["a footnote in a footnote", "a[^x]\n\n[^x]: b c[^x]", "3:10 footnote: [^x] is used in a footnote; expected it in the text"],
  ["other attributes of a footnote", "a[^x]\n\n[^x]: {src=a} b c", '3:1 footnote: footnote [^x]: expected {source="..."} in the braces'],
  ["an empty footnote", "a[^x]\n\n[^x]: {source=a}", "3:1 footnote: footnote [^x] is empty"],
  [
    "a mistake in a footnote",
    "a[^x]\n\n[^x]: b {{no}}",
    '3:9 cross-reference: unknown anchor "no"; expected one of: test, RFC2119, RFC8174, RFC9000',
  ],
  ["a relative link definition", "[a][x]\n\n[x]: b.html", '1:1 link: "b.html" is neither a URI nor an #anchor of this document'],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.is(sectionDiagnostics(markdown)[0], mistake));
}

test("the text of a requirement has no footnotes", (t) => {
  t.deepEqual(buildSection("It MUST[^x] do so.{R-001}\n\n[^x]: Should it?").requirements.map(({ text }) => text), ["It MUST do so."]);
});
