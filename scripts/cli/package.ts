/**
 * Where this package's files are, from the sources as well as from the compiled scripts.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
}

function readPackageJson(folder: string): PackageJson | undefined {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as PackageJson) : undefined;
}

/** The nearest folder above this file whose package has the vectors beside it. */
function findPackageRoot(): { folder: string; version: string; name: string } {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const known = readPackageJson(folder);
    if (known?.name !== undefined) return { folder, name: known.name, version: known.version ?? "0" };
    const above = dirname(folder);
    if (above === folder) throw new Error("the package of this program cannot be found");
    folder = above;
  }
}

const packageRoot = findPackageRoot();

/** The package's name and version. */
export const packageInfo = { name: packageRoot.name, version: packageRoot.version } as const;

/** The folder of the vectors. */
export const vectorsFolder = join(packageRoot.folder, "spec-tests", "vectors");

/** The folder that the draft is built into; an installed package has none. */
export const draftFolder = join(packageRoot.folder, "build", "draft");
