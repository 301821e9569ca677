import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { requirementCoverage } from "../../../../scripts/interop/vectors/coverage.ts";
import { readDraftName } from "../../../../scripts/interop/vectors/draft-name.ts";
import { FileError } from "../../../../scripts/common/validate-file.ts";
import type { SuiteFile } from "../../../../scripts/interop/vectors/read-suites.ts";
import {
  manifestRequirements,
  buildManifest,
  readManifest,
  readRequirements,
  rootHash,
  sha256,
} from "../../../../scripts/interop/vectors/manifest.ts";
import { oneLineJson, suiteText } from "../../../../scripts/interop/format/suite-text.ts";

function folder(t: { teardown: (end: () => void) => void }, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "manifest-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("hashes as sha256sum does", (t) => {
  t.is(sha256(""), empty);
  t.is(sha256("abc"), abc);
});

test("computes the root hash over the lines of sha256sum, sorted by path", (t) => {
  const files = [{ path: "hand/b.json", sha256: empty }, { path: "generated/a.json", sha256: abc }];
  t.is(rootHash(files), sha256(`${abc}  generated/a.json\n${empty}  hand/b.json\n`));
});

test("lists files by path, and requirements by number", (t) => {
  const section = { anchor: "frames", title: "Frames" };
  const requirements = manifestRequirements([{ id: "R-1000", level: "MAY", section }, { id: "R-002", level: "MUST", section }]);
  t.deepEqual(Object.keys(requirements), ["R-002", "R-1000"]);
  t.deepEqual(requirements["R-002"], { level: "MUST", section: "#frames", title: "Frames" });
  const manifest = buildManifest("draft-x-00", new Map([["b", "abc"], ["a", ""]]), requirements);
  t.deepEqual(manifest.files, [{ path: "a", sha256: empty }, { path: "b", sha256: abc }]);
  t.is(manifest.draft, "draft-x-00");
});

test("returns undefined without requirements or a manifest, and names an invalid file", (t) => {
  const root = folder(t, { "requirements.json": '[{"id":"17"}]' });
  t.is(readRequirements(join(root, "none.json")), undefined);
  t.is(readManifest(root), undefined);
  const path = join(root, "requirements.json");
  const error = t.throws(() => readRequirements(path), { instanceOf: FileError });
  t.true(error.message.startsWith(`${path}: [0].id: `));
  writeFileSync(join(root, "manifest.json"), "{");
  t.throws(() => readManifest(root), { instanceOf: FileError, message: /manifest\.json: is not JSON/ });
});

test("reads the draft's name from its front matter", (t) => {
  const root = folder(t, { "draft-x.md": "---\ndocName: draft-x-00\n---\n\n# A\n", "draft-y.md": "# A\n" });
  t.is(readDraftName(join(root, "draft-x.md")), "draft-x-00");
  t.throws(() => readDraftName(join(root, "draft-z.md")), { instanceOf: FileError, message: /draft-z\.md: cannot be read/ });
  t.throws(() => readDraftName(join(root, "draft-y.md")), { instanceOf: FileError, message: /draft-y\.md: docName: / });
});

test("lists the requirements that no case checks, and those that do not exist", (t) => {
  const suite = {
    notes: { A: { requirement: "R-001", why: "x" }, B: { why: "x" } },
    groups: [{ cases: [{ flags: ["A"] }, { flags: ["B"], requirement: "R-009" }, {}] }],
  };
  const requirements = { "R-001": { level: "MUST", section: "#a", title: "A" }, "R-002": { level: "MUST", section: "#a", title: "A" } };
  t.deepEqual(
    requirementCoverage([{ path: "x", suite } as unknown as SuiteFile], { requirements }),
    { checked: ["R-001"], unchecked: ["R-002"], unknown: ["R-009"] },
  );
});

test("prints one case a line, as JSON", (t) => {
  const suite = {
    format: 1,
    suite: "x",
    notes: { A: { why: "y" } },
    groups: [{ op: "decode", cases: [{ id: "x/1", wire: "" }, { id: "x/2", frames: [] }] }],
  };
  const text = suiteText(suite);
  t.deepEqual(JSON.parse(text), suite);
  t.deepEqual(
    text.split("\n").filter((line) => line.includes('"id"')),
    ['        { "id": "x/1", "wire": "" },', '        { "id": "x/2", "frames": [] }'],
  );
  t.true(text.endsWith("}\n"));
});

test("prints a value on one line, without undefined members", (t) => {
  t.is(oneLineJson({ a: [1, "b\n", null, {}], c: undefined, d: { e: false } }), '{ "a": [1, "b\\n", null, {}], "d": { "e": false } }');
});
