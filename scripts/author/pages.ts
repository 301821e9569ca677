/**
 * Counts the pages of each section of built drafts: `node build/scripts/author/pages.js DRAFT.md...`.
 *
 * Reads the text. `pages` in the front matter gives the greatest number in all and of parts; the exit code is 1 if one is
 * exceeded, and 2 if a file cannot be used.
 *
 * @module
 */
import { join } from "node:path";

import { type OptionValues, runProgram } from "../common/program.ts";
import { FileError } from "../common/validate-file.ts";
import { readSiblingDraft } from "../draft/references/sibling-draft.ts";
import { readText } from "../draft/source/text-files.ts";
import { checkBudget, countPages, pageLines } from "./pages/count-pages.ts";

const usage = `usage: pages.js DRAFT.md... [--built DIRECTORY]
  --built DIRECTORY  the folder of the built drafts (build/draft)`;

const options = { built: { type: "string", default: "build/draft" } } as const;

/** Prints the pages of a draft. @returns whether it keeps its budget */
function printPages(path: string, built: string): boolean {
  const draft = readSiblingDraft(path, readText);
  if (typeof draft === "string") throw new FileError(draft);
  const { docName, pages: budget } = draft.meta;
  const text = readText(join(built, `${docName}.txt`));
  if (text === undefined) throw new FileError(`${docName}.txt is not in ${built}; run make draft`);
  const pages = countPages(text);
  const { ok, lines } = checkBudget(pages, budget, draft.sectionNumbers);
  console.log([path, ...pageLines(pages), ...lines, ""].join("\n"));
  return ok;
}

function main({ built }: OptionValues<typeof options>, paths: readonly string[]): number {
  return paths.map((path) => printPages(path, built)).every((ok) => ok) ? 0 : 1;
}

await runProgram({ usage, options, operands: [1, Infinity], main });
