/**
 * Reports unknown sections of cited works, if the bibliography lists the sections.
 *
 * @module
 */
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
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

const part = "(?<kind>Section|Appendix) (?<number>[A-Z0-9]+(?:\\.[0-9]+)*)";
const citations = [`\\{\\{[!?]?${part} of [!?]?(?<work>[\\w.-]+)\\}\\}`, `\\{\\{[!?]?(?<work>[\\w.-]+), ${part}\\}\\}`].map(
  (form) => new RegExp(form, "g"),
);

/** Returns the names that the draft gives to works, as in `{{!HTTP=RFC9110}}`. */
function workAliases(source: string): Map<string, string> {
  return new Map([...source.matchAll(/\{\{[!?]?([\w.-]+)=([\w.-]+)\}\}/g)].map(([, alias = "", name = ""]) => [alias, name]));
}

/** Reports citations of unknown sections. */
export function checkCitedSections({ source, positionAt: placeOf }: Prose, known: KnownSections, report: ReportDiagnostic): void {
  const aliases = workAliases(source);
  for (const found of citations.flatMap((form) => [...source.matchAll(form)])) {
    const { kind = "", number = "", work = "" } = found.groups ?? {};
    const name = aliases.get(work) ?? work;
    const wrong = Object.hasOwn(known, name) ? sectionProblem(number, known[name] ?? []) : undefined;
    if (wrong !== undefined) report(placeOf(found.index), "cited-section", `${name} has no ${kind} ${number}; ${wrong}`);
  }
}
