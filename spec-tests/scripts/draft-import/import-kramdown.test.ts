import test from "ava";
import fc from "fast-check";
import { buildDraft } from "../../../scripts/draft/build.ts";
import { formatDiagnostics } from "../../../scripts/draft/diagnostics/format.ts";
import { importKramdown } from "../../../scripts/draft-import/import-kramdown.ts";
import { importMiddle, importText } from "./setup.ts";

const document = `\uFEFF---
title: The Telegram Protocol
abbrev: Telegram
docname: draft-testers-telegram-latest
date: {DATE}
category: std
ipr: trust200902
area: Applications
wg: TELE
kw: telegram, sensor
stand_alone: yes
pi: [toc, sortrefs]
obsoletes: RFC1234, 2345

author:
 -
    ins: A. van Author
    name: Ann van Author
    org: Example
    postal: [Main Street 1]
    country: Norway
    email: ann@example.org
 -
    name: Bob B. Builder Jr.
    role: editor

contributor: {name: Carla Contributor}

normative:
  HTTP: RFC9110
informative:
  BOOK:
    title: "A Book: of Things"
    author:
      - {ins: C. Ä. Müller}
      - {org: Press}
    date: May 2019
    seriesinfo: {ISBN: 123}
    ann: A remark.
  RFC9000:
...
---

--- abstract

Short.

--- middle

# Introduction

See {{HTTP}} and {{BOOK}}.

{::boilerplate bcp14-tagged}

--- back

# Acknowledgements
{:numbered="false"}

Thanks.
`;

test("a whole document becomes a draft and its bibliography", (t) => {
  const { markdown, references, name, messages } = importText(document);
  t.is(name, "draft-testers-telegram");
  t.is(
    markdown,
    `---
title: The Telegram Protocol
abbrev: Telegram
docName: draft-testers-telegram-latest
category: std
ipr: trust200902
submissionType: IETF
date: today
area: Applications
workgroup: TELE
keyword:
  - telegram
  - sensor
author:
  - initials: A.
    surname: van Author
    fullname: Ann van Author
    organization: Example
    street: Main Street 1
    country: Norway
    email: ann@example.org
  - initials: B. B.
    surname: Builder Jr.
    fullname: Bob B. Builder Jr.
    role: editor
contributor:
  - initials: C.
    surname: Contributor
    fullname: Carla Contributor
obsoletes:
  - 1234
  - 2345
requirements: off
references: references.yaml
---

# Abstract

Short.

# Introduction

See {{!HTTP}} and {{BOOK}}.

::bcp14

::backmatter

# Acknowledgements {.unnumbered}

Thanks.

# Contributors

::contributors
`,
  );
  t.is(
    references,
    `RFC9110:
  title: RFC 9110
  incomplete: true
  display: HTTP
BOOK:
  title: "A Book: of Things"
  author:
    - initials: C. Ä.
      surname: Müller
    - organization: Press
  date: 2019-05
  seriesInfo:
    ISBN: "123"
  annotation: A remark.
RFC9000:
  title: RFC 9000
  incomplete: true
RFC2119:
  title: RFC 2119
  incomplete: true
RFC8174:
  title: RFC 8174
  incomplete: true
`,
  );
  t.deepEqual(formatDiagnostics(messages).split("\n"), [
    "a.md:1:1: 4 works have the name as a title in references.yaml, since title, authors and date are not known; expected ws2 draft reference add RFC9110 RFC9000 RFC2119 RFC8174 [reference]",
    "a.md:40:1: RFC9000 is not cited, and the draft will not list it; cite it, or remove it from references.yaml [reference]",
  ]);
});

test("the fields of works that are known fill their entries", (t) => {
  const { references } = importText(document, {
    findWork: (name) => (name === "RFC9110" ? { RFC9110: { title: "HTTP Semantics", date: "2022-06" } } : undefined),
  });
  t.regex(references, /^RFC9110:\n {2}title: HTTP Semantics\n {2}date: 2022-06\n {2}display: HTTP\nBOOK/);
});

