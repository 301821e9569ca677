import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import test, { type ExecutionContext } from "ava";

import { readManifest, readSentences } from "../../../scripts/interop/vectors/manifest.ts";
import { programArgs } from "../../programs.ts";

const byHand = fileURLToPath(new URL("../../vectors/hand", import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** A folder with the vectors made by hand and a draft beside it. */
function folder(t: ExecutionContext): string {
  const root = mkdtempSync(join(tmpdir(), "outputs-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  cpSync(byHand, join(root, "hand"), { recursive: true });
  writeFileSync(join(root, "draft-x.md"), "---\ndocName: draft-x-07\n---\n");
  return root;
}

function vectors(root: string, ...more: readonly string[]): Promise<Ended> {
  const inputs = ["--root", root, "--draft", join(root, "draft-x.md"), "--requirements", join(root, "built.json")];
  const args = [...programArgs("vectors"), ...inputs, ...more];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, out, text) => resolve({ code: error === null ? 0 : Number(error.code), out, error: text }));
  });
}

test("writes all that is generated, and then finds it fresh until something changes", async (t) => {
  const root = folder(t);
  const first = await vectors(root);
  t.is(first.code, 0, first.error);
  t.regex(first.out, /built\.json does not exist/);
  t.deepEqual(readdirSync(root).sort(), [
    "draft-x.md",
    "generated",
    "hand",
    "manifest.json",
    "requirements.json",
    "schema.json",
    "transitions.json",
  ]);
  t.deepEqual(
    readdirSync(join(root, "generated")).sort(),
    ["compression.json", "frame.json", "handshake.json", "session.json", "varsize.json"],
  );
  t.is(readManifest(root)?.draft, "draft-x-07");
  t.deepEqual(readManifest(root)?.requirements, {});

  t.deepEqual((await vectors(root, "--check")).code, 0);

  const path = join(root, "generated", "varsize.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace('"value": 254', '"value": 255'));
  const stale = await vectors(root, "--check");
  t.is(stale.code, 1);
  t.is(stale.error, `${path}: is stale, run make vectors\n`);
  t.not(readFileSync(path, "utf8"), text);

  t.is((await vectors(root)).code, 0);
  t.is(readFileSync(path, "utf8"), text);
});

test("lists the draft's statements, and keeps them while the draft is not built", async (t) => {
  const root = folder(t);
  const list = join(root, "built.json");
  const sentences = join(root, "requirements.json");
  writeFileSync(
    list,
    JSON.stringify([{ id: "R-001", level: "MUST", section: { anchor: "a", number: "1", title: "A" }, text: "x", line: 1 }]),
  );
  t.is((await vectors(root)).code, 0);
  const expected = { "R-001": { level: "MUST", section: "#a", title: "A" } };
  t.deepEqual(readManifest(root)?.requirements, expected);
  t.is(readFileSync(sentences, "utf8"), '{\n  "R-001": "x"\n}\n');
  rmSync(list);
  t.is((await vectors(root, "--check")).code, 0);
  t.deepEqual(readManifest(root)?.requirements, expected);
  t.deepEqual(readSentences(root), { "R-001": "x" });
  writeFileSync(list, "[{}]");
  const bad = await vectors(root, "--check");
  t.is(bad.code, 2);
  t.true(bad.error.startsWith(`${list}: [0].id: `), bad.error);
});

test("takes away what no generator writes any more, and says so first", async (t) => {
  const root = folder(t);
  t.is((await vectors(root)).code, 0);
  const extra = join(root, "generated", "old.json");
  writeFileSync(extra, "{}");
  const stale = await vectors(root, "--check");
  t.is(stale.code, 1);
  t.true(stale.error.includes(`${extra}: is stale`));
  t.is((await vectors(root)).code, 0);
  t.false(readdirSync(join(root, "generated")).includes("old.json"));
});

test("writes the manifest anew where a file made by hand changes, and never that file", async (t) => {
  const root = folder(t);
  t.is((await vectors(root)).code, 0);
  const before = readManifest(root)?.root;
  const path = join(root, "hand", "varsize.json");
  const text = readFileSync(path, "utf8").replace("the largest", "largest");
  writeFileSync(path, text);
  const stale = await vectors(root, "--check");
  t.is(stale.error, `${join(root, "manifest.json")}: is stale, run make vectors\n`);
  t.is((await vectors(root)).code, 0);
  t.is(readFileSync(path, "utf8"), text);
  t.not(readManifest(root)?.root, before);
});
