/**
 * Writes the files of exports.
 *
 * @module
 */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import type { Model } from "../../reference/layout/model.ts";
import { writeFileAtomic } from "../common/files.ts";
import type { CitationText } from "./document.ts";
import { ExportError, type ExportFile, type ModelExport } from "./export.ts";

/** Deletes the files in the folder of an export that it no longer writes. */
function removeStaleFiles(folder: string, files: readonly ExportFile[], output: string): void {
  if (!existsSync(folder)) return;
  const written = new Set(files.map(({ path }) => join(output, path)));
  const stale = readdirSync(folder).filter((name) => !written.has(join(folder, name)));
  for (const name of stale) rmSync(join(folder, name), { recursive: true });
}

/**
 * Writes exports of a model. An export whose target cannot express the model is left out.
 *
 * @param cite - returns a citation of the model as text
 * @param output - the folder
 * @returns the problem of each export that was left out, as `NAME: PLACE: PROBLEM`
 */
export function writeExports(exports: readonly ModelExport[], model: Model, cite: CitationText, output: string): string[] {
  return exports.flatMap(({ name, folder, write }) => {
    try {
      const files = write(model, cite);
      for (const { path, content } of files) writeFileAtomic(join(output, path), content);
      if (folder !== undefined) removeStaleFiles(join(output, folder), files, output);
      return [];
    } catch (error) {
      if (!(error instanceof ExportError)) throw error;
      return [`${name}: ${error.message}`];
    }
  });
}
