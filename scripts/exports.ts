/**
 * Writes the protocol in the languages of other tools:
 * `node build/scripts/exports.js [MODEL] [-o FOLDER] [--document HTML] [--only NAME]`.
 *
 * An export whose target cannot express the model is left out and reported, with the element and the field; the exit code is then 1.
 *
 * @module
 */
import type { Model } from "../reference/layout/model.ts";
import { exitCode, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { FileError, readTextFile } from "./common/validate-file.ts";
import { allExports } from "./exports/all-exports.ts";
import { type CitationText, readCitations } from "./exports/document.ts";
import { writeExports } from "./exports/write-exports.ts";

const names = allExports.map(({ name }) => name);

const usage = [
  "usage: exports.js [MODEL] [-o FOLDER] [--document HTML] [--only NAME ...]",
  "  MODEL             the model (build/model.json)",
  "  -o, --out FOLDER  the folder of the files (build)",
  "  --document HTML   the document that the model cites, as xml2rfc wrote it; its name and section numbers become references",
  "  --only NAME       write this export alone",
  "exports:",
  ...allExports.map(({ name, summary }) => `  ${name.padEnd(17)} ${summary}`),
].join("\n");

const options = {
  out: { type: "string", short: "o", default: "build" },
  document: { type: "string" },
  only: { type: "string", multiple: true, default: names },
} as const;

/** Reads a model. @throws {@link FileError} if the file is no model */
function readModel(file: string): Model {
  const text = readTextFile(file);
  try {
    const model = JSON.parse(text) as Partial<Model> | null;
    if (model?.format === 1 && typeof model.elements === "object") return model as Model;
  } catch (error) {
    throw new FileError(`${file}: is not JSON: ${(error as Error).message}`);
  }
  throw new FileError(`${file}: is not a model; expected {"format": 1, "name": ..., "elements": {...}}`);
}

function main({ out, document, only }: OptionValues<typeof options>, [file = "build/model.json"]: readonly string[]): number {
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only: expected one of ${names.join(", ")}, found ${unknown}`);
  const chosen = allExports.filter(({ name }) => only.includes(name));
  const cite: CitationText = document === undefined ? (anchor) => anchor : readCitations(document);
  const problems = writeExports(chosen, readModel(file), cite, out);
  for (const problem of problems) console.error(`${file}: ${problem}`);
  return problems.length === 0 ? exitCode.ok : exitCode.failed;
}

await runProgram({ usage, options, operands: [0, 1], main });
