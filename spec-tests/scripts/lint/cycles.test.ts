import { resolve } from "node:path";
import test from "ava";
import { importGraph, importsOf, shortestImportPath } from "../../../scripts/lint/cycles.ts";

const at = (name: string): string => resolve("/", name);

function graphOf(files: Record<string, string>): (path: string) => readonly string[] {
  const sources = new Map(Object.entries(files).map(([name, source]) => [at(name), source]));
  return importGraph((path) => sources.get(path) ?? "");
}

test("finds relative imports and exports, over several lines too", (t) => {
  const source = [
    'import a from "./a.ts";',
    "import {",
    "  type B,",
    "  b,",
    '} from "./b.ts";',
    'export * from "../c.ts";',
    'import "./d.ts";',
    'import { z } from "zod";',
    'import type { E } from "./e.ts";',
    'export type { F } from "./f.ts";',
    'const text = "import g from";',
  ].join("\n");
  t.deepEqual(importsOf(at("x/y.ts"), source), [at("x/a.ts"), at("x/b.ts"), at("c.ts"), at("x/d.ts")]);
});

test("returns the shortest path round a circle", (t) => {
  const next = graphOf({
    "a.ts": 'import "./b.ts";\nimport "./long.ts";',
    "b.ts": 'import "./c.ts";',
    "c.ts": 'import "./a.ts";',
    "long.ts": 'import "./b.ts";',
  });
  t.deepEqual(shortestImportPath(at("b.ts"), at("a.ts"), next), [at("b.ts"), at("c.ts"), at("a.ts")]);
});

test("returns no path if imports run one way", (t) => {
  const next = graphOf({ "a.ts": 'import "./b.ts";\nimport "./c.ts";', "b.ts": 'import "./c.ts";' });
  t.is(shortestImportPath(at("b.ts"), at("a.ts"), next), undefined);
});

test("a file that imports itself is a circle", (t) => {
  const next = graphOf({ "a.ts": 'import "./a.ts";' });
  t.deepEqual(shortestImportPath(at("a.ts"), at("a.ts"), next), [at("a.ts")]);
});
