/**
 * The adapters of other implementations that this repository holds, each with its `adapter.json`.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { validateFile } from "../../common/validate-file.ts";
import { parseJson } from "../vectors/read-suites.ts";

/** The `adapter.json` of an adapter in another language; commands run in the root of the repository. */
const adapterFileSchema = z.strictObject({
  /** What it is written in. */
  language: z.string().min(1),
  /** The programs without which it cannot be tried here; the last one is what its version is told of. */
  needs: z.tuple([z.string()], z.string()),
  /** What builds it, a program and its arguments; nothing where absent. */
  build: z.tuple([z.string()], z.string()).optional(),
  /** The command line that starts it. */
  run: z.string(),
  /** The suites that it leaves out, each with the reason. */
  without: z.record(z.string(), z.string()).default({}),
  /** The cases of other suites that it leaves out, each with the reason. */
  skips: z.record(z.string(), z.string()).default({}),
});

/** An adapter of another implementation. */
export interface KnownAdapter extends z.output<typeof adapterFileSchema> {
  /** The name of its folder. */
  readonly folder: string;
}

/**
 * The adapters in a folder, by the names of their own folders.
 *
 * @throws {@link FileError} where one has no `adapter.json`, or not as expected
 */
export function findAdapters(root: string): KnownAdapter[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => name).sort();
  return folders.map((folder) => {
    const path = join(root, folder, "adapter.json");
    return { folder, ...validateFile(path, adapterFileSchema, parseJson(path, readFileSync(path, "utf8"))) };
  });
}

/** The programs that an adapter needs and that are not here. */
export function missingPrograms({ needs }: Pick<KnownAdapter, "needs">): string[] {
  return needs.filter((program) => spawnSync(program, ["--version"]).error !== undefined);
}

/** The version of what an adapter runs in, or was compiled with: the first line that the last program says of itself. */
export function adapterRuntime({ needs }: Pick<KnownAdapter, "needs">): string {
  const said = spawnSync(needs.at(-1) ?? "", ["--version"], { encoding: "utf8" });
  return (said.stdout.trim() || said.stderr.trim()).split("\n")[0] ?? "";
}
