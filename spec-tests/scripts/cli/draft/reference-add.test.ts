import { createServer } from "node:http";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { type ExecutionContext } from "ava";

import { RunningCommand, type CommandResult } from "../run-ws2.ts";

const rfc = (number: number): string =>
  `<reference anchor="RFC${number}"><front><title>Title ${number}</title>` +
  '<author initials="A." surname="B" fullname="A. B"/><date year="2022"/></front></reference>';
const entryOf = (number: number): string =>
  `RFC${number}:\n  title: Title ${number}\n  author:\n    - { initials: A., surname: B }\n  date: 2022\n`;

const draft = (front: string): string =>
  `---\ntitle: A\n${front}---\n\n# A\n\n{{!HTTP=RFC9110, Section 3}} and {{I-D.a-b}}, {{RFC9000}}, {{HTML}}, \`{{RFC1}}\`.\n\n` +
  "::include{path=part.md}\n";

/** A folder with files, and the command in it. */
class Author {
  readonly folder = mkdtempSync(join(tmpdir(), "reference-"));

  constructor(t: ExecutionContext, files: Readonly<Record<string, string>>) {
    t.teardown(() => rmSync(this.folder, { recursive: true }));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  /** Runs the command; `@` before a word stands for the folder, also in the result. */
  async add(...words: readonly string[]): Promise<CommandResult> {
    const environment = { HOME: this.path("home"), REFCACHEDIR: this.path("cache") };
    const whole = words.map((word) => word.replace(/^@/, `${this.folder}/`));
    const { code, out, error } = await new RunningCommand(["draft", "reference", "add", ...whole], { environment }).done;
    const short = (text: string): string => text.replaceAll(`${this.folder}/`, "@");
    return { code, out: short(out), error: short(error) };
  }
}

test("adds works from caches, files and mirrors of bibxml, sorted", async (t) => {
  const author = new Author(t, {
    "r.yaml": "# works\nRFC9110: {title: here}\n",
    "cache/reference.RFC.9112.xml": rfc(9112),
    "home/.cache/xml2rfc/reference.RFC.0020.xml": rfc(20),
    "mirror/bibxml/reference.RFC.9113.xml": rfc(9113),
  });
  t.deepEqual(await author.add("RFC20", "RFC9112", "RFC9113", "--from", "@mirror", "@r.yaml"), {
    code: 0,
    out:
      "@r.yaml: added RFC20 from @home/.cache/xml2rfc/reference.RFC.0020.xml\n@r.yaml: added RFC9112 from @cache/reference.RFC.9112.xml\n" +
      "@r.yaml: added RFC9113 from @mirror/bibxml/reference.RFC.9113.xml\n",
    error: "",
  });
  t.is(author.read("r.yaml"), `# works\n${entryOf(20)}RFC9110: {title: here}\n${entryOf(9112)}${entryOf(9113)}`);
  t.deepEqual(readdirSync(author.folder).sort(), ["cache", "home", "mirror", "r.yaml"]);
});

test("without names, adds what the draft cites and lacks; says what is missing, and where it looked", async (t) => {
  const author = new Author(t, {
    "a.md": draft("references: r.yaml\n"),
    "part.md": "{{?RFC9113}}\n",
    "r.yaml": "RFC9000: {title: here}\n",
    "cache/reference.RFC.9110.xml": rfc(9110),
    "cache/reference.RFC.9113.xml": rfc(9113),
  });
  const found = await author.add("@a.md");
  t.is(found.code, 1);
  t.is(found.out, "@r.yaml: added RFC9110 from @cache/reference.RFC.9110.xml\n@r.yaml: added RFC9113 from @cache/reference.RFC.9113.xml\n");
  t.is(
    found.error,
    "I-D.a-b: no file reference.I-D.a-b.xml in @cache, .refcache, @.refcache, @home/.cache/xml2rfc, /var/cache/xml2rfc; " +
      "expected --from with a file or folder, or --network\n",
  );
  t.is(author.read("r.yaml"), `RFC9000: {title: here}\n${entryOf(9110)}${entryOf(9113)}`);
});

test("begins a bibliography for a draft without one, and names it in the front matter", async (t) => {
  const author = new Author(t, { "a.md": draft(""), "x.xml": rfc(5) });
  t.is((await author.add("HTML", "--from", "@x.xml", "@a.md")).out, "@references.yaml: added HTML from @x.xml\n");
  t.is(author.read("a.md"), draft("references: references.yaml\n"));
  t.is(author.read("references.yaml"), entryOf(5).replace("RFC5", "HTML"));
});

test("asks a server when the author says so", async (t) => {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    if (url.includes("9113")) response.end(rfc(9113));
    else response.writeHead(404).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.teardown(() => server.close());
  const author = new Author(t, { "r.yaml": "" });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bib`;
  t.deepEqual(await author.add("RFC9113", "DOI.10.1/a", "--server", `${url}/`, "@r.yaml"), {
    code: 1,
    out: `@r.yaml: added RFC9113 from ${url}/bibxml/reference.RFC.9113.xml\n`,
    error: `DOI.10.1/a: ${url}/bibxml7/reference.DOI.10.1/a.xml: status 404\n`,
  });
  t.deepEqual(asked, ["/bib/bibxml/reference.RFC.9113.xml", "/bib/bibxml7/reference.DOI.10.1/a.xml"]);
});

const wrong: readonly (readonly [title: string, words: readonly string[], code: number, error: RegExp])[] = [
  ["a command line without a file", ["RFC1"], 2, /^ws2: expected a draft, \*\.md, or a bibliography, \*\.yaml, at the end\n/],
  ["a bibliography without names", ["@good.yaml"], 2, /expected names of works before the bibliography, or a draft/],
  ["a draft that cannot be read", ["RFC1", "@none.md"], 2, /@none\.md: cannot read the draft/],
  ["a draft without front matter", ["RFC1", "@bare.md"], 2, /@bare\.md: expected front matter between two lines of ---/],
  ["a bibliography that is not YAML", ["RFC1", "@bad.yaml"], 2, /@bad\.yaml:3: invalid YAML: /],
  ["a missing file of --from", ["RFC1", "--from", "@none", "@good.yaml"], 2, /@none: no such file; expected a reference or a folder/],
  ["an address without a scheme", ["RFC1", "--server", "here", "@good.yaml"], 2, /--server: expected an address, found "here"/],
  ["a work that is there", ["A", "@good.yaml"], 1, /^A: is in the bibliography\n$/],
  ["a name without files", ["HTML", "@good.yaml"], 1, /^HTML: bibxml has no such name; expected one such as RFC9113/],
  ["a file that is no reference", ["X", "--from", "@bare.md", "@good.yaml"], 1, /^X: @bare\.md: 1:1: no XML: /],
];

for (const [title, words, code, error] of wrong) {
  test(`reports ${title}, and writes nothing`, async (t) => {
    const files = { "good.yaml": "A: {title: a}\n", "bad.yaml": "A: {title: a}\nB: {\n", "bare.md": "# A\n" };
    const author = new Author(t, files);
    const found = await author.add(...words);
    t.is(found.code, code);
    t.regex(found.error, error);
    t.deepEqual(Object.fromEntries(readdirSync(author.folder).map((name) => [name, author.read(name)])), files);
  });
}
