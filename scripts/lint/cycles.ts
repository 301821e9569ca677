/**
 * Circles of imports. Imports of types do not count: they are gone at run time.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const importPattern = /^\s*(?:import|export)\b(?!\s+type\b)[^;'"]*?\bfrom\s*["'](\.[^"']+)["']|^\s*import\s*["'](\.[^"']+)["']/gm;

/** Returns the files that a source text imports by a relative path, as absolute paths. */
export function importsOf(path: string, source: string): string[] {
  return [...source.matchAll(importPattern)].map(([, from, bare]) => resolve(dirname(path), (from ?? bare) as string));
}

function readFileOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Returns a function from a file to the files that it imports. Reads each file once. */
export function importGraph(readSource: (path: string) => string = readFileOrEmpty): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const found = known.get(path) ?? importsOf(path, readSource(path));
    known.set(path, found);
    return found;
  };
}

/**
 * Returns the shortest path of imports from one file to another, both included, or `undefined` without a path.
 *
 * @param next - returns the files that a file imports
 */
export function shortestImportPath(from: string, to: string, next: (path: string) => readonly string[]): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const path of cameFrom.keys()) {
    if (path === to) return tracePath(path, cameFrom);
    for (const target of next(path)) if (!cameFrom.has(target)) cameFrom.set(target, path);
  }
  return undefined;
}

function tracePath(end: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const files: string[] = [];
  for (let path: string | undefined = end; path !== undefined; path = cameFrom.get(path)) files.unshift(path);
  return files;
}
