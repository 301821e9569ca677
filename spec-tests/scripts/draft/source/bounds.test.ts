import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { boundedReader } from "../../../../scripts/draft/source/bounded-files.ts";
import { linkProblem } from "../../../../scripts/draft/source/link-scheme.ts";
import { buildWhole, sectionDiagnostics } from "../setup.ts";

const links: readonly (readonly [url: string, problem: string | undefined])[] = [
  ["https://a.example/", undefined],
  ["MAILTO:a@b.example", undefined],
  ["javascript:alert(1)", "links cannot have; expected https, http, mailto, tel, urn or another scheme that opens a document"],
  ["htp:/y", '"htp:/y" has the scheme "htp", which links cannot have; did you mean "http:"?'],
  ["https://a.example/\u00fc", 'expected percent-encoding, as in %C3%BC'],
  ["b.html", '"b.html" is neither a URI nor an #anchor of this document'],
];

for (const [url, problem] of links) {
  test(`a link to ${url} is ${problem === undefined ? "allowed" : "refused"}`, (t) => {
    const found = linkProblem(url);
    if (problem === undefined) t.is(found, undefined);
    else t.true(found?.endsWith(problem), found);
  });
}

test("an address in the front matter has a scheme of links", (t) => {
  const { messages } = buildWhole("# Abstract\n\nx\n\n# A\n\nx\n", { front: 'venue: {home: "javascript:alert(1)"}\n' });
  t.regex(messages[0]?.reason ?? "", /^venue\.home: "javascript:alert\(1\)" has the scheme "javascript"/);
});

test("a draft reads regular files of its repository only, through symbolic links too", (t) => {
  const outside = mkdtempSync(join(tmpdir(), "bounds-"));
  t.teardown(() => rmSync(outside, { recursive: true }));
  const root = join(outside, "repository");
  mkdirSync(join(root, "drafts"), { recursive: true });
  for (const name of ["repository/package.json", "repository/model.json", "secret"]) writeFileSync(join(outside, name), "{}");
  symlinkSync("../../secret", join(root, "drafts", "link"));
  const draft = join(root, "drafts", "draft-a.md");
  const read = boundedReader(draft);
  t.is(read(join(root, "model.json")), "{}");
  t.is(read(join(root, "missing")), undefined);
  t.deepEqual(read(join(root, "drafts")), { problem: `${join(root, "drafts")} is no regular file` });
  for (const path of ["secret", "repository/drafts/link"]) {
    const expected = /is outside of .*repository, the repository of the draft; expected a file in it, or the option --allow-outside$/;
    t.regex((read(join(outside, path)) as { problem: string }).problem, expected);
    t.is(boundedReader(draft, true)(join(outside, path)), "{}");
  }
});

test("includes end after 1,000 files and 16 levels", (t) => {
  const twice = (path: string): string => `::include{path=${path}}\n\n::include{path=${path}}\n`;
  const deep = buildWhole("::include{path=f1.md}\n", { read: (path) => twice(`f${Number(/\d+/.exec(path)?.[0]) + 1}.md`) });
  t.is(deep.messages.find(({ rule }) => rule === "include")?.reason, "includes are more than 16 files deep; expected fewer");
  const wide = buildWhole("::include{path=f1.md}\n", {
    read: (path) => (path === "f12.md" ? "x\n" : twice(`f${Number(/\d+/.exec(path)?.[0]) + 1}.md`)),
  });
  t.is(wide.messages.find(({ rule }) => rule === "include")?.reason, "more than 1000 includes; expected fewer");
});

test("a section whose text cannot be included is not called empty", (t) => {
  const { messages } = buildWhole("# Abstract\n\nx\n\n# A\n\n::include{path=b.md}\n");
  t.deepEqual(messages.map(({ reason }) => reason), ["cannot read b.md; expected a path relative to a.md"]);
});

const excesses: readonly (readonly [title: string, markdown: string, found: string])[] = [
  ["quotations", `a\n\n${">".repeat(51)} a`, "3:1 bounds: blocks are nested more than 50 levels deep; expected fewer levels"],
  ["lists", `${"- ".repeat(51)}a`, "1:1 bounds: blocks are nested more than 50 levels deep; expected fewer levels"],
  [
    "emphasis",
    `${"*a ".repeat(160)}${"b* ".repeat(160)}`,
    "1:513 bounds: blocks are nested more than 50 levels deep; expected fewer levels",
  ],
  ["marks", `a\n${"[".repeat(5001)}`, "1:1 bounds: paragraph has more than 5000 brackets, braces and other marks; expected fewer"],
];

for (const [title, markdown, found] of excesses) {
  test(`an excess of ${title} has its place`, (t) => t.is(sectionDiagnostics(markdown)[0], found));
}

const yaml: readonly (readonly [title: string, text: string, found: string])[] = [
  ["deep brackets", `keyword: ${"[".repeat(500)}`, "yaml: YAML is nested more than 100 levels deep"],
  [
    "aliases that repeat values very often",
    `keyword: &a [x,x,x,x,x,x,x,x,x,x]\narea: &b [${"*a,".repeat(10)}]\nworkgroup: &c [${"*b,".repeat(10)}]\nunshown: [${"*c,".repeat(10)}]`,
    "yaml: YAML cannot be read: its aliases repeat too much; expected the values themselves",
  ],
];

for (const [title, text, found] of yaml) {
  test(`front matter with ${title} is one mistake with its place`, (t) => {
    const { messages } = buildWhole("x\n", { change: (front) => front.replace(/unshown:.*\n/, `${text}\n`) });
    t.deepEqual(messages.map(({ rule, reason }) => `${rule}: ${reason}`), [found]);
    t.is(messages[0]?.line, title === "deep brackets" ? 12 : 13);
  });
}
