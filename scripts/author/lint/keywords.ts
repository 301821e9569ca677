/**
 * Words of BCP 14 in lower case where a reader can mistake them for key words.
 *
 * @module
 */
import { keywordPattern } from "../../draft/inline/keywords.ts";
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import type { Prose } from "./prose.ts";

const keywordInCapitals = new RegExp(keywordPattern);
const alwaysReported = /\b(?:must|shall)(?:\s+not)?\b/g;
const reportedBesideKeyword = /\b(?:must(?:\s+not)?|shall(?:\s+not)?|should(?:\s+not)?|may|(?:not\s+)?(?:required|recommended)|optional)\b/g;

const replacements: Readonly<Record<string, string>> = {
  must: 'MUST, or "has to" for a fact',
  shall: 'MUST, or "will"',
  should: 'SHOULD, or "ought to" for advice to a reader',
  may: 'MAY, or "can" or "might"',
  required: 'REQUIRED, or "needed"',
  recommended: 'RECOMMENDED, or "advised"',
  optional: 'OPTIONAL, or "not always present"',
};

/**
 * Reports "must" and "shall" anywhere, and every word of BCP 14 in lower case in a sentence that has one in capitals.
 * Elsewhere, the others are ordinary English.
 */
export function checkLowerCaseKeywords({ blocks, positionAt: placeOf }: Prose, report: ReportDiagnostic): void {
  for (const { text, offset } of blocks.flatMap(({ sentences }) => sentences)) {
    const normative = keywordInCapitals.test(text);
    for (const found of text.matchAll(normative ? reportedBesideKeyword : alwaysReported)) {
      const word = found[0].replace(/\s+/g, " ");
      const core = word.replace(/^not | not$/g, "");
      const where = normative ? " beside a key word in capitals" : "";
      report(placeOf(offset + found.index), "key-word", `"${word}" in lower case${where}; write ${replacements[core]}`);
    }
  }
}
