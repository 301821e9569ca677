/**
 * The file `CITATION.cff`, which GitHub and tools for references read: Citation File Format 1.2.0.
 *
 * @module
 */
import { stringify } from "yaml";

import type { CitableWorks } from "./citable.ts";

/** Returns the content of `CITATION.cff`. */
export function citationFile({ author, draft, package: software, vectorsHash }: CitableWorks): string {
  const authors = [{ name: author }];
  const file = {
    "cff-version": "1.2.0",
    message: "Cite the draft for the protocol, and the software for its reference implementation.",
    type: "software",
    title: software.name,
    abstract: `${software.description}.`,
    version: software.version,
    license: software.license,
    keywords: software.keywords,
    authors,
    identifiers: [
      { type: "other", value: `sha256:${vectorsHash}`, description: `The hash over the interop vectors of ${draft.name}` },
    ],
    "preferred-citation": {
      type: "report",
      title: draft.title,
      authors,
      number: draft.name,
      "date-published": draft.date,
      notes: "Internet-Draft, work in progress",
    },
  };
  const header = "# Written by make readme from package.json, the draft and the manifest of the vectors.\n";
  return header + stringify(file, { lineWidth: 130, aliasDuplicateObjects: false });
}
