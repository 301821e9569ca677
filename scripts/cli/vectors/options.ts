/**
 * The options of the commands for vectors: the folder and the selected cases.
 *
 * @module
 */
import { dirname, resolve } from "node:path";

import type { Model } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import { FileError } from "../../common/validate-file.ts";
import { readSuites, type SuiteFile } from "../../interop/vectors/read-suites.ts";
import { suiteSchema } from "../../interop/format/suite-schema.ts";
import { readManifest } from "../../interop/vectors/manifest.ts";
import { reportDraft } from "../../interop/report/report-draft.ts";
import type { ReportDraft } from "../../interop/report/result.ts";
import type { VectorSelection } from "../../interop/vectors/select-cases.ts";
import { type ParsedArguments, type CommandOption } from "../command.ts";
import { draftFolder, vectorsFolder } from "../package.ts";

/** Turns a file error into a usage error. @throws {@link UsageError} */
export function withUsageErrors<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(error.message);
    throw error;
  }
}

/** Returns the folder of the vectors. */
export const vectorsFolderOf = (args: ParsedArguments): string => args.value("vectors") ?? vectorsFolder;

/** Reads all vectors of the folder. @throws {@link UsageError} */
export function readVectors(args: ParsedArguments, model: Model): SuiteFile[] {
  return withUsageErrors(() => readSuites(vectorsFolderOf(args), suiteSchema(model)));
}

/** Returns the draft for a report. @param out - the file that links to the draft (default: one in the current folder) */
export function readDraftInfo(args: ParsedArguments, out?: string): ReportDraft | undefined {
  return withUsageErrors(() => {
    const manifest = readManifest(vectorsFolderOf(args));
    return manifest === undefined
      ? undefined
      : reportDraft(manifest, draftFolder, out === undefined ? process.cwd() : dirname(resolve(out)));
  });
}

/**
 * Returns the selection of cases.
 *
 * @throws {@link UsageError} for an unknown suite or a malformed requirement
 */
export function readSelection(args: ParsedArguments, files: readonly SuiteFile[]): VectorSelection {
  const [suite, id, requirement] = [args.value("suite"), args.value("id"), args.value("requirement")];
  const suites = [...new Set(files.map((file) => file.suite.suite))].sort();
  if (suite !== undefined && !suites.includes(suite)) {
    throw new UsageError(`--suite: expected one of ${suites.join(", ")}, found ${JSON.stringify(suite)}`);
  }
  if (requirement !== undefined && !/^R-\d{3,}$/.test(requirement)) {
    throw new UsageError(`--requirement: expected an identifier such as R-056, found ${JSON.stringify(requirement)}`);
  }
  return { suite, id, requirement };
}

/** The option for the folder of the vectors. */
export const folderOption: Readonly<Record<string, CommandOption>> = {
  vectors: { valueName: "FOLDER", summary: "the folder of the vectors (default: those of this package)" },
};

/** The options that select cases. */
export const selectionOptions: Readonly<Record<string, CommandOption>> = {
  suite: { short: "s", valueName: "NAME", summary: "only the cases of this suite, such as frame" },
  id: {
    short: "i",
    valueName: "ID",
    summary: "only the case with this id, the cases below it (frame/error), or those that match a pattern ('frame/*/1')",
  },
  requirement: { short: "r", valueName: "R-NNN", summary: "only the cases that check this requirement of the draft" },
};
