/**
 * Finds references of bibxml in the folders of an author.
 *
 * @module
 */
import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { readText } from "../source/text-files.ts";
import { bibxmlFiles } from "./bibxml-files.ts";

/** A file with a reference. */
export interface ReferenceFile {
  readonly path: string;
  readonly xml: string;
}

/**
 * Returns the folders in which xml2rfc and kramdown-rfc keep references, in the order of the search.
 *
 * @param environment - `REFCACHEDIR`, `KRAMDOWN_REFCACHEDIR`, `XML_LIBRARY` (several paths) and `HOME`
 * @param bibliography - the bibliography, whose folder may have a folder `.refcache`
 */
export function cacheFolders(environment: Readonly<Record<string, string | undefined>>, bibliography: string): readonly string[] {
  const { REFCACHEDIR, KRAMDOWN_REFCACHEDIR, XML_LIBRARY = "", HOME = homedir() } = environment;
  const given = [REFCACHEDIR, KRAMDOWN_REFCACHEDIR, ...XML_LIBRARY.split(":")].filter((path) => path !== undefined && path !== "");
  const usual = [".refcache", join(dirname(bibliography), ".refcache"), join(HOME, ".cache", "xml2rfc"), "/var/cache/xml2rfc"];
  return [...new Set([...(given as string[]), ...usual])];
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Returns the folders to look in: the folder itself, and those of a mirror of bibxml in it. */
function withSubfolders(folder: string): string[] {
  try {
    const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^bibxml/.test(entry.name));
    return [folder, ...inside.map(({ name }) => join(folder, name)).sort()];
  } catch {
    return [folder];
  }
}

/** Returns the path of a file of a work; `undefined` if the folder has none. */
function fileIn(folder: string, name: string): string | undefined {
  const names = bibxmlFiles(name)?.names ?? [];
  const paths = withSubfolders(folder).flatMap((inside) => names.map((file) => join(inside, file)));
  return paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/**
 * Finds the reference of a work.
 *
 * @param places - folders, and files of references
 * @param isOnly - whether the work is the only one asked for, so that any given file is its file
 */
export function findReference(name: string, places: readonly string[], isOnly: boolean): ReferenceFile | undefined {
  for (const place of places) {
    const isOwn = isOnly || (bibxmlFiles(name)?.names ?? []).includes(basename(place));
    const path = isFolder(place) ? fileIn(place, name) : isOwn ? place : undefined;
    const xml = path === undefined ? undefined : readText(path);
    if (path !== undefined && xml !== undefined) return { path, xml };
  }
  return undefined;
}
