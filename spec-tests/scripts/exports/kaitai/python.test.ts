import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { websocket2 } from "../../../../reference/schema/index.ts";
import { kaitaiExport } from "../../../../scripts/exports/kaitai/kaitai.ts";
import { frameCases } from "../../../bundles/frame-cases.ts";
import { compileKsy } from "./parser.ts";

const PARSE = "spec-tests/scripts/exports/kaitai/parse-frames.py";
const codes = { none: 0, lz4: 1, deflate: 2 };

/** The compiler writes for this version of the runtime or a later one. */
const LEAST_RUNTIME = "import kaitaistruct; assert kaitaistruct.API_VERSION >= (0, 11)";
const hasRuntime = spawnSync("python3", ["-c", LEAST_RUNTIME]).status === 0;
const withRuntime = hasRuntime ? test : test.skip;

withRuntime("the parser for Python passes all vectors of frames (needs the Python package kaitaistruct, 0.11 or newer)", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "kaitai-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [file] = kaitaiExport.write(websocket2, (cite) => cite);
  for (const [path, text] of Object.entries(await compileKsy("python", file?.content ?? ""))) writeFileSync(join(folder, path), text);
  const cases = frameCases().filter(({ op }) => op === "decode");
  const input = cases.map(({ feeds, message, compression }) => {
    return JSON.stringify({ octets: feeds.join(""), bounds: [message, codes[compression]] });
  });
  const { stdout, stderr } = spawnSync("python3", [PARSE, folder], { input: input.join("\n"), encoding: "utf8", maxBuffer: 2 ** 26 });
  const found = stdout.trim().split("\n").map((line) => JSON.parse(line) as unknown);
  t.is(found.length, cases.length, stderr);
  const problems = cases.flatMap(({ id, errors, complete, frames = [] }, index) => {
    const result = found[index];
    if (errors.length > 0) return typeof result === "string" ? [] : [`${id}: accepted`];
    const expected = complete ? frames.map((text) => JSON.parse(text as string) as unknown) : "end of stream";
    return JSON.stringify(result) === JSON.stringify(expected) ? [] : [`${id}: ${JSON.stringify(result).slice(0, 100)}`];
  });
  t.deepEqual(problems, []);
});
