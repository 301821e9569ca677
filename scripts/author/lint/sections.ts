/**
 * Reports unknown sections of cited works, if the bibliography lists the sections.
 *
 * @module
 */
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { parseCitation, type ParsedCitation } from "../../draft/references/citation.ts";
import { parseSectionRange, printSectionRange } from "../../draft/references/section-range.ts";
import type { Prose } from "./prose.ts";

/**
 * The sections of works by name: numbers and ranges of siblings, such as `["1-12", "6.1-6.10", "A-B"]`. Levels that are
 * not listed are not checked; appendices are a level of their own.
 */
export type KnownSections = Readonly<Record<string, readonly string[]>>;

/** Returns the mistake in a section number, or `undefined`. */
export function sectionProblem(number: string, listed: readonly string[]): string | undefined {
  const ranges = listed.flatMap((text) => parseSectionRange(text) ?? []);
  const parts = number.split(".");
  for (let depth = 1; depth <= parts.length; depth++) {
    const part = parseSectionRange(parts.slice(0, depth).join("."));
    if (part === undefined) return "expected numbers with dots between";
    const siblings = ranges.filter(({ parent, letters }) => parent === part.parent && letters === part.letters);
    if (siblings.length === 0 || siblings.some(({ from, to }) => part.from >= from && part.from <= to)) continue;
    return `expected ${siblings.map(printSectionRange).join(", ")}`;
  }
  return undefined;
}

/** Returns the citations of a text, and their offsets. */
function citationsIn(source: string): (readonly [offset: number, citation: ParsedCitation])[] {
  return [...source.matchAll(/\{\{(?<text>[^{}]+)\}\}/g)].flatMap((found) => {
    const citation = parseCitation((found.groups?.text ?? "").replace(/\s+/g, " ").trim());
    return citation === undefined ? [] : [[found.index, citation] as const];
  });
}

/** Reports citations of unknown sections. */
export function checkCitedSections({ source, positionAt: placeOf }: Prose, known: KnownSections, report: ReportDiagnostic): void {
  const citations = citationsIn(source);
  const aliases = new Map(citations.flatMap(([, { alias, work }]) => (alias === undefined ? [] : [[alias, work] as const])));
  for (const [offset, { work, parts = [] }] of citations) {
    const name = aliases.get(work) ?? work;
    for (const part of Object.hasOwn(known, name) ? parts : []) {
      const wrong = part.name.startsWith('"') ? undefined : sectionProblem(part.name, known[name] ?? []);
      if (wrong !== undefined) report(placeOf(offset), "cited-section", `${name} has no ${part.word} ${part.name}; ${wrong}`);
    }
  }
}
