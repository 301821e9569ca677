import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { FileError } from "../../../scripts/common/validate-file.ts";
import { baseNameOf, docNameOf, draftsIn, sideFileName, siblingsOf } from "../../../scripts/draft/draft-set.ts";

/** Returns a folder with empty files, which the test removes. */
function folder(t: ExecutionContext, ...names: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), "drafts-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  for (const name of names) writeFileSync(join(root, name), "");
  mkdirSync(join(root, "data"));
  return root;
}

test("finds all drafts of a folder, and for each the others", (t) => {
  const root = folder(t, "draft-b.md", "draft-a.md", "draft-a.idnits.yaml", "notes.md");
  t.deepEqual(draftsIn(root), [join(root, "draft-a.md"), join(root, "draft-b.md")]);
  t.deepEqual(siblingsOf(join(root, "draft-a.md")), [join(root, "draft-b.md")]);
});

test("a folder without drafts is an error", (t) => {
  const root = folder(t, "notes.md");
  t.throws(() => draftsIn(root), { instanceOf: FileError, message: `${root}: no draft found; expected draft-*.md` });
});

test("reads the name of a draft", (t) => {
  t.is(docNameOf("---\ndocName: draft-a-b-00\n---\n"), "draft-a-b-00");
  t.is(docNameOf("---\ndocName: draft-a-b-latest\n---\n"), "draft-a-b-latest");
  t.is(docNameOf("---\ntitle: A\n---\n"), undefined);
});

test("the lists beside the XML keep their names in the next revision", (t) => {
  t.is(baseNameOf("draft-a-b-01"), "draft-a-b");
  t.is(baseNameOf("draft-a-b-latest"), "draft-a-b");
  t.is(sideFileName("draft-a-b-01", "requirements"), "draft-a-b.requirements.json");
});
