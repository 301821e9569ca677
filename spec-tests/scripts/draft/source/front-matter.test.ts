import test from "ava";
import { readFrontMatter } from "../../../../scripts/draft/source/front-matter.ts";
import { diagnosticReporter, type Diagnostic } from "../../../../scripts/draft/diagnostics/diagnostics.ts";
import { buildWhole } from "../setup.ts";

const good: Readonly<Record<string, string>> = {
  title: "A Test",
  docName: "draft-a-test-00",
  category: "info",
  ipr: "trust200902",
  submissionType: "IETF",
  date: "2026-11-23",
  author: "[{organization: Testers}]",
};

/** Reads the good front matter with some lines changed; `undefined` removes a line. */
function read(changes: Readonly<Record<string, string | undefined>>): string[] {
  const lines = Object.entries({ ...good, ...changes }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  const messages: Diagnostic[] = [];
  readFrontMatter(`---\n${lines.join("\n")}\n---\n`, diagnosticReporter(messages, "a.md"));
  return messages.map(({ line, column, rule, reason }) => `${line}:${column} ${rule}: ${reason}`);
}

test("accepts a minimal front matter", (t) => t.deepEqual(read({}), []));

const ofKramdown: readonly (readonly [rest: string, instead: string])[] = [
  ["--- abstract\n\nText.\n", " and # Abstract"],
  ["--- middle\n\nText.\n\n---\n", ""],
];
for (const [rest, instead] of ofKramdown) {
  test(`reports ${JSON.stringify(rest)} at the end of the front matter as a form of kramdown-rfc`, (t) => {
    const messages: Diagnostic[] = [];
    readFrontMatter(`---\ntitle: A\ndocname: draft-a\n${rest}`, diagnosticReporter(messages, "a.md"));
    const part = rest.split("\n")[0];
    const reason = `"${part}" ends the front matter in kramdown-rfc; expected a line ---${instead}, or the draft that ws2 draft import kramdown makes of this document`;
    t.deepEqual(messages, [{ file: "a.md", line: 4, column: 1, rule: "front-matter", reason }]);
  });
}

test("leaves a part of kramdown-rfc behind the front matter to the check of the text", (t) => {
  const messages: Diagnostic[] = [];
  const lines = Object.entries(good).map(([key, value]) => `${key}: ${value}\n`);
  readFrontMatter(`---\n${lines.join("")}---\n\n--- abstract\n`, diagnosticReporter(messages, "a.md"));
  t.deepEqual(messages, []);
});

test("a draft without revision, and its date, may change with each build", (t) => {
  for (const date of ["today", "2026-11", undefined]) t.deepEqual(read({ docName: "draft-a-test-latest", date }), []);
});

test("accepts all keys", (t) => {
  const author = '[{initials: A., surname: B, fullname: A B, role: editor, organization: C, email: a@b.example, uri: "https://b.example/", phone: "+1 2", street: [S 1, S 2], city: T, region: U, code: 12345, country: Germany}]';
  const venue = '{mail: a@b.example, archive: "https://a.example/", repository: "https://r.example/", home: "https://h.example/"}';
  const more = {
    abbrev: "T",
    area: "web",
    workgroup: "none",
    keyword: "[a, b]",
    consensus: "false",
    model: "m.json",
    references: "r.yaml",
    unshown: "[a]",
    tocDepth: "2",
    contributor: "[{organization: D, street: S}]",
    updates: "[9110]",
    obsoletes: "[1, 2]",
  };
  t.deepEqual(read({ author, venue, ...more }), []);
});

const wrong: readonly (readonly [title: string, changes: Readonly<Record<string, string | undefined>>, mistake: string])[] = [
  [
    "a docName without revision",
    { docName: "draft-a-test" },
    '3:10 front-matter: docName: expected draft-<name>-NN with a revision number of two digits, or draft-<name>-latest, found "draft-a-test"',
  ],
  [
    "a docName with one digit",
    { docName: "draft-a-test-0" },
    '3:10 front-matter: docName: expected draft-<name>-NN with a revision number of two digits, or draft-<name>-latest, found "draft-a-test-0"',
  ],
  [
    "a month that does not exist",
    { date: "2026-13" },
    '7:7 front-matter: date: expected YYYY-MM-DD, YYYY-MM or today, found "2026-13"',
  ],
  [
    "a day that does not exist",
    { date: "2026-02-30" },
    '7:7 front-matter: date: expected YYYY-MM-DD, YYYY-MM or today, found "2026-02-30"',
  ],
  ["an unknown key and proposes one", { keywords: "[a]" }, '9:1 front-matter: unknown key "keywords"; did you mean "keyword"?'],
  ["a missing title", { title: undefined }, "2:1 front-matter: title: is missing; expected a string"],
  ["prose outside ASCII", { abbrev: "\u00dcber" }, '9:9 front-matter: abbrev: expected ASCII, found "\u00dc" (U+00DC)'],
  [
    "a title without Latin letters alone",
    { title: "\u6f22" },
    "2:8 front-matter: title: title is not in Latin letters; expected asciiTitle beside it",
  ],
  [
    "a name without Latin letters alone",
    { author: "[{initials: \u660e, surname: \u674e, asciiInitials: M.}]" },
    "8:10 front-matter: author[0]: surname is not in Latin letters; expected asciiSurname beside it",
  ],
  [
    "an ASCII form without its name",
    { author: "[{organization: A, asciiCity: B}]" },
    "8:10 front-matter: author[0]: expected city beside asciiCity",
  ],
  [
    "an ASCII form that is the name",
    { author: "[{organization: A, asciiOrganization: A}]" },
    "8:10 front-matter: author[0]: asciiOrganization is the same as organization; remove it",
  ],
  [
    "an ASCII form of a street with other lines",
    { author: "[{organization: A, street: [B, C], asciiStreet: D}]" },
    "8:10 front-matter: author[0]: expected as many lines in asciiStreet as in street",
  ],
  [
    "an ASCII form outside ASCII",
    { author: "[{organization: A, city: Oe, asciiCity: \u00d6}]" },
    '8:49 front-matter: author[0].asciiCity: expected ASCII, found "\u00d6"',
  ],
  ["no author", { author: "[]" }, "8:9 front-matter: author: expected at least one author"],
  [
    "a wrong category",
    { category: "standard" },
    '4:11 front-matter: category: expected one of "std", "bcp", "exp", "info", "historic", found "standard"',
  ],
  [
    "an author without a name",
    { author: "[{email: a@b.example}]" },
    "8:10 front-matter: author[0]: expected initials and surname, or organization",
  ],
  [
    "a surname without initials",
    { author: "[{surname: A, organization: B}]" },
    "8:10 front-matter: author[0]: expected initials and surname together",
  ],
  [
    "a full name alone",
    { author: "[{fullname: A, organization: B}]" },
    "8:10 front-matter: author[0]: expected initials and surname beside fullname",
  ],
  ["a name in place of a number", { updates: "[RFC9110]" }, '9:11 front-matter: updates[0]: expected a number, found "RFC9110"'],
  [
    "a category with a slip",
    { category: "infos" },
    '4:11 front-matter: category: expected one of "std", "bcp", "exp", "info", "historic", found "infos"; did you mean "info"?',
  ],
  [
    "a malformed address",
    { venue: "{mail: list}" },
    '9:15 front-matter: venue.mail: expected an address such as name@host.example, found "list"',
  ],
  ["a depth over the limit", { tocDepth: "7" }, "9:11 front-matter: tocDepth: expected at most 6, found 7"],
  ["an empty title", { title: '""' }, '2:8 front-matter: title: expected a non-empty string, found ""'],
  ["a list in place of an object", { venue: "[a]" }, "9:8 front-matter: venue: expected an object, found a list"],
  [
    "an unknown key of an author",
    { author: "[{organization: A, mail: b}]" },
    '8:28 front-matter: unknown key "mail"; did you mean "email"?',
  ],
];

for (const [title, changes, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.deepEqual(read(changes), [mistake]));
}

test("reports invalid YAML with its line in the draft", (t) => {
  t.deepEqual(read({ title: "[a" })[0]?.startsWith("3:1 yaml: invalid YAML: "), true, read({ title: "[a" }).join("\n"));
});

test("reports a draft without front matter", (t) => {
  const messages: Diagnostic[] = [];
  t.is(readFrontMatter("# Abstract\n", diagnosticReporter(messages, "a.md")), undefined);
  t.deepEqual(messages, [
    { file: "a.md", line: 1, column: 1, rule: "front-matter", reason: "expected front matter between two lines of ---" },
  ]);
});

test("writes the front with a full date and the organization of the author", (t) => {
  const { xml } = buildWhole("# Abstract\n\nx\n\n# A\n\nx");
  t.true(
    xml.includes(
      '<title>A Test</title>\n<seriesInfo name="Internet-Draft" value="draft-a-test-00"/>\n<author>\n<organization>Testers</organization>\n</author>\n<date year="2026" month="11" day="23"/>\n<abstract>',
    ),
  );
  t.regex(
    xml,
    /<rfc version="3" symRefs="true" sortRefs="true" tocInclude="true" indexInclude="false" xml:lang="en" tocDepth="3" docName="draft-a-test-00" category="info" ipr="trust200902" submissionType="IETF">/,
  );
});
