/**
 * All checks of prose.
 *
 * @module
 */
import { diagnosticReporter, sortDiagnostics, type Diagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { checkAbstract } from "./abstract.ts";
import { checkLowerCaseKeywords } from "./keywords.ts";
import { readProse } from "./prose.ts";
import { checkCitedSections, type KnownSections } from "./sections.ts";
import { checkRepeatedWords, checkSentenceLength } from "./sentences.ts";
import { checkUnusedTerms, checkTerms } from "./terms.ts";
import { checkLineWidth } from "./width.ts";

/** The context of the checks. */
export interface LintContext {
  /** The words of schemas and the bibliography. */
  readonly words: readonly string[];
  readonly sections: KnownSections;
  /** The names in the bibliography. */
  readonly works?: readonly string[];
}

/** Checks the prose of a draft. @returns the findings, by place */
export function lintProse(path: string, source: string, { words, sections, works = [] }: LintContext): Diagnostic[] {
  const messages: Diagnostic[] = [];
  const report = diagnosticReporter(messages, path);
  const prose = readProse(source);
  checkLineWidth(source, report);
  checkLowerCaseKeywords(prose, report);
  checkSentenceLength(prose, report);
  checkRepeatedWords(prose, report);
  checkTerms(prose, words, report);
  checkUnusedTerms(prose, report);
  checkCitedSections(prose, sections, report);
  checkAbstract(prose, new Set(works), report);
  return sortDiagnostics(messages);
}
