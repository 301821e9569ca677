/**
 * Finds the requirements that tests and vectors in any language name.
 *
 * @module
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { FileError } from "../../common/file-error.ts";
import { requirementsNamedIn, type TestReference } from "./test-references.ts";

/** Folders without tests of the author. */
const LEFT_OUT = new Set(["node_modules", "build", ".git"]);

/** A longer file is data, in octets. */
const MOST_OCTETS = 1024 * 1024;

/** Tests in these languages have titles. */
const TITLED = /\.[cm]?[jt]sx?$/;

const identifier = /\bR-\d{3,}\b/g;

/** Returns the files below a path, by path. @throws {@link FileError} if it does not exist */
function filesBelow(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new FileError(`${path}: does not exist; expected a test or a folder of tests`);
  if (found.isFile()) return found.size > MOST_OCTETS ? [] : [path];
  if (!found.isDirectory()) return [];
  const names = readdirSync(path).filter((name) => !LEFT_OUT.has(name));
  return names.sort().flatMap((name) => filesBelow(join(path, name)));
}

/** Returns the lines of a text that name requirements. */
function linesNaming(file: string, text: string): Map<string, TestReference[]> {
  const named = new Map<string, TestReference[]>();
  for (const [index, line] of text.split("\n").entries()) {
    for (const id of new Set(line.match(identifier) ?? [])) named.set(id, [...(named.get(id) ?? []), { file, title: "", line: index + 1 }]);
  }
  return named;
}

/**
 * Returns the tests and vectors that name each requirement: of JavaScript and TypeScript titles and comments, of other files all lines.
 *
 * @param paths - files, or folders of them
 * @throws {@link FileError} if a path does not exist
 */
export function requirementsNamedBelow(paths: readonly string[]): Map<string, TestReference[]> {
  const all = new Map<string, TestReference[]>();
  for (const file of new Set(paths.flatMap(filesBelow))) {
    const text = readFileSync(file, "utf8");
    const named = TITLED.test(file) ? requirementsNamedIn(file, text) : linesNaming(file, text);
    for (const [id, tests] of named) all.set(id, [...(all.get(id) ?? []), ...tests]);
  }
  return all;
}
