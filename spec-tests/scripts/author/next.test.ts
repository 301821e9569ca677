import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { nextRevision } from "../../../scripts/author/next/revision.ts";
import { runWs2 } from "../cli/run-ws2.ts";

const draft = (docName = "draft-a-b-00", rest = "# A\n\nText.\n"): string =>
  `---\ntitle: A\ndocName: ${docName}\ndate: 2026-01-02\n---\n\n${rest}`;

test("raises the revision, sets the date, and keeps the rest", (t) => {
  t.deepEqual(nextRevision(draft(), "2026-11-30"), {
    text: draft("draft-a-b-01").replace("2026-01-02", "2026-11-30"),
    from: "draft-a-b-00",
    to: "draft-a-b-01",
    changesSectionAdded: false,
  });
});

test("keeps two digits", (t) => {
  t.like(nextRevision(draft("draft-a-b-09"), "2026-11-30"), { to: "draft-a-b-10" });
});

test("begins a list of changes in the section of changes", (t) => {
  const next = nextRevision(draft("draft-a-b-00", "# Changes Since 2016 {#changes}\n\nOld.\n\n# More\n"), "2026-11-30");
  t.like(next, { changesSectionAdded: true });
  t.true(
    typeof next === "object" &&
      next.text.endsWith("# Changes Since 2016 {#changes}\n\nOld.\n\n## Since draft-a-b-00 {#since-00}\n\n- (to be written)\n\n# More\n"),
  );
  const again = nextRevision(typeof next === "object" ? next.text : "", "2026-12-30");
  t.true(
    typeof again === "object" &&
      again.text.endsWith(
        "Old.\n\n## Since draft-a-b-01 {#since-01}\n\n- (to be written)\n\n## Since draft-a-b-00 {#since-00}\n\n- (to be written)\n\n# More\n",
      ),
  );
});

for (const line of ["date: today\n", ""]) {
  test(`keeps the date of the build, ${JSON.stringify(line)}`, (t) => {
    const source = draft().replace("date: 2026-01-02\n", line);
    t.like(nextRevision(source, "2026-11-30"), { text: source.replace("-00", "-01"), to: "draft-a-b-01" });
  });
}

const refused: readonly (readonly [string, string, string, string])[] = [
  ["revision 99", draft("draft-a-b-99"), "2026-11-30", "has revision 99, which is the last one"],
  ["a draft without front matter", "# A\n", "2026-11-30", "has no front matter; expected it between two lines of ---"],
  ["a draft without docName", draft("draft-a-b"), "2026-11-30", "has no docName; expected docName: draft-name-NN"],
  [
    "a draft without revision",
    draft("draft-a-b-latest"),
    "2026-11-30",
    "needs no change for a revision, since its docName is draft-a-b-latest; build one with: ws2 draft build --as draft-a-b-NN",
  ],
  ["a malformed date", draft(), "2026-13-01", '"2026-13-01" is not a date; expected YYYY-MM-DD'],
];

for (const [title, source, date, expected] of refused) {
  test(`refuses ${title}`, (t) => t.is(nextRevision(source, date), expected));
}

test("stops at uncommitted changes of tracked files, unless forced", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "next-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "draft-a-b.md");
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { stdio: "ignore" });
  const run = (...options: string[]) => runWs2(["draft", "next", path, "--date", "2026-11-30", ...options]);
  writeFileSync(path, draft());
  writeFileSync(join(folder, "notes.txt"), "");
  git("init", "-q");
  git("add", path);
  const refused = { code: 1, out: "", error: "draft-a-b.md: not committed; commit them first, or give --force\n" };
  t.deepEqual(await run(), refused);
  t.is(readFileSync(path, "utf8"), draft());
  git("commit", "-q", "-m", "a");
  t.deepEqual(await run(), { code: 0, out: `${path}: draft-a-b-00 is now draft-a-b-01 of 2026-11-30\n`, error: "" });
  t.is((await run("--force")).out, `${path}: draft-a-b-01 is now draft-a-b-02 of 2026-11-30\n`);
});
