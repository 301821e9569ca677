import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection } from "../setup.ts";

type Case = readonly [title: string, markdown: string, xml: string];

const cases: readonly Case[] = [
  ["a footnote to an editor's comment", "a[^x] b\n\n[^x]: See *this* MUST {{test}}.", '<t>a<cref>See <em>this</em> MUST <xref target="test"/>.</cref> b</t>'],
  ["a footnote that says who", 'a[^x]\n\n[^x]: {source="A B"} Why?', '<t>a<cref source="A B">Why?</cref></t>'],
  ["a footnote of one word", "a[^x]\n\n[^x]: *Why?*", "<t>a<cref><em>Why?</em></cref></t>"],
  ["a footnote that begins with emphasis", "a[^x]\n\n[^x]: *Why* this", "<t>a<cref><em>Why</em> this</cref></t>"],
  ["a footnote in a list and its definition in a list", "- a[^x]\n\n  [^x]: Why this?", "<ul>\n<li>a<cref>Why this?</cref></li>\n</ul>"],
];

for (const [title, markdown, xml] of cases) {
  test(`transforms ${title}`, (t) => t.is(sectionXml(markdown), xml));
}

const wrong: readonly Case[] = [
  ["a footnote that is not there and proposes one", "a[^nite] b[^note]\n\n[^note]: b c", '1:2 definition: nothing defines [^nite]; did you mean "^note"?'],
  ["a footnote where there is nothing near", "a[^x]", '1:2 definition: nothing defines [^x]; expected "[^x]: ..." on a line of its own, or code'],
  ["a footnote that nothing uses", "a\n\n[^x]: b c", "3:1 definition: nothing uses [^x]; expected it in the text, or its definition taken out"],
  ["a link definition that nothing uses", "a\n\n[x]: https://x.example/", "3:1 definition: nothing uses [x]; expected it in the text, or its definition taken out"],
  ["a footnote defined twice", "a[^x]\n\n[^x]: b c\n\n[^x]: b d", "5:1 definition: [^x] is defined twice; expected another label"],
  ["a link defined twice", "[a][x]\n\n[x]: https://a.example/\n[X]: https://b.example/", "4:1 definition: [x] is defined twice; expected another label"],
  ["a footnote directly below another", "a[^x]\n\n[^x]: b c\n[^y]: b d", "4:1 footnote: [^y]: begins inside another footnote; expected a blank line before it"],
  ["a footnote in a footnote", "a[^x]\n\n[^x]: b c[^x]", "3:10 footnote: [^x] stands in a footnote; expected it in the text"],
  ["other attributes of a footnote", "a[^x]\n\n[^x]: {src=a} b c", '3:1 footnote: footnote [^x]: expected {source="..."} in the braces'],
  ["an empty footnote", "a[^x]\n\n[^x]: {source=a}", "3:1 footnote: footnote [^x] is empty"],
  ["a mistake in a footnote", "a[^x]\n\n[^x]: b {{no}}", '3:9 cross-reference: nothing has the anchor "no"; expected one of: test, RFC2119, RFC8174, RFC9000'],
  ["a relative link definition", "[a][x]\n\n[x]: b.html", '1:1 link: "b.html" is no URI and no #anchor of this document'],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.is(sectionDiagnostics(markdown)[0], mistake));
}

test("leaves a footnote out of the text of a requirement", (t) => {
  t.deepEqual(buildSection("It MUST[^x] do so.{R-001}\n\n[^x]: Should it?").requirements.map(({ text }) => text), ["It MUST do so."]);
});
