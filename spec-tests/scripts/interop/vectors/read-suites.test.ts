import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import test from "ava";

import { websocket2 } from "../../../../reference/schema/index.ts";
import { FileError, pathText } from "../../../../scripts/common/validate-file.ts";
import { findSuiteFiles, readSuites } from "../../../../scripts/interop/vectors/read-suites.ts";
import { suiteSchema } from "../../../../scripts/interop/format/suite-schema.ts";

const schema = suiteSchema(websocket2);

function folder(t: { teardown: (end: () => void) => void }, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "vectors-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const suite = (...ids: string[]): string =>
  JSON.stringify({
    format: 1,
    suite: "varsize",
    notes: { Why: { why: "x" } },
    groups: [{ op: "varsize", cases: ids.map((id) => ({ id, flags: ["Why"], result: "incomplete", wire: "fe" })) }],
  });

test("finds the files that end in .json in the folders of suites", (t) => {
  const root = folder(t, { "hand/b.json": "", "generated/a.json": "", "hand/notes.md": "", "schema.json": "", "other/c.json": "" });
  t.deepEqual(findSuiteFiles(root), ["generated/a.json", "hand/b.json"]);
});

test("refuses a folder without vectors", (t) => {
  const root = folder(t, { "schema.json": "{}" });
  const error = t.throws(() => findSuiteFiles(root), { instanceOf: FileError });
  t.is(error.message, `${root}: no vectors, expected files hand/*.json or generated/*.json`);
});

test("names the file that is not JSON", (t) => {
  const root = folder(t, { "hand/a.json": "{" });
  const error = t.throws(() => readSuites(root, schema), { instanceOf: FileError });
  t.true(error.message.startsWith(`${relative(process.cwd(), join(root, "hand/a.json"))}: is not JSON: `));
});

test("names the file and the place of an invalid value", (t) => {
  const root = folder(t, { "hand/a.json": suite("varsize/a").replace("fe", "FE") });
  const error = t.throws(() => readSuites(root, schema), { instanceOf: FileError });
  const file = relative(process.cwd(), join(root, "hand/a.json"));
  t.is(error.message, `${file}: groups[0].cases[0].wire: expected lower-case hexadecimal digits, two an octet, found "FE"`);
});

test("refuses two cases with one id, in one file or in two", (t) => {
  const one = folder(t, { "hand/a.json": suite("varsize/a", "varsize/b", "varsize/a") });
  const error = t.throws(() => readSuites(one, schema), { instanceOf: FileError });
  t.is(error.message, "hand/a.json: groups[0].cases[2]: id varsize/a is taken by hand/a.json: groups[0].cases[0]");
  const two = folder(t, { "hand/a.json": suite("varsize/a"), "generated/a.json": suite("varsize/b", "varsize/a") });
  const other = t.throws(() => readSuites(two, schema), { instanceOf: FileError });
  t.is(other.message, "hand/a.json: groups[0].cases[0]: id varsize/a is taken by generated/a.json: groups[0].cases[1]");
});

test("writes paths as JavaScript does", (t) => {
  t.is(pathText([]), "$");
  t.is(pathText(["groups", 0, "cases", 12, "wire"]), "groups[0].cases[12].wire");
});
