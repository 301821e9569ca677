/**
 * Finds the adapters of other implementations in this repository.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { validateFile } from "../../common/validate-file.ts";
import { parseJson } from "../vectors/read-suites.ts";

/** The `adapter.json` of an adapter. Commands run in the root of the repository. */
const adapterFileSchema = z.strictObject({
  /** The language of the adapter. */
  language: z.string().min(1),
  /** How it was written, in sentences. */
  about: z.string().min(1),
  /** The programs that it needs. The version of the last one stands for its runtime. */
  needs: z.tuple([z.string()], z.string()),
  /** A program with arguments that builds it; absent if it needs no build. */
  build: z.tuple([z.string()], z.string()).optional(),
  /** The command line that starts it. */
  run: z.string(),
  /** The suites that it skips, with the reasons. */
  without: z.record(z.string(), z.string()).default({}),
  /** The cases of other suites that it skips, with the reasons. */
  skips: z.record(z.string(), z.string()).default({}),
});

/** An adapter of another implementation. */
export interface KnownAdapter extends z.output<typeof adapterFileSchema> {
  /** The name of its folder. */
  readonly folder: string;
}

/**
 * Returns the adapters below a folder, in the order of their folder names.
 *
 * @throws {@link FileError} if an `adapter.json` does not match its schema
 */
export function findAdapters(root: string): KnownAdapter[] {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name)
    .sort();
  return folders.map((folder) => {
    const path = join(root, folder, "adapter.json");
    return { folder, ...validateFile(path, adapterFileSchema, parseJson(path, readFileSync(path, "utf8"))) };
  });
}

/** Returns the programs of an adapter that are not installed. */
export function missingPrograms({ needs }: Pick<KnownAdapter, "needs">): string[] {
  return needs.filter((program) => spawnSync(program, ["--version"]).error !== undefined);
}

/** Returns the version of the runtime or compiler of an adapter: the first line that its last program prints for `--version`. */
export function adapterRuntime({ needs }: Pick<KnownAdapter, "needs">): string {
  const { stdout, stderr } = spawnSync(needs.at(-1) ?? "", ["--version"], { encoding: "utf8" });
  return (stdout.trim() || stderr.trim()).split("\n")[0] ?? "";
}
