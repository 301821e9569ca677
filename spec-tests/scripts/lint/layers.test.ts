import test from "ava";
import { importProblem, layers } from "../../../scripts/lint/layers.ts";

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
  ["scripts/interop/runner/run.ts", "../../../reference/wire/index.ts"],
  ["scripts/interop/runner/run.ts", "../report/result.ts"],
  ["scripts/interop/runner/run.ts", "../../common/lines.ts"],
  ["scripts/interop/runner/run.ts", "node:child_process"],
  ["scripts/interop/conformance/cases/frames.ts", "../../h2/index.ts"],
  ["scripts/cli/vectors/run.ts", "../../interop/runner/run-vectors.ts"],
  ["scripts/author/lint/lint-file.ts", "../../draft/source/text-files.ts"],
  ["scripts/interop-matrix.ts", "./cli/package.ts"],
  ["scripts/vectors.ts", "./interop/generate/outputs.ts"],
  ["scripts/api/plugin.ts", "../../reference/schema/index.ts"],
  ["scripts/draft/main.ts", "../generate/views.ts"],
  ["scripts/draft/parse.ts", "remark-parse"],
  ["spec-tests/known-gaps.ts", "../scripts/cli.ts"],
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
  ["scripts/generate/views.ts", "../draft/build.ts"],
  ["scripts/common/markup.ts", "../interop/report/result.ts"],
  ["scripts/lint/words.ts", "../common/files.ts"],
  ["scripts/interop/matrix/matrix.ts", "../../cli/package.ts"],
  ["scripts/interop/report/html-page.ts", "../runner/run-vectors.ts"],
  ["scripts/interop/h2/peer.ts", "../vectors/manifest.ts"],
  ["scripts/interop/runner/run.ts", "../conformance/run-cases.ts"],
  ["scripts/interop/raw-handshake.ts", "./conformance/run-cases.ts"],
  ["scripts/cli/serve.ts", "../draft/build.ts"],
  ["scripts/soak/churn.ts", "../bench/measure.ts"],
  ["scripts/vectors.ts", "./readme.ts"],
  ["scripts/author/watch/drafts.ts", "../../draft/main.ts"],
  ["scripts/author/watch/drafts.ts", "../watch.ts"],
  ["scripts/interop/runner/run.ts", "../../vectors.ts"],
  ["scripts/cli.ts", "../spec-tests/known-gaps.ts"],
];

for (const [file, specifier] of allowed) {
  test(`${file} may import ${specifier}`, (t) => {
    t.is(importProblem(file, specifier), undefined);
  });
}

for (const [file, specifier] of forbidden) {
  test(`${file} must not import ${specifier}`, (t) => {
    const message = importProblem(file, specifier);
    t.regex(message ?? "", /^[a-z0-9/.-]+ must not import "/);
    t.true(message?.includes(`must not import "${specifier}": `));
  });
}

test("the message of a wrong import gives the remedy", (t) => {
  t.is(
    importProblem("reference/schema/limits.ts", "../wire/index.ts"),
    'reference/schema must not import "../wire/index.ts": the schema is data in the layout language: say it with reference/layout.',
  );
});

test("the message of an import of a program gives the remedy", (t) => {
  t.is(
    importProblem("scripts/cli/serve.ts", "../soak.ts"),
    'scripts/cli must not import "../soak.ts": a program runs when it is loaded: move shared code into a library, a folder of scripts/.',
  );
});

test("each layer is reachable: no earlier layer contains it", (t) => {
  for (const [index, { path }] of layers.entries()) {
    t.is(
      layers.findIndex((other) => path === other.path || path.startsWith(`${other.path}/`)),
      index,
      path,
    );
  }
});

test("folders below another one import no folder above it", (t) => {
  const floor = new Map(layers.map(({ path }, index) => [path, index]));
  for (const { path, mayImport } of layers) {
    for (const target of mayImport) t.true((floor.get(target) ?? -1) < (floor.get(path) as number), `${path} may import ${target}`);
  }
});
