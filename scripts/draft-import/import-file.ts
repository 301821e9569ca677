/**
 * Imports a document from its file, and writes the draft and its bibliography.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { FileError } from "../common/file-error.ts";
import { writeFileAtomic } from "../common/files.ts";
import type { Diagnostic } from "../draft/diagnostics/diagnostics.ts";
import { readReferenceXml } from "../draft/bibliography/read-reference-xml.ts";
import { findReference } from "../draft/bibliography/reference-folders.ts";
import { readText } from "../draft/source/text-files.ts";
import { importKramdown } from "./import-kramdown.ts";
import type { FindWork } from "./works/bibliography.ts";

/** Where to write, and what to overwrite. */
export interface ImportOptions {
  /** The folder of the draft; by default one with the name of the draft, in the current folder. */
  readonly folder: string | undefined;
  /** Whether existing files are overwritten. */
  readonly force: boolean;
  /** The folders with files of bibxml; see {@link cacheFolders}. */
  readonly caches: readonly string[];
}

/** The written files, and what was not carried over. */
export interface ImportResult {
  /** The paths of the draft and of its bibliography; absent if the document cannot be imported. */
  readonly files?: readonly string[];
  readonly messages: readonly Diagnostic[];
}

const referencesName = "references.yaml";

/** Refuses to overwrite files, and always the document itself. */
function checkTargets(source: string, targets: readonly string[], force: boolean): void {
  for (const target of targets) {
    if (relative(source, target) === "") {
      throw new FileError(`${target}: this is the document to import; expected another folder, -o FOLDER`);
    }
    if (!force && existsSync(target)) {
      throw new FileError(`${target} exists; expected --force to overwrite it, or another folder, -o FOLDER`);
    }
  }
}

/** Returns a reader of works in the caches of xml2rfc and kramdown-rfc. */
function findIn(caches: readonly string[]): FindWork {
  return (name) => {
    const file = findReference(name, caches, false);
    const read = file === undefined ? undefined : readReferenceXml(file.xml, name);
    return read === undefined || typeof read === "string" ? undefined : read.entries;
  };
}

/** Returns a name for a draft that has none, from the name of its file. */
function fallbackNameOf(path: string): string {
  const words = basename(path)
    .replace(/\.[a-z]+$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${words.startsWith("draft-") ? "" : "draft-"}${words}-latest`;
}

/**
 * Imports a document for kramdown-rfc. Writes both files, or nothing if the text is no such document.
 *
 * @param path - the document
 * @throws {@link FileError} for a document that cannot be read, and for existing files without `force`
 */
export function importKramdownFile(path: string, { folder, force, caches }: ImportOptions): ImportResult {
  const text = readText(path);
  if (text === undefined) throw new FileError(`${path}: cannot read the file`);
  const read = (name: string): string | undefined => readText(join(dirname(path), name));
  const fallbackName = fallbackNameOf(path);
  const imported = importKramdown({ text, path, fallbackName, read, findWork: findIn(caches) });
  const { messages } = imported;
  if (!("markdown" in imported)) return { messages };
  const target = folder ?? imported.name;
  const draft = join(target, `${imported.name}.md`);
  const references = join(target, referencesName);
  checkTargets(path, [draft, references], force);
  writeFileAtomic(references, imported.references);
  writeFileAtomic(draft, imported.markdown);
  return { files: [draft, references], messages };
}
