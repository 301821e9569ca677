/**
 * Reports long sentences and repeated words.
 *
 * @module
 */
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import type { Prose } from "./prose.ts";

/** The most words of a sentence. */
export const MAX_SENTENCE_WORDS = 40;

const splitPoints = /;\s|:\s|,\s+(?:and|but|or|so|since|because|which|where|while|unless|except)\s|\s\(/g;

/** Returns the words near the middle of a sentence at which it can be split. */
function suggestSplit(text: string, source: string): string | undefined {
  const middle = text.length / 2;
  const [best] = [...text.matchAll(splitPoints)].sort((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle));
  return best && `${source.slice(0, best.index).split(/\s+/).at(-1) ?? ""}${best[0].replace(/\s+/g, " ").trimEnd()}`;
}

/** Returns the number of words; masked text counts as one word. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}\u25a1]/u.test(word)).length;
}

/** Reports sentences over {@link MAX_SENTENCE_WORDS} words. */
export function checkSentenceLength({ blocks, positionAt: placeOf, source }: Prose, report: ReportDiagnostic): void {
  for (const { text, offset } of blocks.flatMap(({ sentences }) => sentences)) {
    const words = countWords(text);
    if (words <= MAX_SENTENCE_WORDS) continue;
    const at = suggestSplit(text, source.slice(offset, offset + text.length));
    const fix = at === undefined ? "write two sentences" : `split it, for example at "${at}"`;
    report(placeOf(offset), "sentence-length", `sentence of ${words} words, expected at most ${MAX_SENTENCE_WORDS}; ${fix}`);
  }
}

/** Reports words that repeat directly, also across a line break. Octets such as FF FF are not words. */
export function checkRepeatedWords({ blocks, positionAt: placeOf }: Prose, report: ReportDiagnostic): void {
  for (const { text, offset } of blocks) {
    for (const found of text.matchAll(/(?<![\p{L}\p{N}-])(?<word>\p{L}+)\s+\k<word>(?![\p{L}\p{N}-])/giu)) {
      if (found[0] === found[0].toUpperCase()) continue;
      report(placeOf(offset + found.index), "double-word", `"${found[0].replace(/\s+/g, " ")}"; remove one`);
    }
  }
}
