/**
 * The files of a release: drafts, package, vectors, exports, site, and their hashes.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

import { unlinkElementRows } from "../api/link-element-rows.ts";
import { packArchive } from "../common/archive.ts";
import { writeFileAtomic } from "../common/files.ts";
import { FileError } from "../common/validate-file.ts";

/** What a release is made of. */
export interface ReleaseInput {
  /** The folder with all that was built. */
  readonly build: string;
  /** The name of the package, with which archives begin. */
  readonly name: string;
  /** The drafts, as files in `build` without their extension. */
  readonly drafts: readonly string[];
  /** The forms of each draft, as extensions. */
  readonly forms: readonly string[];
  /** The files of the exports, relative to `build`. */
  readonly exports: readonly string[];
}

/** The file of hashes, which `sha256sum -c` reads. */
export const SUMS_FILE = "SHA256SUMS";

/** Where API pages are, seen from a built draft. */
const API = "../api";

/** Returns a built file. @throws {@link FileError} if it is missing */
function built(file: string, target: string): string {
  if (existsSync(file)) return file;
  throw new FileError(`${file}: is missing, run make ${target}`);
}

function copyDrafts({ drafts, forms }: ReleaseInput, output: string): void {
  for (const file of drafts.flatMap((draft) => forms.map((form) => built(`${draft}.${form}`, form === "pdf" ? "pdf" : "draft")))) {
    const content = readFileSync(file);
    // The built page leads to API pages beside it, which a release does not have there.
    const released = file.endsWith(".html") ? unlinkElementRows(content.toString(), API) : content;
    writeFileAtomic(join(output, basename(file)), released);
  }
}

/** Returns the package that npm packed. @throws {@link FileError} unless there is one */
function packedPackage(build: string): string {
  const folder = built(join(build, "package"), "site");
  const [file, ...others] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  if (file !== undefined && others.length === 0) return join(folder, file);
  throw new FileError(`${folder}: expected one package, found ${file === undefined ? "none" : "several"}`);
}

/** Returns the files in a folder and the folders in it, relative to it. */
function filesIn(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return all.filter((path) => statSync(join(folder, path)).isFile()).map((path) => path.replaceAll("\\", "/"));
}

/** Returns hashes in the form of `sha256sum`, sorted by name. @param folder - the folder of the files */
export function hashLines(folder: string): string {
  const names = readdirSync(folder).filter((name) => name !== SUMS_FILE).sort();
  return names.map((name) => `${createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")}  ${name}\n`).join("");
}

/**
 * Writes the files of a release into an empty folder. Equal input gives equal octets.
 *
 * @throws {@link FileError} if a file was not built; the message names the target that builds it
 */
export async function writeRelease(input: ReleaseInput, output: string): Promise<void> {
  const { build, name, exports } = input;
  copyDrafts(input, output);
  const vectors = built(join(build, `${name}-vectors.tar.gz`), "vectors-archive");
  const single = exports.filter((path) => !path.includes("/")).map((path) => built(join(build, path), "exports"));
  for (const file of [packedPackage(build), vectors, ...single]) writeFileAtomic(join(output, basename(file)), readFileSync(file));
  for (const path of exports) built(join(build, path), "exports");
  await packArchive(join(output, `${name}-exports.tar.gz`), build, `${name}-exports`, exports);
  const site = built(join(build, "site"), "site");
  await packArchive(join(output, `${name}-site.tar.gz`), site, `${name}-site`, filesIn(site));
  writeFileAtomic(join(output, SUMS_FILE), hashLines(output));
}
