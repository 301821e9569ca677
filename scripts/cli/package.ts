/**
 * The name, version and folders of this package. Works from the sources and from build/.
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

/** Finds the nearest folder above this file that has a package.json with a name. */
function findPackageRoot(): { folder: string; version: string; name: string } {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const { name, version } = readPackageJson(folder) ?? {};
    if (name !== undefined) return { folder, name, version: version ?? "0" };
    const above = dirname(folder);
    if (above === folder) throw new Error("expected a package.json above the program, found none");
    folder = above;
  }
}

const packageRoot = findPackageRoot();

/** The name and version of the package. */
export const packageInfo = { name: packageRoot.name, version: packageRoot.version } as const;

/** The folder of the vectors. */
export const vectorsFolder = join(packageRoot.folder, "spec-tests", "vectors");

/** The model as JSON. */
export const modelFile = join(packageRoot.folder, "build", "model.json");
