/**
 * The pages of vectors.
 *
 * @module
 */
import type { SiteInput } from "../site-input.ts";
import type { SitePage } from "../site-page.ts";
import { caseLines } from "../vectors/case-lines.ts";
import { suitePage } from "../vectors/suite-page.ts";
import { vectorPages } from "../vectors/vector-pages.ts";
import { vectorsFormat, vectorsIndex } from "../vectors/vectors-index.ts";
import { readVectorsReadme } from "../vectors/vectors-readme.ts";

/** Returns the pages of vectors. @throws {@link FileError} if the README of the vectors lacks a part */
export function vectorsPages(input: SiteInput): SitePage[] {
  const pages = vectorPages(input.suites);
  const readme = readVectorsReadme();
  const context = { input, lines: caseLines(input.suites) };
  return [vectorsIndex(pages, readme, input), vectorsFormat(readme), ...pages.map((page) => suitePage(page, pages, context))];
}
