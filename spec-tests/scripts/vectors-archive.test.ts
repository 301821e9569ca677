import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";
import { list } from "tar";

import { readManifest } from "../../scripts/interop/vectors/manifest.ts";
import { programArgs } from "../programs.ts";

const ROOT = "spec-tests/vectors";

function pack(root: string, out: string): Buffer {
  execFileSync(process.execPath, [...programArgs("vectors-archive"), "--root", root, "--out", out]);
  return readFileSync(out);
}

test("packs what the manifest lists, sorted, the same whenever and by whomever", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const first = pack(ROOT, join(folder, "a.tar.gz"));
  const copy = join(folder, "copy");
  cpSync(ROOT, copy, { recursive: true });
  utimesSync(join(copy, "manifest.json"), 1, 1);
  t.true(first.equals(pack(copy, join(folder, "b.tar.gz"))));
  const entries: { path: string; mode: number | undefined; mtime: number | undefined }[] = [];
  list({
    file: join(folder, "a.tar.gz"),
    sync: true,
    onReadEntry: ({ path, mode, mtime }) => entries.push({ path, mode, mtime: mtime?.getTime() }),
  });
  const paths = [...(readManifest(ROOT)?.files ?? []).map(({ path }) => path), "README.md", "manifest.json", "play-transitions.py"].sort();
  t.true(paths.length > 8);
  t.deepEqual(entries, paths.map((path) => ({ path: `websocket2-vectors/${path}`, mode: 0o644, mtime: 0 })));
});
