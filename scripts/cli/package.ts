/**
 * Where this package's files are, from the sources as well as from the compiled scripts.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
}

function packageAt(folder: string): PackageFile | undefined {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as PackageFile) : undefined;
}

/** The nearest folder above this file whose package has the vectors beside it. */
function findRoot(): { folder: string; version: string; name: string } {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const known = packageAt(folder);
    if (known?.name !== undefined) return { folder, name: known.name, version: known.version ?? "0" };
    const above = dirname(folder);
    if (above === folder) throw new Error("the package of this program cannot be found");
    folder = above;
  }
}

const root = findRoot();

/** The package's name and version. */
export const self = { name: root.name, version: root.version } as const;

/** The folder of the vectors. */
export const vectorsFolder = join(root.folder, "spec-tests", "vectors");

/** The folder that the draft is built into; an installed package has none. */
export const draftFolder = join(root.folder, "build", "draft");
