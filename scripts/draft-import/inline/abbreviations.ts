/**
 * Abbreviations of kramdown, `*[TLS]: Transport Layer Security`.
 *
 * @module
 */
import type { ImportContext } from "../context.ts";
import { indexEntry } from "./index-entry.ts";

const indexMark = /\(\(\((?<content>[^()]*)\)\)\)/g;

/** Returns what kramdown-rfc prints in place of an abbreviation: its long form, a link or an index entry. */
function replacement(label: string, definition: string): string {
  const text = definition.trim().replace(/^<(?:nobr|bcp14)>\s*/, "");
  const link = /^#(?<target>\S*)\s*(?<rest>.*)$/.exec(text)?.groups;
  const rest = link === undefined ? text : (link.rest ?? "");
  const entries = [...rest.matchAll(indexMark)].map(({ groups }) => indexEntry(groups?.content ?? "")).join("");
  const shown = rest.replace(indexMark, "").trim() || label;
  return `${entries}${link === undefined ? shown : `[${shown}](#${link.target === "" ? label : (link.target ?? "")})`}`;
}

/** Writes the long forms of abbreviations in a text without markup. */
export function abbreviate({ definitions: { abbreviations }, usedAbbreviations }: ImportContext, text: string): string {
  if (abbreviations.size === 0) return text;
  const labels = [...abbreviations.keys()].sort((a, b) => b.length - a.length);
  const pattern = labels.map((label) => label.replace(/[^\w ]/g, "\\$&").replaceAll(" ", "\\s+")).join("|");
  return text.replace(new RegExp(`(?<!\\w)(?:${pattern})(?!\\w)`, "g"), (found) => {
    const label = found.replace(/\s+/g, " ");
    const definition = abbreviations.get(label)?.text;
    if (definition === undefined) return found;
    const written = replacement(label, definition);
    if (written === label) return found;
    usedAbbreviations.add(label);
    return written;
  });
}
