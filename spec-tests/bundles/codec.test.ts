import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import test from "ava";

import { bundle } from "./bundle.ts";
import { findChromium, runInChromium } from "./chromium.ts";
import { frameCases } from "./frame-cases.ts";

const CODEC = 'export * from "./reference/codec.ts";';
const CHECK = 'export * from "./spec-tests/bundles/check-frames.ts";';
const LIMITS = { size: 20_000, gzipped: 7_000 };

const folder = mkdtempSync(join(tmpdir(), "websocket2-codec-"));
test.after.always(() => rmSync(folder, { recursive: true }));

const cases = frameCases();

test("the codec has at most 20 kB, 7 kB after gzip, and needs no package", async (t) => {
  const { size, gzipped, inputs, imports } = await bundle(CODEC);
  t.true(size <= LIMITS.size && gzipped <= LIMITS.gzipped, `${size} octets, ${gzipped} after gzip`);
  t.deepEqual(inputs.filter((path) => path.startsWith("node_modules/") || path.startsWith("reference/schema/")), []);
  t.deepEqual(imports, []);
});

/** The greatest sizes of the other exports: minified, in octets. Zod and structured-headers are part of them. */
const OTHER_SIZES = { "schema/index": 215_000, "wire/index": 290_000, "connection/index": 315_000 };

for (const [path, most] of Object.entries(OTHER_SIZES)) {
  test(`a bundle of reference/${path}.ts has the used parts of zod alone`, async (t) => {
    const { size, gzipped } = await bundle(`export * from "./reference/${path}.ts";`);
    t.log(`${size} octets, ${gzipped} after gzip`);
    t.true(size <= most, `${size} octets`);
  });
}

test("a bundle of encodeFrame alone holds no decoder", async (t) => {
  const { size, code } = await bundle('export { encodeFrame } from "./reference/codec.ts";');
  t.true(size < 10_000, `${size} octets`);
  t.false(code.includes("the shortest form"));
});

test("the bundled codec passes all vectors of frames where code generation is forbidden", async (t) => {
  writeFileSync(join(folder, "codec.mjs"), (await bundle(CODEC)).code);
  writeFileSync(join(folder, "check.mjs"), (await bundle(CHECK)).code);
  writeFileSync(join(folder, "cases.json"), JSON.stringify(cases));
  const program = [
    'import { readFileSync } from "node:fs";',
    'import * as codec from "./codec.mjs";',
    'import { problemsOf } from "./check.mjs";',
    'const cases = JSON.parse(readFileSync("cases.json", "utf8"));',
    "console.log(JSON.stringify({ count: cases.length, problems: problemsOf(codec, cases) }));",
  ];
  writeFileSync(join(folder, "main.mjs"), program.join("\n"));
  const { stdout } = await promisify(execFile)(process.execPath, ["--disallow-code-generation-from-strings", "main.mjs"], { cwd: folder });
  t.deepEqual(JSON.parse(stdout), { count: cases.length, problems: [] });
  t.true(cases.length > 600);
});

test("the check of the vectors notices a codec with another result", async (t) => {
  const { problemsOf } = await import("./check-frames.ts");
  const codec = await import("../../reference/codec.ts");
  t.true(problemsOf({ ...codec, encodeFrame: () => Uint8Array.of(0) }, cases).length > 100);
  class Silent extends codec.FrameDecoder {
    override push(): [] {
      return [];
    }
  }
  t.true(problemsOf({ ...codec, FrameDecoder: Silent as typeof codec.FrameDecoder }, cases).length > 500);
});

const chromium = findChromium(process.env);
const inChromium = chromium === undefined ? test.skip : test;

inChromium("the bundled codec passes all vectors of frames in Chromium under script-src 'self'", async (t) => {
  t.timeout(120_000);
  const main = [
    'import * as codec from "./codec.js";',
    'import { problemsOf } from "./check.js";',
    'const cases = await (await fetch("./cases.json")).json();',
    "let generates = true;",
    'try { new Function(""); } catch { generates = false; }',
    'await fetch("./result", { method: "POST", body: JSON.stringify({ generates, count: cases.length, problems: problemsOf(codec, cases) }) });',
  ];
  const result = await runInChromium(chromium as string, {
    "/main.js": main.join("\n"),
    "/codec.js": (await bundle(CODEC)).code,
    "/check.js": (await bundle(CHECK)).code,
    "/cases.json": JSON.stringify(cases),
  });
  t.deepEqual(result, { generates: false, count: cases.length, problems: [] });
});
