/**
 * Reads the files that a draft names. A draft may be one of a stranger, so it reads only regular files of its own repository, of
 * bounded size.
 *
 * @module
 */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { readText } from "./text-files.ts";
import type { ReadText } from "./expand-includes.ts";

/** The greatest size of a file, in octets. */
const MAX_FILE = 8 * 1024 * 1024;
/** The greatest size of all files of a draft, in octets; a file that is read twice counts twice. */
const MAX_ALL = 64 * 1024 * 1024;

/** Returns the root of the repository of a file: the nearest folder with `.git` or `package.json`, or else the folder of the file. */
export function repositoryRoot(path: string): string {
  const own = dirname(resolve(path));
  for (let folder = own; ; folder = dirname(folder)) {
    if ([".git", "package.json"].some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return own;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (!/^\.\.(?:[/\\]|$)/.test(way) && !isAbsolute(way));
}

/** Returns the real path of a file, through all symbolic links; `undefined` if it does not exist. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Returns a function that reads the files of one draft.
 *
 * @param draft - the path of the draft
 * @param allowOutside - whether the draft may name files outside of its repository
 */
export function boundedReader(draft: string, allowOutside = false): ReadText {
  const root = realPath(repositoryRoot(draft)) ?? "";
  const drafts = realPath(draft);
  let left = MAX_ALL;
  return (path) => {
    const real = realPath(path);
    const stats = real === undefined ? undefined : statSync(real, { throwIfNoEntry: false });
    if (real === undefined || stats === undefined) return undefined;
    if (real !== drafts && !allowOutside && !isInside(root, real)) {
      const expected = "expected a file in it, or the option --allow-outside";
      return { problem: `${path} is outside of ${root}, the repository of the draft; ${expected}` };
    }
    if (!stats.isFile()) return { problem: `${path} is no regular file` };
    if (stats.size > MAX_FILE) return { problem: `${path} has ${stats.size} octets; expected at most ${MAX_FILE}` };
    left -= stats.size;
    if (left < 0) return { problem: `the files of the draft have more than ${MAX_ALL} octets; expected fewer or smaller includes` };
    return readText(real);
  };
}
