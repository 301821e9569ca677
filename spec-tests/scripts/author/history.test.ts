import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

import test from "ava";

import { builtTextAt } from "../../../scripts/author/diff/history.ts";

test("builds a draft of another repository as it was in a commit, with the model of today, and keeps the text", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "history-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { encoding: "utf8" });
  const front = "title: T\ndocName: draft-a-b-00\ncategory: info\nipr: trust200902\nsubmissionType: IETF\ndate: 2026-11-30\n";
  mkdirSync(join(root, "text", "made"), { recursive: true });
  const write = (word: string) =>
    writeFileSync(join(root, "text", "a.md"), `---\n${front}author: [{organization: O}]\nmodel: made/model.json\n---\n\n${word}\n`);
  write("old");
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "a");
  write("new");
  writeFileSync(join(root, "text", "made", "model.json"), "{}");
  const commit = git("rev-parse", "HEAD").trim();
  let built = 0;
  const text = () =>
    builtTextAt({
      root,
      path: "text/a.md",
      commit,
      cache: join(root, "kept"),
      buildText: async (path) => {
        built++;
        const model = readFileSync(join(dirname(path), "made", "model.json"), "utf8");
        return `${basename(path)} ${readFileSync(path, "utf8").trimEnd().split("\n").at(-1)} ${model}`;
      },
    });
  t.deepEqual([await text(), await text(), built], ["a.md old {}", "a.md old {}", 1]);
});
