/**
 * Bundles the tests for `make test`: `node build/scripts/bundle-tests.js`.
 *
 * Writes `build/tests/`: a module for each file of tests, with the code of the repository that it imports, and `ava.config.mjs`. The tests
 * of some folders share one module, because the start of a worker costs more time than most files of tests. Stacks, titles and
 * `import.meta.url` name the sources.
 *
 * @module
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { build, type Plugin } from "esbuild";

import { exitCode, runProgram } from "./common/program.ts";

const TESTS = "spec-tests";
const OUTPUT = join("build", "tests");

/** Folders whose tests share a module: their tests only compute, or await data that they share. */
const SHARED_FOLDERS = [
  "draft",
  "other-protocols",
  "reference/bytes",
  "reference/compression",
  "reference/connection",
  "reference/layout",
  "reference/schema",
  "reference/wire",
  "scripts/api",
  "scripts/author",
  "scripts/common",
  "scripts/draft",
  "scripts/explorer",
  "scripts/frames",
  "scripts/exports",
  "scripts/generate",
  "scripts/interop/format",
  "scripts/interop/runner",
  "scripts/interop/vectors",
  "scripts/lint",
  "scripts/site",
];

/** The mark of a file that has its own module: it starts a program, opens a socket, waits, or loads another copy of the schema. */
const OWN_MODULE =
  /from "(?:node:(?:child_process|http|http2|net|tls)|typedoc|typescript|tsx\/esm\/api)"|\bsetTimeout\(|^(?:const .*[ (])?await /m;

/** The files of tests of one module, relative to {@link TESTS}. */
type TestModules = ReadonlyMap<string, readonly string[]>;

function findModules(): TestModules {
  const modules = new Map<string, string[]>();
  const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".test.ts"));
  for (const file of files.sort()) {
    const folder = SHARED_FOLDERS.find((path) => file.startsWith(`${path}/`));
    const shared = folder !== undefined && !OWN_MODULE.test(readFileSync(join(TESTS, file), "utf8"));
    const name = shared ? `${folder}.test` : file.replace(/\.ts$/, "");
    modules.set(name, [...(modules.get(name) ?? []), file]);
  }
  return modules;
}

/** Returns AVA's title of a file below the folder of its module. */
const titleOf = (file: string, folder: string): string => relative(folder, file).replace(/\.test\.ts$/, "").replaceAll("/", " › ");

/** Makes one module of several files of tests. Their titles begin with the file. */
function shareModule(modules: TestModules): Plugin {
  const folderOf = new Map([...modules].flatMap(([name, files]) => files.map((file) => [file, name.replace(/\.test$/, "")] as const)));
  return {
    name: "share-module",
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /^module:/ }, ({ path }) => ({ namespace: "module", path: path.slice("module:".length) }));
      onLoad({ filter: /./, namespace: "module" }, ({ path }) => ({
        contents: (modules.get(path) ?? []).map((file) => `import "./${file}";`).join("\n"),
        resolveDir: TESTS,
      }));
      onResolve({ filter: /^ava$/, namespace: "file" }, ({ importer }) => {
        const file = relative(TESTS, importer);
        const folder = folderOf.get(file);
        const isShared = folder !== undefined && file !== `${folder}.test.ts`;
        return isShared ? { namespace: "titled", path: `${titleOf(file, folder)} › ` } : { external: true };
      });
      onLoad({ filter: /./, namespace: "titled" }, ({ path }) => ({
        contents: `import test from "ava"; import { titled } from "./titled.ts"; export default titled(test, ${JSON.stringify(path)});`,
        resolveDir: TESTS,
      }));
    },
  };
}

/** Returns the file whose address a source has: tools start the programs beside them from `build/`, where they need no compiler. */
function addressOf(path: string): string {
  const file = relative(".", path);
  const isTool = file.startsWith("scripts/") && !file.startsWith("scripts/cli/");
  return isTool ? resolve("build", file.replace(/\.ts$/, ".js")) : path;
}

/** Keeps the address of each source in `import.meta`. */
const keepAddress: Plugin = {
  name: "keep-address",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/, namespace: "file" }, ({ path }) => {
      if (path.includes("/node_modules/")) return undefined;
      const text = readFileSync(path, "utf8");
      const address = JSON.stringify(pathToFileURL(addressOf(path)).href);
      const contents = text.replaceAll("import.meta.url", address).replaceAll("import.meta.dirname", JSON.stringify(dirname(path)));
      return { contents, loader: "ts" };
    }),
};

async function main(): Promise<number> {
  rmSync(OUTPUT, { recursive: true, force: true });
  const modules = findModules();
  await build({
    entryPoints: [...modules.keys()].map((name) => ({ in: `module:${name}`, out: name })),
    outdir: OUTPUT,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    keepNames: true,
    ignoreAnnotations: true,
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
    plugins: [shareModule(modules), keepAddress],
  });
  const config = {
    files: [`${OUTPUT}/**/*.test.js`],
    environmentVariables: { TEST_BUILD: "1" },
    timeout: "6m",
  };
  writeFileSync(join(OUTPUT, "ava.config.mjs"), `export default ${JSON.stringify(config)};\n`);
  return exitCode.ok;
}

await runProgram({ usage: "usage: bundle-tests.js", main });
