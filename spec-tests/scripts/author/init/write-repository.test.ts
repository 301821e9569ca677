import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";

import { writeRepository } from "../../../../scripts/author/init/write-repository.ts";

const files = ["Makefile", "test/a.js", "test/deep/b.js"].map((path) => ({ path, text: path }));

function folderOf(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), "write-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const listed = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

test("writes all files into a new folder, and into an existing one beside other files", (t) => {
  const folder = folderOf(t);
  writeRepository(join(folder, "new", "repository"), files);
  t.is(readFileSync(join(folder, "new", "repository", "test", "deep", "b.js"), "utf8"), "test/deep/b.js");
  mkdirSync(join(folder, "old", "test"), { recursive: true });
  writeFileSync(join(folder, "old", "test", "c.js"), "");
  writeRepository(join(folder, "old"), files);
  t.deepEqual(listed(join(folder, "old")), ["Makefile", "test", "test/a.js", "test/c.js", "test/deep", "test/deep/b.js"]);
});

for (const [title, path, inTheWay] of [
  ["a file", "test/a.js", ["test/a.js"]],
  ["a file in place of a folder", "test", ["test"]],
  ["a file in place of the repository", "", [""]],
] as const) {
  test(`names ${title} that is in the way, and writes nothing`, (t) => {
    const folder = join(folderOf(t), "r");
    const at = join(folder, path);
    mkdirSync(join(at, ".."), { recursive: true });
    writeFileSync(at, "mine");
    const names = inTheWay.map((name) => join(folder, name)).join(", ");
    t.throws(() => writeRepository(folder, files), {
      name: "FileError",
      message: `${names}: in the way; expected a folder without it. Nothing is written.`,
    });
    t.is(readFileSync(at, "utf8"), "mine");
    if (path !== "") t.deepEqual(listed(folder), path === "test" ? ["test"] : ["test", "test/a.js"]);
  });
}
