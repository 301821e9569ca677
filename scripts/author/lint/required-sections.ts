import { toString } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { splitFrontMatter } from "../../draft/source/front-matter.ts";
import { parseMarkdown } from "../../draft/source/parse-markdown.ts";

/** The sections that every Internet-Draft has: the pattern of their titles, and what they say at least. */
const requiredSections: readonly (readonly [title: string, pattern: RegExp, least: string])[] = [
  ["Security Considerations", /^security\b.*\bconsiderations\b/i, "the risks, or the reason why it adds no risk"],
  ["IANA Considerations", /^iana\b.*\bconsiderations\b/i, '"This document has no IANA actions" at least'],
];

/**
 * Reports missing sections that every Internet-Draft has.
 *
 * @param source - a draft with its includes
 */
export function checkRequiredSections(source: string, report: ReportDiagnostic): void {
  const titles: string[] = [];
  visit(parseMarkdown(splitFrontMatter(source)?.body ?? source), "heading", (node) => {
    titles.push(toString(node).trim());
  });
  for (const [title, pattern, least] of requiredSections) {
    if (titles.some((one) => pattern.test(one))) continue;
    report(undefined, "required-section", `there is no section "${title}"; expected one with ${least}`);
  }
}
