/**
 * Citations in words, for README and the site.
 *
 * @module
 */
import type { CitableWorks } from "./citable.ts";

/** A citation of one work. */
export interface WorkCitation {
  /** What is cited. */
  readonly work: string;
  readonly text: string;
}

/** Returns a date as RFCs write it, such as `30 November 2026`. */
function dateText(date: string): string {
  return new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** Returns how to cite each work, as plain text. */
export function citationTexts({ author, draft, package: { name, version }, vectorsHash }: CitableWorks): WorkCitation[] {
  return [
    {
      work: "The protocol",
      text: `${author}, "${draft.title}", Work in Progress, Internet-Draft, ${draft.name}, ${dateText(draft.date)}.`,
    },
    { work: "The reference implementation", text: `${author}, "${name}", version ${version}, which implements ${draft.name}.` },
    { work: "The interop vectors", text: `${author}, interop vectors of ${draft.name}, SHA-256 ${vectorsHash}.` },
  ];
}

/** Returns the citations as a list in Markdown. */
export function citationList(citations: readonly WorkCitation[]): string {
  return citations.map(({ work, text }) => `- ${work}: ${text}`).join("\n");
}
