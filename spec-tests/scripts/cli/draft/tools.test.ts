import { readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";

import { usesBuild } from "../../../programs.ts";
import { draftText, makeDraft, runDraft } from "./drafts.ts";

const requiredSections = "# Security Considerations\n\nNo risk.\n\n# IANA Considerations\n\nNo actions.";

test("lint prints findings with their places, or says that it has no finding", async (t) => {
  const wordy = `It must go, must it.\n\n${requiredSections}`;
  const folder = makeDraft(t, { "a.md": draftText({}, wordy), "b.md": draftText({}, requiredSections) });
  const path = join(folder, "a.md");
  const { code, out, error } = await runDraft("lint", path);
  t.deepEqual([code, out], [1, ""]);
  t.deepEqual(error.match(/^.*?:\d+:\d+: /gm), [`${path}:17:4: `, `${path}:17:13: `]);
  const good = join(folder, "b.md");
  t.deepEqual(await runDraft("lint", good), { code: 0, out: `${good}: no findings\n`, error: "" });
});

// Its thread loads compiled modules only.
(usesBuild ? test : test.skip)("idnits reads the waivers beside the draft, and none of another folder", async (t) => {
  const waiver = "- code: NO_SUCH_CODE\n  where: x\n  why: the reason of a test\n";
  const folder = makeDraft(t, { "a.md": draftText(), "a.idnits.yaml": waiver, "built/draft-a-test-00.txt": "Text\n" });
  const path = join(folder, "a.md");
  await runDraft("build", "--xml-only", "-o", join(folder, "built"), path);
  const { code, out, error } = await runDraft("idnits", "--built", join(folder, "built"), path);
  t.is(code, 1);
  t.regex(out, /a\.md: idnits: \d+ findings, \d+ waived, 1 waivers unused\n$/);
  t.true(error.endsWith(`${join(folder, "a.idnits.yaml")}: the waiver of NO_SUCH_CODE at x covers nothing; remove it\n`), error);
});

test("pages counts the pages of a built text, and names the command that builds a missing one", async (t) => {
  const text = "1.  Test\n\n   Text.\n\nTesters                                                         [Page 1]\n";
  const budget = draftText({ pages: "{most: 1}" });
  const folder = makeDraft(t, { "a.md": budget, "built/draft-a-test-00.txt": text });
  const [path, built] = [join(folder, "a.md"), join(folder, "built")];
  const { code, out } = await runDraft("pages", "--built", built, path);
  t.is(code, 0);
  t.true(out.startsWith(`${path}\n`), out);
  t.is(
    (await runDraft("pages", "--built", folder, path)).error,
    `ws2: ${join(folder, "draft-a-test-00.txt")}: does not exist; run ws2 draft build ${path} -o ${folder}\n`,
  );
});

test("a command for one draft refuses several", async (t) => {
  const folder = makeDraft(t, { "draft-a-test.md": draftText(), "draft-b-test.md": draftText() });
  const { code, error } = await runDraft("next", folder);
  const [one, two] = ["draft-a-test.md", "draft-b-test.md"].map((name) => join(folder, name));
  t.deepEqual([code, error], [2, `ws2: expected one draft, found ${one}, ${two}\nSee ws2 draft next --help.\n`]);
});

test("diff refuses a draft outside of a repository", async (t) => {
  const folder = makeDraft(t, { "a.md": draftText(), "built/draft-a-test-00.txt": "" });
  const path = join(folder, "a.md");
  t.deepEqual(await runDraft("diff", "--built", join(folder, "built"), "-o", join(folder, "diff"), path), {
    code: 2,
    out: "",
    error: `ws2: ${path}: expected a draft in a repository of git, to compare with its older commits\n`,
  });
  t.is(readFileSync(path, "utf8"), draftText());
});
