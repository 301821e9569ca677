import test from "ava";
import { importProblem } from "../../../scripts/lint/layers.ts";

const allowed: [file: string, specifier: string][] = [
  ["reference/layout/struct.ts", "./model.ts"],
  ["reference/layout/struct.ts", "zod"],
  ["reference/schema/frames/frame.ts", "../../layout/index.ts"],
  ["reference/wire/handshake/check.ts", "../../schema/index.ts"],
  ["reference/wire/handshake/check.ts", "./compression.ts"],
  ["reference/wire/handshake/fields.ts", "structured-headers"],
  ["reference/compression/deflate.ts", "node:zlib"],
  ["reference/http2/client.ts", "node:http2"],
  ["reference/websocket.ts", "./http2/client.ts"],
  ["reference/index.ts", "./wire/index.ts"],
  ["scripts/interop/run.ts", "../../reference/wire/index.ts"],
  ["scripts/interop/run.ts", "node:child_process"],
  ["scripts/draft/main.ts", "../generate/views.ts"],
  ["scripts/draft/parse.ts", "remark-parse"],
  ["spec-tests/owed.ts", "../scripts/cli.ts"],
];

const forbidden: [file: string, specifier: string][] = [
  ["reference/layout/struct.ts", "../schema/index.ts"],
  ["reference/layout/struct.ts", "node:fs"],
  ["reference/schema/frames/frame.ts", "zod"],
  ["reference/schema/frames/frame.ts", "../../wire/index.ts"],
  ["reference/schema/frames/frame.ts", "../../index.ts"],
  ["reference/wire/decoder.ts", "node:buffer"],
  ["reference/wire/decoder.ts", "../connection/index.ts"],
  ["reference/compression/deflate.ts", "node:fs"],
  ["reference/compression/deflate.ts", "../wire/index.ts"],
  ["reference/connection/core.ts", "../http2/client.ts"],
  ["reference/http2/client.ts", "../websocket.ts"],
  ["reference/index.ts", "../scripts/common/files.ts"],
  ["scripts/draft/main.ts", "../../reference/schema/index.ts"],
  ["scripts/generate/views.ts", "../../reference/schema/index.ts"],
  ["scripts/generate/views.ts", "../draft/main.ts"],
  ["scripts/cli.ts", "../spec-tests/owed.ts"],
];

for (const [file, specifier] of allowed) {
  test(`${file} may import ${specifier}`, (t) => {
    t.is(importProblem(file, specifier), undefined);
  });
}

for (const [file, specifier] of forbidden) {
  test(`${file} must not import ${specifier}`, (t) => {
    const message = importProblem(file, specifier);
    t.regex(message ?? "", /^[a-z0-9/.]+ must not import "/);
    t.true(message?.includes(`must not import "${specifier}": `));
  });
}

test("the message of a wrong import gives the remedy", (t) => {
  t.is(
    importProblem("reference/schema/limits.ts", "../wire/index.ts"),
    'reference/schema must not import "../wire/index.ts": the schema is data in the layout language: say it with reference/layout.',
  );
});
