import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import test, { type ExecutionContext } from "ava";

import { InputWatcher, type BuildInputs } from "../../../../scripts/author/watch/input-watcher.ts";

/** After the time of an absent file, before that of any other. */
const LONG_AGO = 1;

/** A watcher of a folder of its own. `changes` waits for the next report, with paths relative to the folder. */
function watched(t: ExecutionContext) {
  const folder = mkdtempSync(join(tmpdir(), "inputs-"));
  const at = (name: string): string => join(folder, name);
  for (const name of ["sections", "schema", "out"]) mkdirSync(at(name));
  for (const name of ["draft-a.md", "sections/one.md", "schema/a.js"]) writeFileSync(at(name), "1");
  const reports: string[][] = [];
  let wake = (): void => undefined;
  const onChange = (paths: readonly string[]): void => {
    reports.push(paths.map((path) => relative(folder, path)).sort());
    wake();
  };
  const watcher = new InputWatcher({ onChange, except: [at("out")] });
  t.teardown(() => (watcher.close(), rmSync(folder, { recursive: true, force: true })));
  const inputs: BuildInputs = {
    files: ["draft-a.md", "sections/one.md", "later/two.md"].map(at),
    folders: [{ folder, names: /^draft-.*\.md$/ }, { folder: at("schema"), names: /\.js$/, deep: true }],
  };
  const changes = async (): Promise<string[]> => {
    if (reports.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return reports.shift() ?? [];
  };
  return { watcher, at, inputs, changes };
}

const edits: readonly (readonly [string, string, (at: (name: string) => string) => void])[] = [
  ["a file that is written", "draft-a.md", (at) => writeFileSync(at("draft-a.md"), "22")],
  ["a file that an editor renames into place", "sections/one.md", (at) => {
    writeFileSync(at("sections/.one.tmp"), "2");
    renameSync(at("sections/.one.tmp"), at("sections/one.md"));
  }],
  ["a file that is removed", "sections/one.md", (at) => rmSync(at("sections/one.md"))],
  ["a file that did not exist, with its folder", "later/two.md", (at) => {
    mkdirSync(at("later"));
    writeFileSync(at("later/two.md"), "1");
  }],
  ["a new file of a folder", "draft-b.md", (at) => writeFileSync(at("draft-b.md"), "1")],
  ["a new file of a new folder of schemas", "schema/deep/b.js", (at) => {
    mkdirSync(at("schema/deep"));
    writeFileSync(at("schema/deep/b.js"), "1");
  }],
];

for (const [title, expected, edit] of edits) {
  test(`reports ${title}, and nothing that is no input`, async (t) => {
    const { watcher, at, inputs, changes } = watched(t);
    watcher.follow(inputs, Date.now() + 60_000);
    for (const name of ["out/draft-a.html", "notes.txt", "schema/.a.js.swp", "out/draft-c.md"]) writeFileSync(at(name), "1");
    edit(at);
    t.deepEqual(await changes(), [expected]);
  });
}

test("reports a new input that changed after the build began", async (t) => {
  const { watcher, inputs, changes } = watched(t);
  watcher.follow(inputs, LONG_AGO);
  t.deepEqual(await changes(), ["draft-a.md", "schema/a.js", "sections/one.md"]);
});

test("does not report a file that the build itself wrote", async (t) => {
  const { watcher, at, inputs, changes } = watched(t);
  watcher.follow(inputs, Date.now() + 60_000);
  writeFileSync(at("sections/one.md"), "333");
  watcher.accept(at("sections/one.md"));
  writeFileSync(at("draft-a.md"), "333");
  t.deepEqual(await changes(), ["draft-a.md"]);
});

test("finds changes of a folder that was removed and made again, and of the target of a link", async (t) => {
  const { watcher, at, inputs, changes } = watched(t);
  writeFileSync(at("out/real.md"), "1");
  symlinkSync(at("out/real.md"), at("link.md"));
  watcher.follow({ ...inputs, files: [...inputs.files, at("link.md")] }, Date.now() + 60_000);
  writeFileSync(at("out/real.md"), "22");
  t.deepEqual(await changes(), ["link.md"]);
  rmSync(at("sections"), { recursive: true });
  t.deepEqual(await changes(), ["sections/one.md"]);
  mkdirSync(at("sections"));
  writeFileSync(at("sections/one.md"), "4444");
  t.deepEqual(await changes(), ["sections/one.md"]);
  writeFileSync(at("sections/one.md"), "55555");
  t.deepEqual(await changes(), ["sections/one.md"]);
});
