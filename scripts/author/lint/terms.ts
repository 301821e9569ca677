/**
 * Terms: capitalised words in running text that the draft introduces nowhere, and definitions that nothing uses.
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

/** A word in the form that plural and possessive share. */
function stem(word: string): string {
  return word.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
}

/** The words of headings, tables and titles of figures, where each thing is introduced. */
function titleWords(source: string): string[] {
  const found: string[] = [];
  visit(parseMarkdown(splitFrontMatter(source)?.body ?? source), (node) => {
    if (node.type === "heading" || node.type === "tableCell" || node.type === "code") found.push(...splitWords(node.type === "code" ? node.value : toString(node)));
  });
  return [...found, ...[...source.matchAll(/title="([^"]*)"/g)].flatMap(([, title]) => splitWords(title ?? ""))];
}

const isTerminology = (sections: readonly string[]): boolean => /^(terminology|conventions|definitions)/i.test(sections[0] ?? "");

/** The terms that the section on terminology defines: the lines before lines that begin with a colon. */
export function definedTerms({ blocks, source }: Prose): DefinedTerm[] {
  return blocks
    .filter(({ sections }) => isTerminology(sections))
    .flatMap(({ text, offset }) => [...source.slice(offset, offset + text.length).matchAll(/^([^\n:][^\n]*)\n: /gm)].map(({ 1: term = "", index }) => ({ term, offset: offset + index })));
}

/** What every reader knows, or what a name says by itself. */
const knownWords = ["i", "english", "internet", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** Sections that list people and products. */
const nameSections = /^(acknowledge?ments|contributors|implementation status)/i;

/**
 * Reports capitalised words inside sentences that stand neither in the terminology, nor in a heading, title or table,
 * nor among names that are known otherwise, once each at their first place.
 *
 * @param known words that schemas and the bibliography introduce.
 */
export function checkTerms(prose: Prose, known: Iterable<string>, report: ReportDiagnostic): void {
  const { blocks, source, positionAt: placeOf } = prose;
  const introduced = blocks.filter(({ sections }) => isTerminology(sections)).flatMap(({ text }) => splitWords(text));
  const all = new Set([...knownWords, ...[...introduced, ...titleWords(source), ...known].flatMap(splitWords).map(stem)]);
  const running = blocks.filter(({ sections }) => !nameSections.test(sections[0] ?? ""));
  for (const { text, offset } of running.flatMap(({ sentences }) => sentences)) {
    for (const found of text.replace(/"[^"]*"/g, (quoted) => quoted.toLowerCase()).matchAll(/(?<=[\p{L},;)\u25a1]\s+)(?<![.:!?"]\s*)\p{Lu}\p{Ll}+\b(?!-)/gu)) {
      if (all.has(stem(found[0]))) continue;
      all.add(stem(found[0]));
      report(placeOf(offset + found.index), "term", `"${found[0]}" is written like a term and nothing introduces it; name it in the terminology, or write it small`);
    }
  }
}

/** Reports definitions of the terminology whose term stands nowhere else. */
export function checkUnusedTerms(prose: Prose, report: ReportDiagnostic): void {
  const text = prose.blocks.filter(({ sections }) => !isTerminology(sections)).flatMap((block) => splitWords(block.text)).map(stem);
  const used = ` ${text.join(" ")} `;
  for (const { term, offset } of definedTerms(prose)) {
    const stems = splitWords(term.replace(/^to /, "")).map(stem).join(" ");
    const parts = stems.length < 4 ? [` ${stems} `, ` ${stems}e`, ` ${stems}i`] : [` ${stems}`];
    if (!parts.some((part) => used.includes(part))) report(prose.positionAt(offset), "term", `"${term}" is defined and used nowhere else; take it out`);
  }
}
