/**
 * Bundles the command `ws2`, as the package contains it: `node build/scripts/bundle.js`.
 *
 * Writes `build/ws2/`: a chunk for each command, loaded when the command runs, and one for each set of modules that commands share. Source
 * maps name the sources in stacks. The licences of the bundled packages stand in `LICENSES.txt`.
 *
 * @module
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { build, type Metafile, type Plugin } from "esbuild";

import { exitCode, runProgram } from "./common/program.ts";

const OUTPUT = join("build", "ws2");

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

/** Returns the folders of the packages that a bundle contains. */
function packageFolders({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap(({ inputs: parts }) => Object.entries(parts));
  const folders = inputs.map(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] : undefined,
  );
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

function licenceText(folder: string): string {
  return `${folder.replace("node_modules/", "")}\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
}

async function main(): Promise<number> {
  rmSync(OUTPUT, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { ws2: "scripts/cli.ts" },
    outdir: OUTPUT,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    logLevel: "warning",
    plugins: [replaceModule("scripts/cli/load-model.ts", "scripts/cli/load-built-model.ts")],
  });
  writeFileSync(join(OUTPUT, "LICENSES.txt"), packageFolders(metafile).map(licenceText).join("\n"));
  return exitCode.ok;
}

await runProgram({ usage: "usage: bundle.js", main });
