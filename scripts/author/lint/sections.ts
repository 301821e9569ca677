/**
 * Sections of cited works that do not exist, where the bibliography says which do.
 *
 * @module
 */
import type { Report } from "../../draft/messages.ts";
import type { Prose } from "./prose.ts";

/**
 * The sections of works by name: numbers and ranges of siblings, such as `["1-12", "6.1-6.10"]`. A level that is not
 * listed is not judged.
 */
export type KnownSections = Readonly<Record<string, readonly string[]>>;

const parentOf = (number: string): string => number.split(".").slice(0, -1).join(".");
const lastOf = (number: string): number => Number(number.split(".").at(-1));

/** The siblings that are listed on the level of a number. */
function siblings(listed: readonly string[], parent: string): (readonly [number, number])[] {
  return listed
    .map((range) => range.split("-"))
    .filter(([from = ""]) => parentOf(from) === parent)
    .map(([from = "", to = from]) => [lastOf(from), lastOf(to)] as const);
}

/** What is wrong with a section number, or `undefined`. */
export function wrongSection(number: string, listed: readonly string[]): string | undefined {
  const parts = number.split(".");
  for (let depth = 1; depth <= parts.length; depth++) {
    const part = parts.slice(0, depth).join(".");
    const ranges = siblings(listed, parentOf(part));
    if (ranges.length === 0 || ranges.some(([from, to]) => lastOf(part) >= from && lastOf(part) <= to)) continue;
    const prefix = parentOf(part) === "" ? "" : `${parentOf(part)}.`;
    return `expected ${ranges.map(([from, to]) => (from === to ? `${prefix}${from}` : `${prefix}${from} to ${prefix}${to}`)).join(", ")}`;
  }
  return undefined;
}

const citation = /\{\{[!?]?(?:Section (?<number>[\d.]+) of [!?]?(?<work>[\w.-]+)|(?<other>[\w.-]+), Section (?<at>[\d.]+))\}\}/g;

/** Reports citations of sections that a work does not have. */
export function checkSections({ source, placeOf }: Prose, known: KnownSections, report: Report): void {
  for (const found of source.matchAll(citation)) {
    const { number, work, other, at } = found.groups ?? {};
    const [name, section] = [work ?? other ?? "", number ?? at ?? ""];
    const wrong = Object.hasOwn(known, name) ? wrongSection(section, known[name] ?? []) : undefined;
    if (wrong !== undefined) report(placeOf(found.index), "cited-section", `${name} has no Section ${section}; ${wrong}`);
  }
}
