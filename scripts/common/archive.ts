/**
 * Archives whose octets depend on the packed files alone.
 *
 * @module
 */
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

import { create } from "tar";

/** Sets the mode of each file to 644, independent of the umask. */
function fixedMode(_path: string, stat: object): boolean {
  (stat as { mode: number }).mode = 0o100644;
  return true;
}

/**
 * Packs files as `.tar.gz`. Equal data gives equal octets: the entries are sorted and have no owner and a fixed time.
 *
 * @param out - the archive, written under a temporary name first
 * @param folder - the folder of the files
 * @param prefix - the top folder in the archive
 * @param paths - the files, relative to the folder
 */
export async function packArchive(out: string, folder: string, prefix: string, paths: readonly string[]): Promise<void> {
  const part = `${out}.${process.pid}.part`;
  mkdirSync(dirname(out), { recursive: true });
  try {
    await create(
      { gzip: { level: 9 }, portable: true, mtime: new Date(0), umask: 0, cwd: folder, prefix, file: part, filter: fixedMode },
      [...paths].sort(),
    );
    renameSync(part, out);
  } finally {
    rmSync(part, { force: true });
  }
}
