/**
 * The options of the commands for vectors: the folder and the selected cases.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { UsageError } from "../../common/program.ts";
import { FileError } from "../../common/validate-file.ts";
import { readSuites, type SuiteFile } from "../../interop/vectors/read-suites.ts";
import { suiteSchema } from "../../interop/format/suite-schema.ts";
import { readManifest, readSentences } from "../../interop/vectors/manifest.ts";
import { reportDraft } from "../../interop/report/report-draft.ts";
import type { ReportDraft } from "../../interop/report/result.ts";
import { allCases, type CaseSelection, unmatchedPatterns } from "../../interop/vectors/select-cases.ts";
import { type ParsedArguments, type CommandOption } from "../command.ts";
import { vectorsFolder } from "../package.ts";
import { commonSelectionOptions, readCommonSelection } from "../report/selection-options.ts";

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

/** Returns the draft for a report. */
export function readDraftInfo(args: ParsedArguments): ReportDraft | undefined {
  return withUsageErrors(() => {
    const folder = vectorsFolderOf(args);
    const manifest = readManifest(folder);
    return manifest === undefined ? undefined : reportDraft(manifest, readSentences(folder));
  });
}

/**
 * Returns the selection of cases.
 *
 * @throws {@link UsageError} for an unknown suite, an id without a case, or a malformed requirement
 */
export function readSelection(args: ParsedArguments, files: readonly SuiteFile[]): CaseSelection {
  const [given, ids] = [args.values("suite"), args.values("id")];
  const suites = [...new Set(files.map((file) => file.suite.suite))].sort();
  const unknown = given.find((suite) => !suites.includes(suite));
  if (unknown !== undefined) throw new UsageError(`--suite: expected one of ${suites.join(", ")}, found ${JSON.stringify(unknown)}`);
  const [unmatched] = unmatchedPatterns(ids, allCases(files).map(({ case: each }) => each.id));
  if (unmatched !== undefined) throw new UsageError(`--id: no case matches ${unmatched}; ws2 vectors list prints all ids`);
  return { suites: given, ids, ...readCommonSelection(args) };
}

/** The option for the folder of the vectors. */
export const folderOption: Readonly<Record<string, CommandOption>> = {
  vectors: { valueName: "FOLDER", summary: "the folder of the vectors (default: those of this package)" },
};

/** The options that select cases. */
export const selectionOptions: Readonly<Record<string, CommandOption>> = {
  suite: { short: "s", valueName: "NAME", multiple: true, summary: "only the cases of this suite, such as frame" },
  id: {
    short: "i",
    valueName: "GLOB",
    multiple: true,
    summary: "only the case with this id, the cases below it (frame/error), or those that match a pattern ('frame/*/1')",
  },
  ...commonSelectionOptions,
};