/** Front matter of kramdown-rfc, what it becomes, and the messages. */
const fields: readonly (readonly [given: string, expected: string, ...messages: string[]])[] = [
  ["submissiontype: irtf", "submissionType: IRTF"],
  ["consensus: yes", "consensus: true"],
  ["venue: {group: X, mail: a@example.org, github: x/y}", "venue:\n  mail: a@example.org\n  repository: https://github.com/x/y"],
  ["pi: {tocdepth: 4}", "tocDepth: 4"],
  ["entity: {SELF: RFC nnnn}", "self: RFC nnnn"],
  ["github-issue-label: x", "requirements: off"],
  ["category: standard", "category: info", 'category: "standard" is left out; expected std, bcp, exp, info, historic [front-matter]'],
  ["updates: [draft-x-y]", "requirements: off", "updates: draft-x-y is left out; expected numbers of RFCs [front-matter]"],
  ["colour: red", "requirements: off", '"colour" is left out: it has no counterpart [front-matter]'],
];

for (const [given, expected, ...messages] of fields) {
  test(`front matter is carried over: ${given}`, (t) => {
    const imported = importMiddle("Text.", `${given}\n`);
    t.true(imported.frontMatter.includes(expected), imported.frontMatter);
    t.deepEqual(
      imported.messages.map((message) => message.replace(/^-\d+: /, "")),
      messages,
    );
  });
}

test("a text without front matter of kramdown-rfc, or with invalid YAML, is refused", (t) => {
  const reasons = (text: string): string[] =>
    importKramdown({ text, path: "a.md", fallbackName: "draft-a" }).messages.map(({ line, reason }) => `${line}: ${reason}`);
  t.deepEqual(reasons("# Title\n"), ["1: expected front matter of kramdown-rfc between --- and --- abstract"]);
  t.deepEqual(reasons("---\na: [\n--- abstract\n"), [
    "2: invalid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
  ]);
  t.deepEqual(reasons("---\n- a\n--- abstract\n"), ["2: expected a map of keys in the front matter"]);
});

/** Lines that kramdown or a draft reads as more than text. */
const pieces = [
  '# Title;## A {#a};text;*em* **st** `code`;* item;  more;1. one;: definition;> quote;| a | b |;|---|---|;|===|;~~~ c;~~~;```',
  '{: #x title="T"};{:aside};{:compact};{::comment};{:/comment};{::nomarkdown};{:/};{::boilerplate bcp14};{{RFC9110}};{{a}}',
  '{{!X=RFC1, Section 3}};{{a}}{: format="counter"};(((i, j)));[^1];[^1]: note;*[AB]: Long;AB;[t](#a);[t][l];[l]: https://x.example/',
  '<br/>;<xref target="a"/>;<t>x;</t>;<!-- c;-->;$$x$$;\\;{;}};{{;((;--- back;---;    code;\t* tab;^;é;\0;a | b;<;&x;::: dl;::bcp14;;',
].flatMap((row) => row.split(";"));
const documents = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((lines) => lines.join("\n"));

test("the import never throws, and the draft builds or is told", (t) => {
  const front = "---\ntitle: A\ndocname: draft-a-b-00\ndate: 2026-01-01\nauthor: {org: X}\n";
  const head = `${front}--- abstract\n\nShort.\n\n--- middle\n\n# One\n\nText.\n\n`;
  fc.assert(
    fc.property(documents, (text) => {
      const { markdown, references } = importText(head + text);
      const path = "draft-a-b.md";
      buildDraft({
        markdown,
        path,
        today: "2026-11-23",
        references: { path: "references.yaml", text: references },
        views: {},
        renderExample: () => ({ lines: [] }),
      });
    }),
    { numRuns: 60, seed: 20261201 },
  );
  t.pass();
});
