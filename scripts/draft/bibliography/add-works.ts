/**
 * Adds works to the bibliography of a draft, from files of bibxml.
 *
 * @module
 */
import { bibxmlFiles } from "./bibxml-files.ts";
import { fetchReference } from "./fetch-reference.ts";
import { insertEntries, namesInBibliography } from "./insert-entries.ts";
import { readReferenceXml, type NewEntries } from "./read-reference-xml.ts";
import { findReference, type ReferenceFile } from "./reference-folders.ts";

/** Where to look for references. */
export interface ReferenceSources {
  /** Files and folders that the author named. */
  readonly given: readonly string[];
  /** The folders of caches. */
  readonly caches: readonly string[];
  /** The server to ask for what no file has. */
  readonly server?: string;
}

/** A bibliography with more works. */
export interface ExtendedBibliography {
  readonly text: string;
  /** The added names and the files that they come from. */
  readonly added: readonly { readonly name: string; readonly path: string }[];
  /** The works that are not added, and why. */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

/** Returns the file of a work, or the reason why no file was found. */
async function referenceOf(name: string, { given, caches, server }: ReferenceSources, isOnly: boolean): Promise<ReferenceFile | string> {
  const found = findReference(name, given, isOnly) ?? findReference(name, caches, false);
  if (found !== undefined) return found;
  if (server !== undefined) return fetchReference(name, server);
  const known = bibxmlFiles(name);
  if (known === undefined) return "bibxml has no such name; expected one such as RFC9113, BCP14 or draft-a-b-03, or --from with a file";
  return `no file ${known.names[0] ?? ""} in ${[...given, ...caches].join(", ")}; expected --from with a file or folder, or --network`;
}

/**
 * Adds works to a bibliography. Works that it has stay as they are.
 *
 * @param text - the bibliography; empty before the first work
 * @param names - the works to add
 */
export async function addWorks(text: string, names: readonly string[], sources: ReferenceSources): Promise<ExtendedBibliography> {
  const known = new Set(namesInBibliography(text));
  const added: { name: string; path: string }[] = [];
  const missing: { name: string; reason: string }[] = [];
  let entries: NewEntries = {};
  for (const name of names) {
    const file = known.has(name) ? "is in the bibliography" : await referenceOf(name, sources, names.length === 1);
    const read = typeof file === "string" ? file : readReferenceXml(file.xml, name);
    if (typeof file === "string" || typeof read === "string") {
      missing.push({ name, reason: typeof file === "string" ? file : `${file.path}: ${String(read)}` });
      continue;
    }
    const fresh = Object.entries(read.entries).filter(([each]) => !known.has(each));
    entries = { ...entries, ...Object.fromEntries(fresh) };
    for (const [each] of fresh) {
      known.add(each);
      added.push({ name: each, path: file.path });
    }
  }
  return { text: insertEntries(text, entries), added, missing };
}
