/**
 * Writes the generated files of the vectors, or finds those that are stale.
 *
 * @module
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import type { Model } from "../../../reference/layout/model.ts";
import { writeFileAtomic } from "../../common/files.ts";
import { suiteSchema } from "../format/suite-schema.ts";
import { readDraftName } from "../vectors/draft-name.ts";
import { manifestRequirements, readManifest, readRequirements, readSentences, requirementSentences } from "../vectors/manifest.ts";
import { readSuites } from "../vectors/read-suites.ts";
import { type DraftStatements, generateOutputs, staleSuites } from "./outputs.ts";

/** The files that an update reads. */
export interface VectorSources {
  /** The folder of the vectors. */
  readonly root: string;
  /** The Markdown of the draft. */
  readonly draft: string;
  /** The list of requirements that the build of the draft wrote; may be missing. */
  readonly requirements: string;
}

/** The lines that an update prints. */
export type UpdateLog = Pick<Console, "log" | "error">;

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Returns the draft with its requirements, or with those of the existing files if the draft has not been built. */
function knownStatements({ root, draft: file, requirements: list }: VectorSources, log: UpdateLog): DraftStatements {
  const draft = readDraftName(file);
  const known = readRequirements(list);
  if (known !== undefined) return { draft, requirements: manifestRequirements(known), sentences: requirementSentences(known) };
  log.log(`${list} does not exist: the manifest keeps its requirements. Run make draft to update them.`);
  return { draft, requirements: readManifest(root)?.requirements ?? {}, sentences: readSentences(root) };
}

/** The differences between a folder and the generated files. */
interface VectorChanges {
  readonly outputs: ReadonlyMap<string, string>;
  /** Files that are missing or stale. */
  readonly changed: readonly string[];
  /** Files that no generator writes. */
  readonly extra: readonly string[];
}

function vectorChanges(model: Model, suites: ReadonlyMap<string, string>, sources: VectorSources, log: UpdateLog): VectorChanges {
  const { root } = sources;
  const outputs = generateOutputs(model, suites, root, knownStatements(sources, log));
  const changed = [...outputs].filter(([path, text]) => readIfPresent(join(root, path)) !== text).map(([path]) => path);
  return { outputs, changed, extra: staleSuites(root, outputs) };
}

/**
 * Writes nothing, and prints the files that are stale.
 *
 * @param suites - the generated suites by path
 * @returns whether all files are fresh
 * @throws {@link FileError} if a file cannot be used
 */
export function checkVectors(model: Model, suites: ReadonlyMap<string, string>, sources: VectorSources, log: UpdateLog): boolean {
  const { changed, extra } = vectorChanges(model, suites, sources, log);
  for (const path of [...changed, ...extra]) log.error(`${join(sources.root, path)}: is stale, run make vectors`);
  if (changed.length + extra.length > 0) return false;
  readSuites(sources.root, suiteSchema(model));
  return true;
}

/**
 * Writes the files that are stale and removes those that no generator writes.
 *
 * @param suites - the generated suites by path
 * @throws {@link FileError} if a file cannot be used
 */
export function writeVectors(model: Model, suites: ReadonlyMap<string, string>, sources: VectorSources, log: UpdateLog): void {
  const { root } = sources;
  const { outputs, changed, extra } = vectorChanges(model, suites, sources, log);
  for (const path of changed) writeFileAtomic(join(root, path), outputs.get(path) as string);
  for (const path of extra) rmSync(join(root, path));
  const files = readSuites(root, suiteSchema(model));
  const cases = files.flatMap(({ suite }) => suite.groups.map((group) => group.cases.length)).reduce((sum, count) => sum + count, 0);
  log.log(`${root}: ${cases} cases in ${files.length} files; ${changed.length} written, ${extra.length} removed`);
}
