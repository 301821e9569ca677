import { resolve } from "node:path";
import test from "ava";
import { ESLint } from "eslint";

const eslint = new ESLint({ cwd: resolve("."), overrideConfigFile: "eslint.config.js" });

/** Returns the rules that a source text breaks in the given file. */
async function broken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const cases: [title: string, file: string, code: string, rules: string[]][] = [
  ["an import against the layers", "reference/layout/new.ts", 'export { frame } from "../schema/index.ts";', ["repository/layers"]],
  ["a dynamic import against the layers", "reference/wire/new.ts", 'export const fs = await import("node:fs");', ["repository/layers"]],
  ["a value of a package that the layer does not have", "reference/schema/new.ts", 'export { z } from "zod";', ["repository/layers"]],
  ["a bare Error in the reference code", "reference/http2/new.ts", 'throw new Error("no");', ["no-restricted-syntax"]],
  ["an import of zod by name", "reference/layout/new.ts", 'import { z } from "zod";\nexport const a = z.int();', ["no-restricted-syntax"]],
  ["the clock in the core", "reference/wire/new.ts", "export const now = Date.now();", ["no-restricted-properties"]],
  ["randomness in the core", "reference/connection/new.ts", "export const any = Math.random();", ["no-restricted-properties"]],
  ["the environment in the core", "reference/schema/new.ts", "export const home = process.env.HOME;", ["no-restricted-globals"]],
  [
    "a phrase to avoid in a comment",
    "reference/new.ts",
    "// Waits so\n// many ms, as\n// nobody knows.\nexport {};\n",
    ["repository/words"],
  ],
  [
    "phrases to avoid in a string and a template",
    "scripts/new.ts",
    'export const a = ["nobody", `is none`];\n',
    ["repository/words", "repository/words"],
  ],
  ["a wide line", "spec-tests/new.ts", `export const a = [${"1, ".repeat(50)}];\n`, ["repository/line-width"]],
  [
    "a body on a line of its own without braces",
    "scripts/new.ts",
    "export const f = (a: boolean): void => {\n  if (a)\n    f(!a);\n};\n",
    ["curly"],
  ],
  ["a type name of another file", "reference/http2/new.ts", "export interface Layer {}", ["repository/unique-type-names"]],
  ["an import of a program", "scripts/cli/new.ts", 'import "../soak.ts";', ["repository/layers"]],
  ["a file of over 400 lines", "scripts/new.ts", `export {};\n${"void 0;\n".repeat(400)}`, ["max-lines"]],
  [
    "a function of over 60 lines",
    "scripts/new.ts",
    `export function f(): void {\n${"void 0;\n".repeat(59)}}\n`,
    ["max-lines-per-function"],
  ],
];

for (const [title, file, code, rules] of cases) {
  test(`reports ${title}`, async (t) => {
    t.deepEqual((await broken(file, code)).filter((rule) => !rule?.startsWith("@")), rules);
  });
}

const fine: [title: string, file: string, code: string][] = [
  ["a type of a package in the schema", "reference/schema/new.ts", 'import type * as z from "zod";\nexport type A = z.ZodType;\n'],
  ["the clock in http2/", "reference/http2/new.ts", "export const now = Date.now();\n"],
  ["a bare Error in scripts", "scripts/new.ts", 'throw new Error("no");\n'],
  ["a function of 60 lines", "scripts/new.ts", `export function f(): void {\n${"void 0;\n".repeat(58)}}\n`],
];

for (const [title, file, code] of fine) {
  test(`allows ${title}`, async (t) => {
    t.deepEqual(await broken(file, code), []);
  });
}
