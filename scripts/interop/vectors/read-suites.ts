/**
 * Finds, reads and validates the files of vectors.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { z } from "zod";

import type { suiteSchema } from "../format/suite-schema.ts";
import { validateFile, FileError } from "../../common/validate-file.ts";

/** The content of a file of vectors. */
export type Suite = z.infer<ReturnType<typeof suiteSchema>>;

/** A group of cases with one operation and one configuration. */
export type CaseGroup = Suite["groups"][number];

/** A file of vectors and its path. */
export interface SuiteFile {
  /** The path below the folder of vectors, with slashes. */
  readonly path: string;
  readonly suite: Suite;
}

/** The folders of suites, below the folder of vectors. */
export const suiteFolders = ["hand", "generated"] as const;

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Finds the files of vectors in a folder: the names that end in `.json` in its folders of suites.
 *
 * @param root - the folder of vectors
 * @returns paths below `root`, with slashes, sorted
 * @throws {@link FileError} if there is no file
 */
export function findSuiteFiles(root: string): string[] {
  const found = suiteFolders.flatMap((folder) => jsonFiles(join(root, folder)).map((name) => `${folder}/${name}`));
  if (found.length === 0) throw new FileError(`${root}: no vectors, expected files hand/*.json or generated/*.json`);
  return found.sort();
}

/** Parses JSON. @throws {@link FileError} if the text is not JSON */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileError(`${file}: is not JSON: ${(error as Error).message}`);
  }
}

/** Reads and validates one file. @throws {@link FileError} if the file is not in the format of suites */
export function readSuite(root: string, path: string, schema: ReturnType<typeof suiteSchema>): SuiteFile {
  const file = relative(process.cwd(), join(root, path));
  return { path, suite: validateFile(file, schema, parseJson(file, readFileSync(join(root, path), "utf8"))) };
}

/** Returns a problem for each case whose id another case has. */
function duplicateIds(files: readonly SuiteFile[]): string[] {
  const seen = new Map<string, string>();
  const found: string[] = [];
  for (const { path, suite } of files) {
    suite.groups.forEach((group, g) =>
      group.cases.forEach((each, c) => {
        const place = `${path}: groups[${g}].cases[${c}]`;
        const first = seen.get(each.id);
        if (first === undefined) seen.set(each.id, place);
        else found.push(`${place}: id ${each.id} is taken by ${first}`);
      }),
    );
  }
  return found;
}

/**
 * Reads all files of a folder of vectors.
 *
 * @throws {@link FileError} if a file is not in the format of suites, two cases have the same id, or there is no file
 */
export function readSuites(root: string, schema: ReturnType<typeof suiteSchema>): SuiteFile[] {
  const files = findSuiteFiles(root).map((path) => readSuite(root, path, schema));
  const twice = duplicateIds(files);
  if (twice.length > 0) throw new FileError(twice.join("\n"));
  return files;
}
