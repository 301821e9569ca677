/**
 * The checks of prose together.
 *
 * @module
 */
import { reporter, sorted, type Message } from "../../draft/messages.ts";
import { checkKeywords } from "./keywords.ts";
import { readProse } from "./prose.ts";
import { checkSections, type KnownSections } from "./sections.ts";
import { checkDoubles, checkLength } from "./sentences.ts";
import { checkDefinitions, checkTerms } from "./terms.ts";
import { checkWidth } from "./width.ts";

/** What the checks know beside the draft. */
export interface Knowledge {
  /** Words that schemas and the bibliography introduce. */
  readonly words: readonly string[];
  readonly sections: KnownSections;
}

/** Checks the prose of a draft. @returns what was found, by place */
export function lintProse(path: string, source: string, { words, sections }: Knowledge): Message[] {
  const messages: Message[] = [];
  const report = reporter(messages, path);
  const prose = readProse(source);
  checkWidth(source, report);
  checkKeywords(prose, report);
  checkLength(prose, report);
  checkDoubles(prose, report);
  checkTerms(prose, words, report);
  checkDefinitions(prose, report);
  checkSections(prose, sections, report);
  return sorted(messages);
}
