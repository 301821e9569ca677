import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import test, { type ExecutionContext } from "ava";

import { programCommand } from "../../programs.ts";
import { RunningCommand, runWs2 } from "./run-ws2.ts";

const own = `${programCommand("cli")} adapter`;

const integer = (id: string, value: number, wire: string, more: object = {}): object => ({
  id,
  flags: ["Short"],
  result: "valid",
  value,
  wire,
  ...more,
});

function suite(cases: readonly object[]): string {
  const notes = { Short: { why: "a number has one form", requirement: "R-002" } };
  return JSON.stringify({ format: 1, suite: "varsize", notes, groups: [{ op: "varsize", cases }] });
}

const statement = { level: "MUST", section: "#varsize", title: "VarSize" };

function write(root: string, cases: readonly object[]): void {
  mkdirSync(join(root, "hand"), { recursive: true });
  writeFileSync(join(root, "hand", "varsize.json"), suite(cases));
  const manifest = { format: 1, draft: "draft-a-b-00", root: "0".repeat(64), files: [], requirements: { "R-002": statement } };
  writeFileSync(join(root, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(root, "requirements.json"), JSON.stringify({ "R-002": "A sender MUST be short." }));
}

function folder(t: ExecutionContext, cases: readonly object[]): string {
  const root = mkdtempSync(join(tmpdir(), "vectors-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  write(root, cases);
  return root;
}

const two = [
  integer("varsize/a", 7, "07"),
  { id: "varsize/b", comment: "long", requirement: "R-003", result: "invalid", wire: "fe0700", errors: ["FRAM"] },
];

/** The second case has no flag, so nothing but its own statement. */
test("lists ids, expected results and requirements", async (t) => {
  const root = folder(t, two);
  const { code, out, error } = await runWs2(["vectors", "list", "--vectors", root]);
  t.is(out, "varsize/a  valid    R-002\nvarsize/b  invalid  R-003\n");
  t.is(error, "2 cases\n");
  t.is(code, 0);
});

const chosen: readonly (readonly [options: readonly string[], ids: readonly string[]])[] = [
  [["--requirement", "R-003"], ["varsize/b"]],
  [["--id", "*/a"], ["varsize/a"]],
  [["--suite", "varsize"], ["varsize/a", "varsize/b"]],
  [["--requirement", "R-009"], []],
  [["--requirement", "R-002", "--id", "varsize/b"], []],
  [["--id", "*/a", "--id", "varsize/b"], ["varsize/a", "varsize/b"]],
  [["--requirement", "R-002", "--requirement", "R-003"], ["varsize/a", "varsize/b"]],
  [["--skip", "R-002"], ["varsize/b"]],
];

for (const [options, ids] of chosen) {
  test(`lists the cases of ${options.join(" ")}, with exit code 1 for no case`, async (t) => {
    const { code, out } = await runWs2(["vectors", "list", "--json", "--vectors", folder(t, two), ...options]);
    t.deepEqual((JSON.parse(out) as { id: string }[]).map(({ id }) => id), ids);
    t.is(code, ids.length > 0 ? 0 : 1);
  });
}

test("shows a case with its octets, the place of its fault, and the sentence of its requirement", async (t) => {
  const { code, out } = await runWs2(["vectors", "show", "varsize/a", "--vectors", folder(t, two)]);
  t.is(code, 0);
  t.true(out.startsWith('varsize/a  varsize, hand/varsize.json\n\nresult: "valid"\nvalue: 7\nwire: "07"\n'), out);
  t.true(out.includes("Short: a number has one form\n\nR-002  MUST, VarSize (draft-a-b-00#varsize)\n  A sender MUST be short.\n"), out);
  const fault = (await runWs2(["vectors", "show", "varsize/b", "--vectors", folder(t, two)])).out;
  t.regex(fault, /^varsize\/b .*\nlong\n/);
  t.regex(fault, /\[FRAM\]\n/);
});

test("shows a frame of this package with the fields of its octets", async (t) => {
  const { out } = await runWs2(["vectors", "show", "frame/reserved/1"]);
  t.regex(out, /^ {2}1 +10 +0001\.\.\.\. +reserved +1$/m);
  t.regex(out, /^reserved at octet 1 \(bit 0\): expected 0, found 1 \[FRAM\]$/m);
});

test("octets behind an error frame are no fault", async (t) => {
  const { out } = await runWs2(["vectors", "show", "frame/error/behind-it-a-fault"]);
  t.true(out.includes("Its receiver ignores all octets after it."));
  t.false(out.includes("[FRAM]"));
});

test("shows every case of this package", async (t) => {
  const { code, out } = await runWs2(["vectors", "show", "*"]);
  t.is(code, 0);
  for (const name of ["varsize", "frame", "handshake", "compression", "session"]) t.true(out.includes(`\n${name}/`), name);
});

test("refuses to show an unknown case", async (t) => {
  const { code, error } = await runWs2(["vectors", "show", "varsize/c", "--vectors", folder(t, two)]);
  t.is(code, 2);
  t.regex(error, /^ws2: unknown case varsize\/c; ws2 vectors list prints all ids\n/);
  t.is((await runWs2(["vectors", "show"])).code, 2);
});

const fixture = (name: string): string => `"${process.execPath}" "${fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url))}"`;

/** The first case fails by that adapter, the second one passes. */
const failing = [integer("varsize/a", 7, "07"), integer("varsize/b", 8, "08")];

test("a failed case gives exit code 1; the report goes to a file, and as text to the standard output", async (t) => {
  const root = folder(t, failing);
  const words = ["vectors", "run", "--adapter", fixture("wrong-adapter"), "--vectors", root, "--report", "html"];
  const file = join(root, "report");
  const { code, out } = await runWs2([...words, "--out", file]);
  t.is(code, 1);
  t.true(readFileSync(file, "utf8").startsWith("<!DOCTYPE html>"));
  const begin = "Did not pass: 1 case\n\nR-002 MUST, VarSize: 1 case\n  A sender MUST be short.\n";
  const failure = "  fail  varsize/a: decoded: expected value 7, found 8\n  ws2 vectors show varsize/a\n";
  t.true(out.startsWith(`${begin}${failure}\nwrong 1: 2 cases\n`), out);
  t.true((await runWs2(words)).out.startsWith("<!DOCTYPE html>"));
});

test("a failure of the baseline does not count, and --skip leaves a case out", async (t) => {
  const root = folder(t, failing);
  const words = ["vectors", "run", "--adapter", fixture("wrong-adapter"), "--vectors", root];
  const list = join(root, "known.txt");
  t.is((await runWs2([...words, "--write-baseline", list])).code, 1);
  t.is(readFileSync(list, "utf8"), "# Interop vectors: known failures, one id or pattern a line.\nvarsize/a  # fail\n");
  const { code, out } = await runWs2([...words, "--baseline", list]);
  t.is(code, 0);
  t.true(out.endsWith(`\nKnown failures, listed in ${list}: 1.\nNo new case failed.\n`), out);
  const skipped = await runWs2([...words, "--skip", "*/a", "--skip", "R-009"]);
  t.true(skipped.out.startsWith("wrong 1: 1 cases\n"), skipped.out);
  t.is(skipped.code, 0);
});

test("refuses a baseline that cannot be read, before it starts the adapter", async (t) => {
  const words = ["vectors", "run", "--adapter", "exit 3", "--vectors", folder(t, failing), "--baseline", "/no/such"];
  t.deepEqual((await runWs2(words)).error.split("\n")[0], "ws2: --baseline: /no/such: cannot be read: ENOENT");
});

test("an interrupted run has its own exit code, and the summary counts the cases that did not run", async (t) => {
  const root = folder(t, [integer("varsize/a", 7, "07"), integer("varsize/b", 8, "08")]);
  const running = new RunningCommand([
    "vectors",
    "run",
    "--verbose",
    "--timeout",
    "60000",
    "--vectors",
    root,
    "--adapter",
    fixture("hanging-adapter"),
  ]);
  await running.waitForOutput(/pass {2}varsize\/a/);
  running.sendStop();
  const { code, out } = await running.done;
  t.regex(out, /hanging 1: 1 cases\n[^]*Interrupted: 1 of 2 cases did not run\./);
  t.is(code, 130);
});

test("gives exit code 1 if no case is selected, 2 for an unknown form", async (t) => {
  const root = folder(t, two);
  t.is((await runWs2(["vectors", "run", "--adapter", own, "--vectors", root, "--requirement", "R-009"])).code, 1);
  const { code, error } = await runWs2(["vectors", "run", "--adapter", own, "--vectors", root, "--report", "pdf"]);
  t.is(code, 2);
  t.true(error.startsWith('ws2: --report: expected one of text, json, junit, html, found "pdf"\n'));
});

test("refuses an unknown suite, a malformed requirement, and an output that is a folder, before it runs a case", async (t) => {
  const root = folder(t, two);
  const words = ["vectors", "run", "--adapter", "exit 3", "--vectors", root];
  const errors = [];
  for (const more of [["--suite", "nope"], ["--requirement", "56"], ["--id", "varsize/a", "--id", "x"], ["--out", root]]) {
    const { code, error } = await runWs2([...words, ...more]);
    t.is(code, 2);
    errors.push(error.split("\n")[0]);
  }
  t.deepEqual(errors, [
    'ws2: --suite: expected one of varsize, found "nope"',
    'ws2: --requirement: expected an identifier such as R-056, found "56"',
    "ws2: --id: no case matches x; ws2 vectors list prints all ids",
    `ws2: --out: ${root}: expected a file, found a folder`,
  ]);
});

const after = [integer("varsize/a", 7, "07", { comment: "short" }), integer("varsize/c", 8, "08")];

test("lists added, removed and changed cases, and the changed members", async (t) => {
  const { code, out } = await runWs2(["vectors", "diff", folder(t, two), folder(t, after)]);
  t.is(
    out,
    'removed  varsize/b\nadded    varsize/c\nchanged  varsize/a\n  comment: (absent)\n         > "short"\n1 added, 1 removed, 1 changed\n',
  );
  t.is(code, 0);
});

test("the expectation of a session step is not input, its action is", async (t) => {
  const suite = (step: object): string => {
    const root = mkdtempSync(join(tmpdir(), "ws2-"));
    t.teardown(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, "hand"));
    const file = {
      format: 1,
      suite: "session",
      notes: {},
      groups: [{ op: "session", config: { role: "server" }, cases: [{ id: "session/a", requirement: "R-001", steps: [step] }] }],
    };
    writeFileSync(join(root, "hand", "session.json"), JSON.stringify(file));
    return root;
  };
  const before = suite({ advance: 1 });
  t.is((await runWs2(["vectors", "diff", before, suite({ advance: 1, sent: [{ endStream: true }] })])).code, 0);
  t.is((await runWs2(["vectors", "diff", before, suite({ advance: 2 })])).code, 1);
});

test("a new input for an id is an error, a corrected expectation is not", async (t) => {
  const before = folder(t, two);
  const reused = await runWs2(["vectors", "diff", before, folder(t, [integer("varsize/a", 8, "08")])]);
  t.is(reused.code, 1);
  t.regex(reused.out, /^reused {3}varsize\/a$/m);
  t.regex(reused.out, /^1 ids have a new input/m);
  const corrected = await runWs2(["vectors", "diff", before, folder(t, [two[0] as object, { ...two[1], errors: ["DECO"] }])]);
  t.is(corrected.code, 0);
  t.regex(corrected.out, /^changed {2}varsize\/b\n {2}errors: \["FRAM"\]\n {8}> \["DECO"\]$/m);
});

function git(root: string, ...args: string[]): unknown {
  return execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { stdio: "pipe" });
}

test("compares a revision of git with a folder", async (t) => {
  const root = folder(t, two);
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "commit", "-q", "-m", "x");
  write(root, after);
  const { code, out } = await runWs2(["vectors", "diff", "HEAD", root, "--vectors", root]);
  t.is(code, 0, out);
  t.true(out.endsWith("1 added, 1 removed, 1 changed\n"));
});

test("names an unknown revision without the command line of git", async (t) => {
  const root = folder(t, two);
  const says = async (why: string): Promise<void> => {
    const error = `ws2: nothing: expected a folder of vectors or a revision of git; ${why}\nSee ws2 vectors diff --help.\n`;
    t.deepEqual(await runWs2(["vectors", "diff", "nothing", root, "--vectors", root]), { code: 2, out: "", error });
  };
  await says(`${root} is not in a git repository`);
  git(root, "init", "-q");
  await says("there is no such folder, and no such revision");
  git(root, "commit", "-q", "--allow-empty", "-m", "x");
  git(root, "tag", "nothing");
  await says(`that revision has no vectors in ${root}`);
});

test("names the file that a comparison cannot use", async (t) => {
  const root = folder(t, two);
  writeFileSync(join(root, "hand", "varsize.json"), "{");
  const { code, error } = await runWs2(["vectors", "diff", root, root]);
  t.is(code, 2);
  t.regex(error, /^ws2: hand\/varsize\.json: is not JSON/);
  t.true(existsSync(root));
});
