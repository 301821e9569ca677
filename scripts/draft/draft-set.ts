/**
 * The set of drafts of a folder: every file `draft-*.md`. They share bibliography and model, and may cite each other.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { FileError } from "../common/validate-file.ts";

/** Returns the docName in the front matter of a draft. */
export function docNameOf(markdown: string): string | undefined {
  return /^docName:[ \t]*["']?(draft-[a-z0-9-]+-(?:\d\d|latest))["']?[ \t]*$/m.exec(markdown)?.[1];
}

/** Returns the name of a draft without its revision: `draft-a-b` for `draft-a-b-00` and `draft-a-b-latest`. */
export function baseNameOf(docName: string): string {
  return docName.replace(/-(?:\d\d|latest)$/, "");
}

/** The lists that a build writes beside the XML. */
export type SideFile = "requirements" | "examples";

/** Returns the name of a list: `draft-a-b.requirements.json`. It has no revision, so that programs find it in each. */
export function sideFileName(docName: string, kind: SideFile): string {
  return `${baseNameOf(docName)}.${kind}.json`;
}

/** Returns the paths of the drafts of a folder, in order; empty if it has none or cannot be read. */
export function listDrafts(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^draft-[a-z0-9-]+\.md$/.test(name));
    return names.sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Returns the paths of the drafts of a folder. @throws {@link FileError} if it has none */
export function draftsIn(folder: string): string[] {
  const found = listDrafts(folder);
  if (found.length === 0) throw new FileError(`${folder}: no draft found; expected draft-*.md`);
  return found;
}

/** Returns the other drafts in the folder of a draft. */
export function siblingsOf(path: string): string[] {
  return listDrafts(dirname(path)).filter((other) => basename(other) !== basename(path));
}
