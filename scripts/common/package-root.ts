/**
 * The folder of this package. Works from the sources, from build/, and from the installed package.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A package. */
export interface PackageRoot {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
}

function readPackageJson(folder: string): PackageJson | undefined {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as PackageJson) : undefined;
}

/** Finds the nearest folder above this file that has a package.json with a name. @throws Error without one */
export function findPackageRoot(): PackageRoot {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const { name, version } = readPackageJson(folder) ?? {};
    if (name !== undefined) return { folder, name, version: version ?? "0" };
    const above = dirname(folder);
    if (above === folder) throw new Error("expected a package.json above the program, found none");
    folder = above;
  }
}
