/** The drafts that the targets of the Makefile take. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import test, { type ExecutionContext } from "ava";

const npm = ["package.json", "package-lock.json", "tsconfig.json", "scripts/npm-installed.mjs"];
const inputs = ["scripts/install-xml2rfc.sh", "reference/README.md", "scripts/api/x", "spec-tests/vectors/manifest.json"];
const files = [...npm, ...inputs, "draft/notes.md"];

/** What `make` printed, and its exit code. */
interface MakeRun {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly error: string;
}

/** Runs `make -n` in a folder with some drafts. */
function make(t: ExecutionContext, drafts: readonly string[], ...args: readonly string[]): MakeRun {
  const root = mkdtempSync(join(tmpdir(), "make-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  copyFileSync("Makefile", join(root, "Makefile"));
  for (const name of files) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), "");
  }
  for (const path of drafts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `---\ndocName: ${/draft-[a-z0-9-]+(?=\.md)/.exec(path)?.[0] ?? ""}-00\n---\n`);
  }
  const { status, stdout, stderr } = spawnSync("make", ["-n", ...args], { cwd: root, encoding: "utf8" });
  return { status, lines: stdout.split("\n"), error: stderr };
}

/** The builds of drafts in the lines that `make -n` printed. */
const buildsIn = (lines: readonly string[]): string[] => lines.flatMap((line) => /ws2\.js (draft build .*)$/.exec(line)?.[1] ?? []);

/** The other tools for authors in these lines, with their drafts. */
function toolsIn(lines: readonly string[]): string[] {
  const found = lines.map((line) => /(?:author\/|ws2\.js draft )(?!build)(\w+)(?:\.js)?((?: [\w/-]+\.md)+)/.exec(line));
  return found.flatMap((match) => (match === null ? [] : [`${match[1]}${match[2]}`]));
}

const core = "draft/draft-websocket2-over-http2.md";
const two = [core, "draft/draft-websocket2-paths.md"];

test("builds every draft of the folder, and finds new ones by their name", (t) => {
  const { status, lines, error } = make(t, two, "draft");
  t.is(status, 0, error);
  t.deepEqual(buildsIn(lines), two.map((path) => `draft build ${path} -o build/draft`));
});

test("no draft at all is an error", (t) => {
  const { status, error } = make(t, [], "draft");
  t.is(status, 2);
  t.regex(error, /no draft found: expected draft\/draft-\*\.md/);
});

const chosen = "draft/draft-websocket2-paths.md";
for (const name of [chosen, "draft-websocket2-paths", "draft-websocket2-paths.md", "paths"]) {
  test(`DRAFT=${name} selects one draft for each target`, (t) => {
    const targets = ["lint", "idnits", "pages", "requirements", "diff", "next", "watch"];
    const { lines } = make(t, two, ...targets, `DRAFT=${name}`);
    t.deepEqual(toolsIn(lines), targets.map((target) => `${target} ${chosen}`));
  });
}

test("a target for one draft takes the core, a target for all takes all", (t) => {
  const { lines } = make(t, two, "watch", "lint");
  t.deepEqual(toolsIn(lines), [`watch ${core}`, `lint ${two.join(" ")}`]);
});

test("an unknown draft is an error that names the known ones", (t) => {
  const { status, error } = make(t, two, "draft", "DRAFT=pats");
  t.is(status, 2);
  t.regex(error, /DRAFT=pats: no such draft; expected a path or one of draft-websocket2-over-http2 draft-websocket2-paths\./);
});

test("a draft of another folder is built each time, beside the set", (t) => {
  const { lines } = make(t, [...two, "mine/draft-x-y.md"], "draft", "DRAFT=mine/draft-x-y.md");
  t.deepEqual(buildsIn(lines), ["draft build mine/draft-x-y.md -o build/draft"]);
});
