/**
 * The document that defines a protocol, as exports cite it.
 *
 * @module
 */
import { basename } from "node:path";

import type { Citation } from "../../reference/layout/model.ts";
import { readTextFile } from "../common/validate-file.ts";

/** Returns a citation of the model as text for readers outside of the document. */
export type CitationText = (cite: Citation) => string;

/** A section of the HTML form that xml2rfc writes: its anchor and its number. */
const NUMBERED_SECTION = /<div id="([^"]+)">\s*<section id="(section|appendix)-([\w.]+)"/g;

/**
 * Returns how exports cite a document. `#frames` becomes `draft-example-01, Section 5`; other citations stay.
 *
 * @param name - the name of the document, such as `draft-example-01`
 * @param html - its HTML form; without it, and for an anchor that it lacks, a citation keeps the anchor: `draft-example-01#frames`
 */
export function citationsOf(name: string, html = ""): CitationText {
  const sections = [...html.matchAll(NUMBERED_SECTION)].map(([, anchor = "", kind, number = ""]): [string, string] => [
    `#${anchor}`,
    `${name}, ${kind === "section" ? "Section" : "Appendix"} ${number}`,
  ]);
  const byCitation = new Map(sections);
  return (cite) => byCitation.get(cite) ?? (cite.startsWith("#") ? `${name}${cite}` : cite);
}

/** Returns how exports cite a document that xml2rfc wrote. @param file - its HTML form, named after it @throws FileError if it cannot be read */
export const readCitations = (file: string): CitationText => citationsOf(basename(file, ".html"), readTextFile(file));
