/**
 * Runs code of README and doc comments in this repository: imports of the package become imports of `reference/`.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { transformSync } from "esbuild";

import { modulePath } from "./programs.ts";

interface PackageExport {
  readonly default: string;
}

const { name, exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly name: string;
  readonly exports: Readonly<Record<string, PackageExport | string>>;
};

/** The source file of each module that the package exports, by its specifier. */
export const sourceOf: ReadonlyMap<string, string> = new Map(
  Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string" ? [] : [[`${name}${path.slice(1)}`, target.default.replace("./build/", "").replace(/\.js$/, ".ts")]],
  ),
);

/** Replaces the imports of the package by imports of its modules. */
export function importSources(code: string): string {
  return code.replaceAll(/(?<=\bfrom )"([^"]+)"/g, (quoted, specifier: string) => {
    const source = sourceOf.get(specifier);
    return source === undefined ? quoted : JSON.stringify(modulePath(source));
  });
}

/** Returns code of TypeScript as JavaScript. */
export const withoutTypes = (code: string): string => transformSync(code, { loader: "ts", format: "esm" }).code;
