/**
 * Bundles the command `ws2`, as the package contains it: `node build/scripts/bundle.js`.
 *
 * Writes `build/ws2/`: a chunk for each command, loaded when the command runs, and one for each set of modules that commands share;
 * `draft-worker.js` and `idnits-worker.js` are threads of `ws2 draft watch` and `ws2 draft idnits`. Source
 * maps name the sources in stacks. `LICENSES.txt` has the licences of the bundled packages.
 *
 * @module
 */
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { build, type Metafile, type Plugin } from "esbuild";

import { exitCode, runProgram } from "./common/program.ts";

const AASVG = join("node_modules", "aasvg");
const WS2 = join("build", "ws2");

/** Replaces a module by another one. */
function replaceModule(path: string, replacement: string): Plugin {
  const name = new RegExp(`/${path.split("/").at(-1) ?? ""}$`);
  return {
    name: "replace-module",
    setup: ({ onResolve }) =>
      onResolve({ filter: name }, ({ path: imported, resolveDir }) =>
        resolve(resolveDir, imported) === resolve(path) ? { path: resolve(replacement) } : undefined,
      ),
  };
}

/** Replaces a package by a module. */
function replacePackage(name: string, replacement: string): Plugin {
  return {
    name: "replace-package",
    setup: ({ onResolve }) => onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: resolve(replacement) })),
  };
}

/** Leaves out the messages of zod in other languages, half of its code: the commands write English only. */
const englishMessages: Plugin = {
  name: "english-messages",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, ({ path }) => ({
      contents: 'export { default as en } from "./en.js";',
      resolveDir: dirname(path),
    })),
};

/** Returns the folders of the packages that a bundle contains. */
function packageFolders({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap(({ inputs: parts }) => Object.entries(parts));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const folders = used.map(([path]) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/** Returns the notice of a package. @throws Error if it has no file with its licence */
function licenceText(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(?:[.-]|$)/i.test(file));
  if (name === undefined) throw new Error(`${folder}: expected a file with the licence, found none; the bundle needs its notice`);
  return `${folder.replace("node_modules/", "")}\n\n${readFileSync(join(folder, name), "utf8").trim()}\n`;
}

/** CommonJS packages in the bundle need `require` for the modules of Node.js. */
const requireBanner = 'import nodeModule from "node:module"; const require = nodeModule.createRequire(import.meta.url);';

async function main(): Promise<number> {
  rmSync(WS2, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: {
      ws2: "scripts/cli.ts",
      "draft-worker": "scripts/author/watch/draft-worker.ts",
      "idnits-worker": "scripts/author/idnits/idnits-worker.ts",
    },
    outdir: WS2,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    logLevel: "warning",
    banner: { js: requireBanner },
    plugins: [
      replaceModule("scripts/cli/load-model.ts", "scripts/cli/load-built-model.ts"),
      replaceModule("scripts/draft/drawings/aasvg-file.ts", "scripts/draft/drawings/bundled-aasvg-file.ts"),
      replacePackage("jschardet", "scripts/author/idnits/utf8-only.ts"),
      englishMessages,
    ],
  });
  // It runs in a realm of its own, so it stays a file.
  copyFileSync(join(AASVG, "markdeep-diagram.js"), join(WS2, "markdeep-diagram.cjs"));
  writeFileSync(join(WS2, "LICENSES.txt"), [AASVG, ...packageFolders(metafile)].map(licenceText).join("\n"));
  return exitCode.ok;
}

await runProgram({ usage: "usage: bundle.js", main });
