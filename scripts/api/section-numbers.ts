/**
 * Writes the numbers of the sections of a draft by their anchors: `node build/scripts/api/section-numbers.js DRAFT.md FILE.json`.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { writeFileAtomic } from "../common/files.ts";
import { exitCode, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { readSiblingDraft } from "../draft/references/sibling-draft.ts";

const usage = "usage: section-numbers.js DRAFT.md FILE.json";

function main(_values: unknown, [draft = "", output = ""]: readonly string[]): number {
  const found = readSiblingDraft(draft, (path) => readFileSync(path, "utf8"));
  if (typeof found === "string") throw new FileError(found);
  writeFileAtomic(output, `${JSON.stringify(Object.fromEntries(found.sectionNumbers), undefined, 2)}\n`);
  return exitCode.ok;
}

await runProgram({ usage, operands: [2, 2], main });
