import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import test, { type ExecutionContext } from "ava";
import { list } from "tar";

import { linkElementRows } from "../../../scripts/api/link-element-rows.ts";
import { hashLines, type ReleaseInput, SUMS_FILE, writeRelease } from "../../../scripts/dist/release-files.ts";

const page = '<dl><dt id="frame.length">Length</dt><dd>See <a href="#varsize">VarSize</a>.</dd></dl>\n';
const linked = linkElementRows(page, new Map([["frame", "../api/frame.html"]]));

const files: Readonly<Record<string, string>> = {
  "draft/draft-x-01.xml": "<rfc/>",
  "draft/draft-x-01.txt": "text",
  "draft/draft-x-01.html": linked,
  "package/x-1.0.0.tgz": "package",
  "x-vectors.tar.gz": "vectors",
  "x.ksy": "meta:",
  "registries/a.csv": "Code\r\n",
  "site/index.html": "index",
  "site/api/b.html": "b",
};

/** Builds a folder as `make` does. */
function builtFolder(t: ExecutionContext, without = ""): ReleaseInput {
  const build = mkdtempSync(join(tmpdir(), "dist-"));
  t.teardown(() => rmSync(build, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    if (path === without) continue;
    mkdirSync(dirname(join(build, path)), { recursive: true });
    writeFileSync(join(build, path), text);
  }
  const drafts = [join(build, "draft/draft-x-01")];
  return { build, name: "x", drafts, forms: ["xml", "txt", "html"], exports: ["x.ksy", "registries/a.csv"] };
}

function entriesOf(file: string): string[] {
  const entries: string[] = [];
  list({ file, sync: true, onReadEntry: ({ path }) => entries.push(path) });
  return entries;
}

test("collects drafts, package, vectors, exports and site, with hashes that sha256sum accepts", async (t) => {
  const input = builtFolder(t);
  const out = join(input.build, "dist");
  await writeRelease(input, out);
  const drafts = ["draft-x-01.html", "draft-x-01.txt", "draft-x-01.xml"];
  const names = [...drafts, "x-1.0.0.tgz", "x-exports.tar.gz", "x-site.tar.gz", "x-vectors.tar.gz", "x.ksy"];
  t.deepEqual(readdirSync(out).sort(), [SUMS_FILE, ...names]);
  t.deepEqual(entriesOf(join(out, "x-exports.tar.gz")), ["x-exports/registries/a.csv", "x-exports/x.ksy"]);
  t.deepEqual(entriesOf(join(out, "x-site.tar.gz")), ["x-site/api/b.html", "x-site/index.html"]);
  t.is(readFileSync(join(out, SUMS_FILE), "utf8"), hashLines(out));
  const checked = execFileSync("sha256sum", ["-c", SUMS_FILE], { cwd: out, encoding: "utf8" });
  t.deepEqual(checked.trimEnd().split("\n"), names.map((name) => `${name}: OK`));
});

test("a draft of a release has no links to API pages, and keeps its own", async (t) => {
  const input = builtFolder(t);
  t.true(linked.includes("../api/"));
  await writeRelease(input, join(input.build, "dist"));
  t.is(readFileSync(join(input.build, "dist/draft-x-01.html"), "utf8"), page);
});

test("equal files give equal octets, whenever and wherever they were built", async (t) => {
  const [first, second] = [builtFolder(t), builtFolder(t)];
  for (const path of Object.keys(files)) utimesSync(join(second.build, path), 1, 1);
  await writeRelease(first, join(first.build, "dist"));
  await writeRelease(second, join(second.build, "dist"));
  t.is(hashLines(join(first.build, "dist")), hashLines(join(second.build, "dist")));
});

for (const [path, target] of [
  ["draft/draft-x-01.txt", "draft"],
  ["x-vectors.tar.gz", "vectors-archive"],
  ["registries/a.csv", "exports"],
] as const) {
  test(`a release without ${path} is an error that names make ${target}`, async (t) => {
    const input = builtFolder(t, path);
    const message = `${join(input.build, path)}: is missing, run make ${target}`;
    await t.throwsAsync(writeRelease(input, join(input.build, "dist")), { message });
  });
}

test("several packages are an error", async (t) => {
  const input = builtFolder(t);
  writeFileSync(join(input.build, "package/x-0.9.0.tgz"), "");
  const message = `${join(input.build, "package")}: expected one package, found several`;
  await t.throwsAsync(writeRelease(input, join(input.build, "dist")), { message });
});
