import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { programArgs } from "../../programs.ts";
import { model } from "./setup.ts";

const good = `---
title: A Test
docName: draft-a-test-00
category: info
ipr: trust200902
submissionType: IETF
date: 2026-11-23
author: [{organization: Testers}]
model: model.json
references: refs.yaml
---

# Abstract

x

# Test {#test}

It MUST.{R-001} {{RFC9000}}

::diagram{of=box}

::registry{of=colour}

\`\`\`example {id="box/one"}
lid: 3
\`\`\`
`;

/** Runs the command in a folder of its own with a draft. */
function run(
  t: ExecutionContext,
  markdown: string,
  args: readonly string[] = ["draft.md", "-o", "out"],
  modelText = JSON.stringify(model),
  files: Readonly<Record<string, string>> = {},
  variables: NodeJS.ProcessEnv = {},
) {
  const cwd = mkdtempSync(join(tmpdir(), "main-"));
  t.teardown(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, "draft.md"), markdown);
  writeFileSync(join(cwd, "model.json"), modelText);
  writeFileSync(join(cwd, "refs.yaml"), "RFC9000: {title: QUIC}\n");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const { status, stderr, stdout } = spawnSync(process.execPath, [...programArgs("draft/main"), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...variables, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  const out = readdirSync(cwd).includes("out") ? readdirSync(join(cwd, "out")).sort() : [];
  return { status, stderr, stdout, out, cwd, read: (name: string) => readFileSync(join(cwd, "out", name), "utf8") };
}

test.serial("writes the XML, its line map, requirements and examples, and names in one line what its owner has to fill in", (t) => {
  const { status, stderr, stdout, out, read } = run(t, good);
  t.deepEqual([status, stdout, stderr], [0, "draft.md: for its owner to fill in: email of an author\n", ""]);
  t.deepEqual(out, [
    "draft-a-test-00.lines.json",
    "draft-a-test-00.xml",
    "draft-a-test.examples.json",
    "draft-a-test.requirements.json",
  ]);
  t.deepEqual(JSON.parse(read("draft-a-test.requirements.json")), [
    { id: "R-001", level: "MUST", section: { anchor: "test", number: "1", title: "Test" }, text: "It MUST.", line: 19 },
  ]);
  t.deepEqual(JSON.parse(read("draft-a-test.examples.json")), [
    {
      id: "box/one",
      title: "Example box/one",
      anchor: "example-box-one",
      value: { lid: 3 },
      lines: ["03  lid = 3"],
      octets: "03",
      section: "test",
      line: 25,
    },
  ]);
  const map = JSON.parse(read("draft-a-test-00.lines.json")) as { source: string; lines: number[] };
  t.is(map.source, "draft.md");
  t.is(map.lines.length, read("draft-a-test-00.xml").trimEnd().split("\n").length);
});

test.serial("prints every mistake with file, line and column, writes nothing and ends with 1", (t) => {
  const { status, stderr, out } = run(t, good.replace("of=box", "of=bux").replace("RFC9000", "RFC9001"));
  t.is(status, 1);
  t.deepEqual(out, []);
  t.deepEqual(stderr.trimEnd().split("\n"), [
    'draft.md:19:17: "RFC9001" is not in the bibliography; add "RFC9001: {title: ..., date: ...}" to refs.yaml, or run "ws2 draft reference add RFC9001 draft.md" [citation]',
    'draft.md:21:1: unknown schema element "bux"; did you mean "box"? [element]',
  ]);
});

test.serial("names a file of the front matter that cannot be read", (t) => {
  const { status, stderr } = run(t, good.replace("refs.yaml", "none.yaml"), undefined, "{");
  t.is(status, 1);
  t.regex(stderr, /^draft\.md:10:1: references: cannot read none\.yaml/m);
  t.regex(stderr, /^draft\.md:9:1: model: model\.json is not JSON/m);
  t.regex(run(t, good, undefined, '{"format": 2, "elements": {}}').stderr, /^draft\.md:9:1: model: model\.json is not a model/);
});

test.serial("prints its usage without a draft, and reports a draft that cannot be read", (t) => {
  t.is(run(t, good, []).status, 2);
  const { status, stderr } = run(t, good, ["none.md"]);
  t.is(status, 1);
  t.regex(stderr, /^none\.md:1:1: cannot read the draft \[file\]$/m);
});

test.serial("writes into build/, in a folder with the name of the draft, by default", (t) => {
  const { status, cwd } = run(t, good, ["draft.md"]);
  t.is(status, 0);
  t.deepEqual(readdirSync(join(cwd, "build/draft")).sort(), [
    "draft-a-test-00.lines.json",
    "draft-a-test-00.xml",
    "draft-a-test.examples.json",
    "draft-a-test.requirements.json",
  ]);
});

test.serial("reads included files, and records them in the line map", (t) => {
  const part = "The end.\n";
  const { status, stderr, read } = run(t, `${good}\n::include{path=part.md}\n`, undefined, undefined, { "part.md": part });
  t.deepEqual([status, stderr], [0, ""]);
  const { parts } = JSON.parse(read("draft-a-test-00.lines.json")) as { parts: { from: number; file: string; line: number }[] };
  t.deepEqual(parts, [
    { from: 1, file: "draft.md", line: 1 },
    { from: 30, file: "part.md", line: 1 },
    { from: 31, file: "draft.md", line: 29 },
  ]);
  t.regex(read("draft-a-test-00.xml"), /<t>The end\.<\/t>/);
});

test.serial("reports a missing xml2rfc with --render", (t) => {
  const { status, stderr } = run(t, good, ["draft.md", "-o", "out", "--render"], undefined, {}, { XML2RFC: "./none" });
  t.is(status, 1);
  t.regex(stderr, /cannot run \.\/none: .*ENOENT.*; expected version 3\.12/);
});
