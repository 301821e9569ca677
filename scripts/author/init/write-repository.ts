/**
 * Writes the files of a new repository, all or none.
 *
 * @module
 */
import { lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { FileError } from "../../common/file-error.ts";
import type { TemplateFile } from "./template.ts";

/** Returns what stands in the way of a file: a file or link at its path, or a file in place of one of its folders. */
function obstacle(folder: string, path: string): string | undefined {
  const parts = path.split("/");
  const paths = [folder, ...parts.map((_part, index) => join(folder, ...parts.slice(0, index + 1)))];
  return paths.find((each, index) => {
    const found = lstatSync(each, { throwIfNoEntry: false });
    return found !== undefined && !(index < parts.length && !found.isFile());
  });
}

/**
 * Writes files into a folder, which may exist. Overwrites nothing.
 *
 * @throws {@link FileError} with the paths that are in the way; then nothing is written
 */
export function writeRepository(folder: string, files: readonly TemplateFile[]): void {
  const found = new Set(files.map(({ path }) => obstacle(folder, path)).filter((path) => path !== undefined));
  if (found.size > 0) {
    const them = found.size === 1 ? "it" : "them";
    throw new FileError(`${[...found].join(", ")}: in the way; expected a folder without ${them}. Nothing is written.`);
  }
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text, { flag: "wx" });
      written.push(target);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw new FileError(`${folder}: cannot be written: ${(error as Error).message}`);
  }
}
