/**
 * Writes the generated codecs of the package: `node --import ./scripts/register.mjs scripts/codec.ts [--check]`.
 *
 * It runs from the sources, because the package may not compile while a generated codec is stale.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { websocket2 } from "../reference/schema/index.ts";
import { generatedFiles } from "./codec/modules.ts";
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";

const usage = `usage: codec.ts [--check]
  --check  write nothing; exit with 1 if a generated codec is stale`;

const options = { check: { type: "boolean", default: false } } as const;

const readIfExists = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

const filesBelow = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);

function main({ check }: OptionValues<typeof options>): number {
  const fresh = new Map(generatedFiles.map((file) => [file.path, file.text(websocket2)]));
  const stale = [...fresh].filter(([path, text]) => readIfExists(path) !== text).map(([path]) => path);
  const folders = new Set([...fresh.keys()].map((path) => dirname(path)));
  const extra = [...folders].flatMap(filesBelow).filter((path) => !fresh.has(path));
  if (check) {
    for (const path of [...stale, ...extra]) console.error(`${path}: is stale, run make codec`);
    return stale.length + extra.length === 0 ? exitCode.ok : exitCode.failed;
  }
  for (const path of stale) writeFileAtomic(path, fresh.get(path) as string);
  for (const path of extra) rmSync(path);
  console.log(`${fresh.size} generated codecs: ${stale.length} written, ${extra.length} removed`);
  return exitCode.ok;
}

await runProgram({ usage, options, main: async (values) => main(values) });
