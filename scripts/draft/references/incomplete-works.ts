/**
 * Works whose title, authors and date are placeholders, as an import writes them.
 *
 * @module
 */
import type { TransformState } from "../state.ts";
import type { BibliographyEntry } from "./bibliography.ts";

/** Returns whether the fields of a work are placeholders. */
export function isIncomplete(entry: BibliographyEntry | undefined): boolean {
  return entry !== undefined && "incomplete" in entry && entry.incomplete === true;
}

/** Returns what is missing of the cited works, in words, for a list; nothing if all are complete. */
export function missingWorkFields({ bibliography: { entries }, citations }: TransformState): string[] {
  const names = [...citations.keys()].filter((name) => isIncomplete(entries[name]));
  return names.length === 0 ? [] : [`title, authors and date of ${names.join(" and ")}`];
}
