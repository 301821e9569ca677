import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { RunningCommand, type CommandResult } from "../run-ws2.ts";

const run = (...words: string[]): Promise<CommandResult> => new RunningCommand(["draft", "import", ...words]).done;

const document = `---
title: A
docname: draft-a-b-00
author: {org: X, email: x@example.org}
--- abstract

Short.

--- middle

# One

{::include part.md}

* * *
`;

function folder(t: { teardown: (task: () => void) => void }): string {
  const path = mkdtempSync(join(tmpdir(), "import-"));
  t.teardown(() => rmSync(path, { recursive: true }));
  writeFileSync(join(path, "a.md"), document);
  writeFileSync(join(path, "part.md"), "Part.\n");
  return path;
}

test("writes the draft and its bibliography, and reports what has no counterpart", async (t) => {
  const path = folder(t);
  const [source, out] = [join(path, "a.md"), join(path, "out")];
  const { code, out: printed, error } = await run("kramdown", source, "-o", out);
  t.is(code, 0);
  t.is(printed, `${join(out, "draft-a-b.md")}\n${join(out, "references.yaml")}\n`);
  t.is(
    error,
    `${source}:13:1: the text of part.md is copied into the draft [include]\n${source}:15:1: the horizontal rule is left out: it has no counterpart [rule]\n`,
  );
  t.true(readFileSync(join(out, "draft-a-b.md"), "utf8").endsWith("# One\n\nPart.\n"));
  t.is(readFileSync(source, "utf8"), document);
});

test("overwrites existing files with --force only, and never the document", async (t) => {
  const path = folder(t);
  const source = join(path, "draft-a-b.md");
  writeFileSync(source, document);
  writeFileSync(join(path, "references.yaml"), "mine\n");
  const refused = await run("kramdown", join(path, "a.md"), "-o", path);
  t.deepEqual([refused.code, refused.out], [2, ""]);
  t.true(refused.error.includes(`${source} exists; expected --force to overwrite it, or another folder, -o FOLDER`), refused.error);
  const same = await run("kramdown", source, "-o", path, "--force");
  t.true(same.error.includes(`${source}: this is the document to import; expected another folder, -o FOLDER`), same.error);
  t.is(readFileSync(source, "utf8"), document);
  t.is(readFileSync(join(path, "references.yaml"), "utf8"), "mine\n");
  t.is((await run("kramdown", join(path, "a.md"), "-o", path, "--force")).code, 0);
});

test("writes nothing for a text that is no document for kramdown-rfc, and refuses other words", async (t) => {
  const path = folder(t);
  writeFileSync(join(path, "b.md"), "# Title\n");
  const { code, error } = await run("kramdown", join(path, "b.md"), "-o", join(path, "out"));
  t.is(code, 1);
  t.is(error, `${join(path, "b.md")}:1:1: expected front matter of kramdown-rfc between --- and --- abstract [front-matter]\n`);
  t.false(existsSync(join(path, "out")));
  t.regex((await run("kramdown", join(path, "c.md"))).error, /c\.md: cannot read the file/);
  t.regex((await run("mmark", "a.md")).error, /expected the dialect kramdown, found "mmark"/);
  t.regex((await run("kramdown")).error, /expected one document, found 0/);
});
