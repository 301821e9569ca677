import test from "ava";
import { importMiddle } from "./setup.ts";

const works = `normative:
  HTTP: RFC9110
  H1:
    =: RFC9112
    display: HTTP/1.1
  RFC8126:
informative:
  URL:
    title: Addresses
    target: https://url.example/
entity: {SELF: "RFC nnnn", NAME: a name}
`;

/** Running text of kramdown-rfc and of the draft. */
const forms: Readonly<Record<string, readonly [kramdown: string, draft: string]>> = {
  "a citation by the name of the document": ["{{HTTP}} and {{HTTP}}", "{{!HTTP}} and {{HTTP}}"],
  "a name to display": ["{{H1}}", "{{!HTTP/1.1}}"],
  "a citation in brackets": ["[RFC8126] and [text][HTTP]", "{{!RFC8126}} and text {{!HTTP}}"],
  "a work that the text names": ["{{!OTHER=RFC8446}}, {{?RFC9000}}", "{{!OTHER}}, {{?RFC9000}}"],
  "a name that the text gives later": ["{{Section 3 of TLS}}, {{!TLS=RFC8446}}", "{{Section 3 of !TLS}}, {{!TLS}}"],
  "brackets behind brackets": ["a[b][0]", "a[b]\\[0]"],
  sections: [
    "{{Section 3 of !RFC9000}}, {{HTTP, Section 4}}, {{RFC8126 (Section 5)}}, {{Sections 1 and 2.3 of HTTP}}",
    "{{Section 3 of !RFC9000}}, {{!HTTP, Section 4}}, {{!RFC8126 (Section 5)}}, {{Sections 1 and 2.3 of HTTP}}",
  ],
  "a section by its title": ['{{URL}}{:section="\\"parse\\"" relative="#parse"}', '{{Section "parse" of URL#parse}}'],
  "a section without the word": ["{{3.1<RFC9000}}", "[3.1](https://www.rfc-editor.org/rfc/rfc9000#section-3.1)"],
  "a member of a series": ["{{RFC8126@HTTP}}", "RFC 8126 {{!HTTP}}"],
  "links with a title or a number": [
    '{{one}}{: format="title"}, {{<<one}}, Section {{one}}{:format="counter"}, {{<one}}, {{one (here)}}',
    "{{title of one}}, {{title of one}}, Section {{number of one}}, {{number of one}}, [here](#one)",
  ],
  "an address in brackets": ["<[](https://a.example/)>", "<https://a.example/>"],
  links: [
    '[a](#one), [](#one), <https://a.example/>, [b](https://b.example/ "t"){:x="y"}, [c][l]\n\n[l]: https://c.example/',
    "[a](#one), {{one}}, <https://a.example/>, [b](https://b.example/), [c](https://c.example/)",
  ],
  "an index entry": ["(((a, b)))c(((!d)))(((“x”)))", "{{^a, b}}c{{^d}}{{^“x”}}"],
  entities: ["{{&SELF}}, &SELF;, &NAME;, a&nbsp;b, &mdash;", "{{&SELF}}, {{&SELF}}, a name, a\u00a0b, &mdash;"],
  "the name of a person": ['{{{Ann Author}}}, <contact fullname="Bob Builder"/>', "Ann Author, Bob Builder"],
  XML: [
    '<br/> <em>a</em> <tt>b</tt> <bcp14>MUST</bcp14> <xref target="one"/> <xref target="HTTP" section="3"/> <eref target="https://a.example/">c</eref>',
    "<br> *a* `b` MUST {{one}} {{Section 3 of !HTTP}} [c](https://a.example/)",
  ],
  "code stays as it is": ["`{{a}} (((b))) {::c}` and ``d`e``{:.lang}", "`{{a}} (((b))) {::c}` and ``d`e``"],
  "a line break": ["a\\\\\nb  \nc", "a\\\nb\\\nc"],
  "marks that mean something else in a draft": ["a {b} ~~c~~ (#d) 2^10^ [@e] <<1>>", "a \\{b\\} \\~~c~~ \\(#d) 2\\^10^ \\[@e] \\<<1>>"],
  "a comment in the text": ["a{::comment}b{:/comment}c", "ac"],
};

for (const [what, [kramdown, draft]] of Object.entries(forms)) {
  test(`running text is carried over: ${what}`, (t) => {
    const { body, messages } = importMiddle(kramdown, works);
    t.is(body, draft);
    t.deepEqual(messages, []);
  });
}

test("footnotes become editor's comments", (t) => {
  const { body, messages } = importMiddle('a[^1] b[^2]\n\n[^1]: {: source="Ann"} Note\n  more.\n[^2]: Two.\n[^3]: Unused.');
  t.is(body, 'a[^1] b[^2]\n\n[^1]: {source="Ann"} Note more.\n\n[^2]: Two.');
  t.deepEqual(messages, ["6: the footnote [^3] is left out: the text does not use it [footnote]"]);
});

test("abbreviations are written out", (t) => {
  const { body, messages } = importMiddle("The TLS and TLSX, `TLS`.\n\n*[TLS]: Transport (((security)))\n*[MUST]: <bcp14>");
  t.is(body, "The {{^security}}Transport and TLSX, `TLS`.");
  t.deepEqual(messages, ['3: the abbreviation "TLS" is written out as kramdown-rfc prints it; check the text [abbreviation]']);
});

/** Text without a counterpart, and the message. */
const lost: Readonly<Record<string, readonly [kramdown: string, draft: string, message: string]>> = {
  "a formula": ["a $$x^2$$", "a `x^2`", 'the formula "x^2" is carried over as code; expected words or characters [formula]'],
  "an unknown element": ["<blink>a</blink>", "\\<blink>a\\</blink>", "<blink> has no counterpart; it is carried over as text [xml]"],
  "attributes of text": ["*a*{: #x}", "*a*", "{: #x} belongs to a piece of text, which has no attributes; it is left out [attributes]"],
  "an image": ["![a](b.svg)", "a", "the image b.svg is left out; expected a fence with {svg=b.svg} and a drawing in ASCII [image]"],
  "an unknown footnote": ["a[^x]", "a\\[^x]", "[^x] is not defined; it is carried over as text [footnote]"],
  "an unknown entity": ["&x;", "&x;", "&x; is not defined in the front matter; expected entity: x: its text [entity]"],
  "characters that prose cannot have": [
    'at "é.example." – now',
    'at "`é.example`." – now',
    '"é.example" is written as code, since prose is in ASCII; expected code, <u>é.example</u> or ASCII [character]',
  ],
};

for (const [what, [kramdown, draft, message]] of Object.entries(lost)) {
  test(`text without a counterpart is reported: ${what}`, (t) => {
    const imported = importMiddle(kramdown);
    t.is(imported.body, draft);
    t.deepEqual(imported.messages, [`1: ${message}`]);
  });
}
