/**
 * What the commands about vectors have in common: where the vectors are, and which cases are meant.
 *
 * @module
 */
import { dirname, resolve } from "node:path";

import type { Model } from "../../reference/layout/index.ts";
import { FileError } from "../interop/files/problems.ts";
import { readSuites, type SuiteFile } from "../interop/files/read.ts";
import { suiteSchema } from "../interop/format/suite.ts";
import { readManifest } from "../interop/manifest.ts";
import { draftOf } from "../interop/report/draft.ts";
import type { Draft } from "../interop/report/result.ts";
import type { Selection } from "../interop/select.ts";
import { type Arguments, type Option, UsageError } from "./command.ts";
import { draftFolder, vectorsFolder } from "./package.ts";

/** Turns what is wrong with a file into what the user is told. @throws {@link UsageError} */
export function withFiles<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(error.message);
    throw error;
  }
}

/** The folder of the vectors that is meant. */
export const folderOf = (args: Arguments): string => args.text("vectors") ?? vectorsFolder;

/** All vectors of the folder that is meant. @throws {@link UsageError} */
export function vectorsOf(args: Arguments, model: Model): SuiteFile[] {
  return withFiles(() => readSuites(folderOf(args), suiteSchema(model)));
}

/** What is known of the draft. @param out - the file that links it; the folder in hand unless given */
export function draftFor(args: Arguments, out?: string): Draft | undefined {
  return withFiles(() => {
    const manifest = readManifest(folderOf(args));
    return manifest === undefined ? undefined : draftOf(manifest, draftFolder, out === undefined ? process.cwd() : dirname(resolve(out)));
  });
}

/**
 * Which of the cases are meant.
 *
 * @throws {@link UsageError} where there is no such suite, or no such form of a statement
 */
export function selectionOf(args: Arguments, files: readonly SuiteFile[]): Selection {
  const [suite, id, requirement] = [args.text("suite"), args.text("id"), args.text("requirement")];
  const suites = [...new Set(files.map((file) => file.suite.suite))].sort();
  if (suite !== undefined && !suites.includes(suite)) throw new UsageError(`--suite: expected one of ${suites.join(", ")}, found ${JSON.stringify(suite)}`);
  if (requirement !== undefined && !/^R-\d{3,}$/.test(requirement)) throw new UsageError(`--requirement: expected an identifier such as R-056, found ${JSON.stringify(requirement)}`);
  return { suite, id, requirement };
}

/** The option for the folder. */
export const folderOption: Readonly<Record<string, Option>> = {
  vectors: { value: "FOLDER", says: "the folder of the vectors (those of this package unless given)" },
};

/** The options that choose cases. */
export const selectionOptions: Readonly<Record<string, Option>> = {
  suite: { short: "s", value: "NAME", says: "only the cases of this suite, such as frame" },
  id: { short: "i", value: "ID", says: "only the case of this id, the cases below it (frame/error), or those that a pattern means: 'frame/*/1'" },
  requirement: { short: "r", value: "R-NNN", says: "only the cases that check this statement of the draft" },
};
