import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import test, { type ExecutionContext } from "ava";

import { readManifest, readSentences } from "../../../scripts/interop/vectors/manifest.ts";
import { FileError } from "../../../scripts/common/validate-file.ts";
import { generateSuites } from "../../../scripts/interop/generate/outputs.ts";
import { checkVectors, writeVectors } from "../../../scripts/interop/generate/update-vectors.ts";
import { websocket2 } from "../../../reference/schema/index.ts";

const byHand = fileURLToPath(new URL("../../vectors/hand", import.meta.url));

/** A folder with the vectors made by hand and a draft beside it. */
function folder(t: ExecutionContext): string {
  const root = mkdtempSync(join(tmpdir(), "outputs-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  cpSync(byHand, join(root, "hand"), { recursive: true });
  writeFileSync(join(root, "draft-x.md"), "---\ndocName: draft-x-07\n---\n");
  return root;
}

/** Each generation takes a second. */
const suites = generateSuites(websocket2);

/** Writes or checks the files of a folder. @returns whether they were written or fresh, and the printed lines */
function vectors(root: string, mode: "write" | "check" = "write"): { fresh: boolean; out: string; error: string } {
  const printed = { out: "", error: "" };
  const log = { log: (line: string) => void (printed.out += `${line}\n`), error: (line: string) => void (printed.error += `${line}\n`) };
  const sources = { root, draft: join(root, "draft-x.md"), requirements: join(root, "built.json") };
  if (mode === "check") return { fresh: checkVectors(websocket2, suites, sources, log), ...printed };
  writeVectors(websocket2, suites, sources, log);
  return { fresh: true, ...printed };
}

test("writes all that is generated, and then finds it fresh until something changes", (t) => {
  const root = folder(t);
  const first = vectors(root);
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

  t.true(vectors(root, "check").fresh);

  const path = join(root, "generated", "varsize.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace('"value": 254', '"value": 255'));
  const stale = vectors(root, "check");
  t.false(stale.fresh);
  t.is(stale.error, `${path}: is stale, run make vectors\n`);
  t.not(readFileSync(path, "utf8"), text);

  vectors(root);
  t.is(readFileSync(path, "utf8"), text);
});

test("lists the draft's statements, and keeps them while the draft is not built", (t) => {
  const root = folder(t);
  const list = join(root, "built.json");
  const sentences = join(root, "requirements.json");
  writeFileSync(
    list,
    JSON.stringify([{ id: "R-001", level: "MUST", section: { anchor: "a", number: "1", title: "A" }, text: "x", line: 1 }]),
  );
  vectors(root);
  const expected = { "R-001": { level: "MUST", section: "#a", title: "A" } };
  t.deepEqual(readManifest(root)?.requirements, expected);
  t.is(readFileSync(sentences, "utf8"), '{\n  "R-001": "x"\n}\n');
  rmSync(list);
  t.true(vectors(root, "check").fresh);
  t.deepEqual(readManifest(root)?.requirements, expected);
  t.deepEqual(readSentences(root), { "R-001": "x" });
  writeFileSync(list, "[{}]");
  const { message } = t.throws(() => vectors(root, "check"), { instanceOf: FileError });
  t.true(message.startsWith(`${list}: [0].id: `), message);
});

test("takes away what no generator writes any more, and says so first", (t) => {
  const root = folder(t);
  vectors(root);
  const extra = join(root, "generated", "old.json");
  writeFileSync(extra, "{}");
  const stale = vectors(root, "check");
  t.false(stale.fresh);
  t.true(stale.error.includes(`${extra}: is stale`));
  vectors(root);
  t.false(readdirSync(join(root, "generated")).includes("old.json"));
});

test("writes the manifest anew where a file made by hand changes, and never that file", (t) => {
  const root = folder(t);
  vectors(root);
  const before = readManifest(root)?.root;
  const path = join(root, "hand", "varsize.json");
  const text = readFileSync(path, "utf8").replace("the largest", "largest");
  writeFileSync(path, text);
  const stale = vectors(root, "check");
  t.is(stale.error, `${join(root, "manifest.json")}: is stale, run make vectors\n`);
  vectors(root);
  t.is(readFileSync(path, "utf8"), text);
  t.not(readManifest(root)?.root, before);
});
