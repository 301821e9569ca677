import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import test from "ava";

import { draftText, makeDraft, refusals, runDraft } from "./drafts.ts";

test("builds the XML of a draft with its side files, and names what its owner has to fill in", async (t) => {
  const folder = makeDraft(t, { "draft-a-test.md": draftText() });
  const out = join(folder, "out");
  const path = join(folder, "draft-a-test.md");
  t.deepEqual(await runDraft("build", "--xml-only", "-o", out, path), {
    code: 0,
    out: `${path}: for its owner to fill in: email of an author\n${out}/draft-a-test-00.xml\n`,
    error: "",
  });
  t.deepEqual(readdirSync(out).sort(), [
    "draft-a-test-00.lines.json",
    "draft-a-test-00.xml",
    "draft-a-test.examples.json",
    "draft-a-test.requirements.json",
  ]);
});

test("a folder stands for its drafts; the mistakes of one do not stop the others", async (t) => {
  const folder = makeDraft(t, {
    "draft-a-test.md": draftText().replace("It MUST.{R-001}", "{{none}}"),
    "draft-b-test.md": draftText({ docName: "draft-b-test-03" }),
    "notes.md": "",
  });
  const { code, out, error } = await runDraft("build", "--xml-only", "-o", join(folder, "out"), folder);
  t.is(code, 1);
  t.is(error, `${folder}/draft-a-test.md:17:1: unknown anchor "none"; expected one of: test [cross-reference]\n`);
  t.true(out.endsWith(`${folder}/out/draft-b-test-03.xml\n`));
});

for (const [title, files, words, error] of refusals) {
  test(`refuses ${title}`, async (t) => {
    const folder = makeDraft(t, files);
    const given = await runDraft("build", "--xml-only", "-o", join(folder, "out"), ...words.map((word) => join(folder, word)));
    t.deepEqual([given.code, given.error.replaceAll(relative(".", folder), "F").replaceAll(folder, "F")], error);
    t.false(existsSync(join(folder, "out")));
  });
}

const schemas = `export default ${JSON.stringify({ format: 1, name: "Test", elements: {} })};\n`;

test("takes the model from the module that the front matter names", async (t) => {
  const folder = makeDraft(t, {
    "draft-a-test.md": draftText({ model: "own/schemas.mjs", unshown: "[box]" }),
    "own/schemas.mjs": schemas,
  });
  const { code, error } = await runDraft("build", "--xml-only", "-o", join(folder, "out"), join(folder, "draft-a-test.md"));
  t.is(code, 1);
  t.is(error.replaceAll(folder, "F"), 'F/draft-a-test.md:10:1: unshown: unknown schema element "box"; no name is known [unshown]\n');
});

test("the XML of a draft does not depend on the current folder", async (t) => {
  const folder = makeDraft(t, { "draft-a-test.md": draftText() });
  const [one, two] = [join(folder, "one"), join(folder, "two")];
  await runDraft("build", "--xml-only", "-o", one, join(folder, "draft-a-test.md"));
  await runDraft("build", "--xml-only", "-o", two, join(folder, ".", "draft-a-test.md"));
  t.is(readFileSync(join(one, "draft-a-test-00.xml"), "utf8"), readFileSync(join(two, "draft-a-test-00.xml"), "utf8"));
});
