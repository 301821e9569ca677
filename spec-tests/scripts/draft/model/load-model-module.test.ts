import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";

import { buildFile } from "../../../../scripts/draft/build-file.ts";
import { isModule, loadModelModule } from "../../../../scripts/draft/model/load-model-module.ts";

/** A folder with a module and one that it may import. */
function folderWith(t: ExecutionContext, code: string, other = ""): string {
  const folder = mkdtempSync(join(tmpdir(), "model-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "model.mjs"), code);
  writeFileSync(join(folder, "other.mjs"), other);
  return folder;
}

test("returns the default export of a module, whatever the module prints", (t) => {
  const folder = folderWith(t, `console.log("{}"); console.error("x"); export default { a: "${"é".repeat(200_000)}" };`);
  t.deepEqual(loadModelModule(join(folder, "model.mjs")), { value: { a: "é".repeat(200_000) } });
});

test("reads the module anew each time", (t) => {
  const folder = folderWith(t, 'export { default } from "./other.mjs";', "export default 1;");
  t.deepEqual(loadModelModule(join(folder, "model.mjs")), { value: 1 });
  writeFileSync(join(folder, "other.mjs"), "export default 2;");
  t.deepEqual(loadModelModule(join(folder, "model.mjs")), { value: 2 });
});

const failures: readonly (readonly [string, string, string, object])[] = [
  [
    "an error of the module",
    "const a = 1;\n  throw new TypeError('no');",
    "",
    { reason: "no", file: "model.mjs", at: { line: 2, column: 9 } },
  ],
  [
    "a syntax error of an imported module",
    'import "./other.mjs";',
    "const a = 1;\nconst b = ;",
    { reason: "Unexpected token ';'", file: "other.mjs", at: { line: 2, column: 1 } },
  ],
  ["an export that is no JSON", "export default 1n;", "", { reason: "Do not know how to serialize a BigInt" }],
];

for (const [title, code, other, expected] of failures) {
  test(`returns the reason and the place of ${title}`, (t) => {
    const folder = folderWith(t, code, other);
    const loaded = loadModelModule(join(folder, "model.mjs"));
    const { file, ...failure } = "failure" in loaded ? loaded.failure : {};
    t.deepEqual({ ...failure, ...(file === undefined ? {} : { file: file.replace(`${folder}/`, "") }) }, expected);
  });
}

test("returns the end of a module that ends the process", (t) => {
  const path = join(folderWith(t, "process.exit(3);"), "model.mjs");
  t.deepEqual(loadModelModule(path), { failure: { reason: `${path} ended before its export was read: exit code 3` } });
});

test("tells modules from JSON by their names", (t) => {
  t.deepEqual(["a.js", "b.mjs", "c.ts", "d.json", "e.jsonjs"].filter(isModule), ["a.js", "b.mjs", "c.ts"]);
});

const draft = `---
title: A
docName: draft-a-00
category: info
ipr: trust200902
submissionType: IETF
date: 2026-11-23
author: [{organization: A}]
model: model.mjs
---
`;

for (const [title, code, expected] of [
  [
    "without a model",
    "export const a = 1;",
    ["draft-a.md", 9, "model: model.mjs has no model; expected export default describe(NAME, [...])", "front-matter"],
  ],
  ["that throws", "\nthrow new Error('no')", ["model.mjs", 2, "no", "model"]],
] as const) {
  test(`a draft whose front matter names a module ${title} has one mistake`, (t) => {
    const folder = folderWith(t, code);
    writeFileSync(join(folder, "draft-a.md"), draft);
    const { messages, inputs } = buildFile(join(folder, "draft-a.md"), folder, "2026-12-01");
    const short = (text: string): string => text.replace(`${folder}/`, "");
    t.deepEqual(messages.map(({ file, line, reason, rule }) => [short(file), line, short(reason), rule]), [[...expected]]);
    t.deepEqual(inputs.map(short), ["draft-a.md", "model.mjs"]);
  });
}
