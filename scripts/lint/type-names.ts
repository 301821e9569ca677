/**
 * Names of classes, interfaces and types that several files define: one name, one meaning.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DEFINITION =
  /^[ \t]*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:(?:class|interface)\s+(\w+)|type\s+(\w+)(?:<[^;]*?>)?\s*=)/gm;

/** Names that may have several definitions, with the reason. */
export const sharedTypeNames: Readonly<Record<string, string>> = {};

/** Returns the names of the classes, interfaces and types that a source text defines, each once. */
export function definedTypeNames(source: string): string[] {
  return [...new Set([...source.matchAll(DEFINITION)].map(([, named, alias]) => (named ?? alias) as string))];
}

/** Returns the files that define each name. @param sources - the source text of each file */
export function typeNameIndex(sources: Iterable<readonly [path: string, source: string]>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [path, source] of sources) {
    for (const name of definedTypeNames(source)) index.set(name, [...(index.get(name) ?? []), path]);
  }
  return index;
}

/** Returns the TypeScript files below some folders with their texts. @param root - the repository */
export function readSources(root: string, folders: readonly string[]): [path: string, source: string][] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name): [string, string] => [join(folder, name).replaceAll("\\", "/"), readFileSync(join(root, folder, name), "utf8")]),
  );
}

/** Returns the names that several files define, without {@link sharedTypeNames}. */
export function repeatedTypeNames(index: ReadonlyMap<string, readonly string[]>): [name: string, files: readonly string[]][] {
  return [...index].filter(([name, files]) => files.length > 1 && !Object.hasOwn(sharedTypeNames, name));
}
