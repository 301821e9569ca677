/**
 * Counts the pages of each section of a built draft, against the budget of its front matter.
 *
 * @module
 */
import { join } from "node:path";

import { FileError } from "../../common/file-error.ts";
import { readSiblingDraft } from "../../draft/references/sibling-draft.ts";
import { readText } from "../../draft/source/text-files.ts";
import type { AuthorOutput } from "../author-output.ts";
import { checkBudget, countPages, pageLines } from "./count-pages.ts";

/**
 * Prints the pages of a draft.
 *
 * @param path - the draft
 * @param built - the folder of its text
 * @returns whether it keeps its budget
 * @throws {@link FileError} if a file cannot be used
 */
export function printPages(path: string, built: string, { out }: Pick<AuthorOutput, "out">): boolean {
  const draft = readSiblingDraft(path, readText);
  if (typeof draft === "string") throw new FileError(draft);
  const { docName, pages: budget } = draft.meta;
  const text = readText(join(built, `${docName}.txt`));
  if (text === undefined) throw new FileError(`${join(built, `${docName}.txt`)}: does not exist; run ws2 draft build ${path} -o ${built}`);
  const pages = countPages(text);
  const { ok, lines } = checkBudget(pages, budget, draft.sectionNumbers);
  out(`${[path, ...pageLines(pages), ...lines, ""].join("\n")}\n`);
  return ok;
}
