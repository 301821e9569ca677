/**
 * Finds the files of vectors, reads and checks them.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { z } from "zod";

import type { suiteSchema } from "../format/suite-schema.ts";
import { validateFile, FileError } from "../../common/validate-file.ts";

/** One file's contents. */
export type Suite = z.infer<ReturnType<typeof suiteSchema>>;

/** A group of cases with one operation and configuration. */
export type CaseGroup = Suite["groups"][number];

/** A file with its name. */
export interface SuiteFile {
  /** The path below the folder of vectors, with slashes. */
  readonly path: string;
  readonly suite: Suite;
}

/** The folders of a folder of vectors that hold suites. */
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
 * The files of vectors in a folder: whatever ends in `.json` in its folders for suites.
 *
 * @param root - the folder of vectors
 * @returns paths below `root`, with slashes, sorted
 * @throws {@link FileError} where there is none
 */
export function findSuiteFiles(root: string): string[] {
  const found = suiteFolders.flatMap((folder) => jsonFiles(join(root, folder)).map((name) => `${folder}/${name}`));
  if (found.length === 0) throw new FileError(`${root}: no vectors, expected files hand/*.json or generated/*.json`);
  return found.sort();
}

/** Parses JSON. @throws {@link FileError} that names the file */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileError(`${file}: is not JSON: ${(error as Error).message}`);
  }
}

/** Reads and checks one file. @throws {@link FileError} that names file and place */
export function readSuite(root: string, path: string, schema: ReturnType<typeof suiteSchema>): SuiteFile {
  const file = relative(process.cwd(), join(root, path));
  return { path, suite: validateFile(file, schema, parseJson(file, readFileSync(join(root, path), "utf8"))) };
}

/** Where each id stands that stands twice. */
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
 * @throws {@link FileError} where a file is not as the format says, an id stands twice, or there is no file
 */
export function readSuites(root: string, schema: ReturnType<typeof suiteSchema>): SuiteFile[] {
  const files = findSuiteFiles(root).map((path) => readSuite(root, path, schema));
  const twice = duplicateIds(files);
  if (twice.length > 0) throw new FileError(twice.join("\n"));
  return files;
}
