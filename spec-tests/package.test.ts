import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import test from "ava";

import { generatedFiles } from "../scripts/codec/modules.ts";
import { loaderArgs, modulePath } from "./programs.ts";

interface PackageFile {
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const { files, dependencies, exports: exported } = JSON.parse(readFileSync("package.json", "utf8")) as PackageFile;

/** What a module imports when it is loaded or later, types left out. */
function importsOf(path: string): string[] {
  const code = readFileSync(path, "utf8");
  const all = [...code.matchAll(/^(?:import|export) (?!type\b)[^"';]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm)];
  return all.map(([, from, bare, later]) => from ?? bare ?? later ?? "");
}

/** All modules that one leads to, and the packages that they need. */
function reached(start: string): { modules: Set<string>; packages: Set<string> } {
  const modules = new Set<string>();
  const packages = new Set<string>();
  const queue = [start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (modules.has(path)) continue;
    modules.add(path);
    for (const name of importsOf(path)) {
      if (name.startsWith(".")) queue.push(join(dirname(path), name));
      else if (!name.startsWith("node:")) packages.add(name.split("/").slice(0, name.startsWith("@") ? 2 : 1).join("/"));
    }
  }
  return { modules, packages };
}

const packed = (path: string): boolean => {
  const built = `build/${path.replace(/\.ts$/, ".js")}`;
  return files.some((entry) => (entry.endsWith("/") ? built.startsWith(entry) : built === entry));
};

test("the npm package has every module and every dependency that reference/index.ts leads to", (t) => {
  const { modules, packages } = reached("reference/index.ts");
  t.true(modules.size > 20);
  t.deepEqual([...modules].filter((path) => !packed(path)), []);
  t.deepEqual([...packages].filter((name) => !Object.hasOwn(dependencies, name)), []);
});

for (const { path } of generatedFiles) {
  test(`${path} needs no package`, (t) => {
    t.deepEqual([...reached(path).packages], []);
  });
}

/** The modules of the exports, vectors left out. */
const entries = Object.values(exported).flatMap((target) => (typeof target === "string" ? [] : [target.default]));

for (const entry of entries.map((path) => path.replace("./build/", "").replace(/\.js$/, ".ts"))) {
  test(`${entry} loads where code generation is forbidden`, async (t) => {
    const program = `await import(${JSON.stringify(modulePath(entry))}); console.log("loaded")`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--disallow-code-generation-from-strings",
      ...loaderArgs,
      "--input-type=module",
      "--eval",
      program,
    ]);
    t.is(stdout, "loaded\n");
  });
}
