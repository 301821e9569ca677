/**
 * The sections of a report: the cases that did not pass, by kind.
 *
 * @module
 */
import { type RequirementGroup, groupByRequirement } from "./requirement-groups.ts";
import { type ReportDraft, type TestResult, weightOf } from "./result.ts";

/** A section of a report. */
export interface ResultSection {
  readonly name: "failed" | "non-strict" | "unimplemented" | "known";
  readonly title: string;
  readonly groups: readonly RequirementGroup[];
}

const sections: readonly (Pick<ResultSection, "name" | "title"> & { readonly includes: (result: TestResult) => boolean })[] = [
  { name: "failed", title: "Did not pass", includes: (result) => weightOf(result) === "bad" },
  { name: "non-strict", title: "Allowed, but not recommended", includes: (result) => weightOf(result) === "mild" },
  { name: "unimplemented", title: "Not implemented by the peer", includes: ({ verdict }) => verdict === "unimplemented" },
  { name: "known", title: "Known failures, which do not count", includes: ({ known }) => known === true },
];

/** Returns the sections that have results, in the order of importance. */
export function resultSections(results: readonly TestResult[], draft: ReportDraft | undefined): ResultSection[] {
  return sections
    .map(({ name, title, includes }) => ({ name, title, groups: groupByRequirement(results.filter(includes), draft) }))
    .filter(({ groups }) => groups.length > 0);
}

/** Returns the number of cases of a section. */
export function sectionSize({ groups }: ResultSection): number {
  return groups.reduce((sum, { results }) => sum + results.length, 0);
}
