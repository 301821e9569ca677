/**
 * Reports capitalised words that the draft does not introduce, and unused definitions.
 *
 * @module
 */
import { toString } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

import { splitFrontMatter } from "../../draft/source/front-matter.ts";
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { parseMarkdown } from "../../draft/source/parse-markdown.ts";
import type { Prose } from "./prose.ts";

/** A term of a list of definitions. */
interface DefinedTerm {
  readonly term: string;
  readonly offset: number;
}

const splitWords = (text: string): string[] => [...text.matchAll(/\p{L}[\p{L}\p{N}]*/gu)].map(([word]) => word);

/** Returns the stem of a word, which plural and possessive share. */
function stem(word: string): string {
  return word.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
}

/** Returns the words of headings, tables and titles of figures, which introduce terms. */
function titleWords(source: string): string[] {
  const found: string[] = [];
  visit(parseMarkdown(splitFrontMatter(source)?.body ?? source), (node) => {
    if (node.type === "heading" || node.type === "tableCell" || node.type === "code") {
      found.push(...splitWords(node.type === "code" ? node.value : toString(node)));
    }
  });
  return [...found, ...[...source.matchAll(/title="([^"]*)"/g)].flatMap(([, title]) => splitWords(title ?? ""))];
}

const isTerminology = (sections: readonly string[]): boolean => /^(terminology|conventions|definitions)/i.test(sections[0] ?? "");

/** Returns the terms of the section on terminology: the lines before lines that begin with a colon. */
export function definedTerms({ blocks, source }: Prose): DefinedTerm[] {
  return blocks
    .filter(({ sections }) => isTerminology(sections))
    .flatMap(({ text, offset }) =>
      [...source.slice(offset, offset + text.length).matchAll(/^([^\n:][^\n]*)\n: /gm)].map(({ 1: term = "", index }) => ({
        term,
        offset: offset + index,
      })),
    );
}

/** Names that every reader knows. */
const knownWords = [
  "i",
  "english",
  "internet",
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Sections that list people and products. */
const nameSections = /^(acknowledge?ments|contributors|implementation status)/i;

/**
 * Reports capitalised words inside sentences that neither the terminology, nor a heading, title or table, nor the list of
 * known names has, each once.
 *
 * @param known - the words of schemas and the bibliography
 */
export function checkTerms(prose: Prose, known: Iterable<string>, report: ReportDiagnostic): void {
  const { blocks, source, positionAt: placeOf } = prose;
  const introduced = blocks.filter(({ sections }) => isTerminology(sections)).flatMap(({ text }) => splitWords(text));
  const all = new Set([...knownWords, ...[...introduced, ...titleWords(source), ...known].flatMap(splitWords).map(stem)]);
  const running = blocks.filter(({ sections }) => !nameSections.test(sections[0] ?? ""));
  for (const { text, offset } of running.flatMap(({ sentences }) => sentences)) {
    for (const found of text
      .replace(/"[^"]*"/g, (quoted) => quoted.toLowerCase())
      .matchAll(/(?<=[\p{L},;)\u25a1]\s+)(?<![.:!?"]\s*)\p{Lu}\p{Ll}+\b(?!-)/gu)) {
      if (all.has(stem(found[0]))) continue;
      all.add(stem(found[0]));
      report(
        placeOf(offset + found.index),
        "term",
        `"${found[0]}" looks like a term but is not defined; define it in the terminology, or write it in lower case`,
      );
    }
  }
}

/** Reports terms of the terminology that the draft does not use. */
export function checkUnusedTerms(prose: Prose, report: ReportDiagnostic): void {
  const text = prose.blocks.filter(({ sections }) => !isTerminology(sections)).flatMap((block) => splitWords(block.text)).map(stem);
  const used = ` ${text.join(" ")} `;
  for (const { term, offset } of definedTerms(prose)) {
    const stems = splitWords(term.replace(/^to /, "")).map(stem).join(" ");
    const parts = stems.length < 4 ? [` ${stems} `, ` ${stems}e`, ` ${stems}i`] : [` ${stems}`];
    if (!parts.some((part) => used.includes(part))) {
      report(prose.positionAt(offset), "term", `"${term}" is defined but not used; remove it`);
    }
  }
}
