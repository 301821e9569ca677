/**
 * Selects cases by suite, id and requirement, those of the vectors and those for live peers alike.
 *
 * @module
 */
import type { CaseGroup, Suite, SuiteFile } from "./read-suites.ts";

/** A case of the vectors, of any operation. */
export type VectorCase = CaseGroup["cases"][number];

/** A case with its group and file. */
export interface LocatedCase {
  readonly case: VectorCase;
  readonly group: CaseGroup;
  readonly suite: Suite;
  /** The path of its file below the folder of vectors. */
  readonly path: string;
}

/** The criteria of a selection. A case has to match one value of each criterion; an empty or absent criterion selects all cases. */
export interface CaseSelection {
  readonly suites?: readonly string[];
  /** Patterns for {@link matchesCaseId}. */
  readonly ids?: readonly string[];
  /** Identifiers of requirements of the draft. */
  readonly requirements?: readonly string[];
  /** Cases that are left out: patterns for {@link matchesCaseId}, or identifiers of requirements. */
  readonly skip?: readonly string[];
}

/** What a selection compares. */
export interface SelectableCase {
  readonly id: string;
  readonly suite?: string;
  readonly requirements: readonly string[];
}

/** Returns the requirements that a case checks: its own, and those of its flags. */
export function requirementsOf(notes: Suite["notes"], each: Pick<VectorCase, "flags" | "requirement">): string[] {
  const byFlags = (each.flags ?? []).map((flag) => notes[flag]?.requirement);
  return [...new Set([each.requirement, ...byFlags].filter((id) => id !== undefined))];
}

/** Returns whether an id matches an id, a beginning of ids up to a slash, or a pattern in which `*` stands for any characters and `?` for one. */
export function matchesCaseId(wanted: string, id: string): boolean {
  if (!/[*?]/.test(wanted)) return id === wanted || id.startsWith(wanted.endsWith("/") ? wanted : `${wanted}/`);
  const pattern = wanted.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(id);
}

/** Returns whether a text is the identifier of a requirement, such as R-056. */
export const isRequirementId = (text: string): boolean => /^R-\d{3,}$/.test(text);

/** Returns whether a selection includes a case. */
export function includesCase(selection: CaseSelection, { id, suite, requirements }: SelectableCase): boolean {
  const { suites = [], ids = [], requirements: wanted = [], skip = [] } = selection;
  if (suites.length > 0 && !(suite !== undefined && suites.includes(suite))) return false;
  if (ids.length > 0 && !ids.some((pattern) => matchesCaseId(pattern, id))) return false;
  if (wanted.length > 0 && !wanted.some((one) => requirements.includes(one))) return false;
  return !skip.some((one) => (isRequirementId(one) ? requirements.includes(one) : matchesCaseId(one, id)));
}

/** Returns the patterns that match no case. */
export function unmatchedPatterns(patterns: readonly string[], ids: readonly string[]): string[] {
  return patterns.filter((pattern) => !ids.some((id) => matchesCaseId(pattern, id)));
}

/** Returns whether a selection includes a case of the vectors. */
export function isSelected(selection: CaseSelection, { suite, case: each }: Pick<LocatedCase, "suite" | "case">): boolean {
  return includesCase(selection, { id: each.id, suite: suite.suite, requirements: requirementsOf(suite.notes, each) });
}

/** Returns all cases, in the order of the files. */
export function allCases(files: readonly SuiteFile[]): LocatedCase[] {
  return files.flatMap(({ path, suite }) =>
    suite.groups.flatMap((group) => group.cases.map((each) => ({ path, suite, group, case: each }))));
}
