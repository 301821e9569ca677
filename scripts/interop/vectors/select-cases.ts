/**
 * Selects cases of the vectors, and lists the requirements that each case checks.
 *
 * @module
 */
import type { CaseGroup, Suite, SuiteFile } from "./read-suites.ts";

/** A case of any operation. */
export type VectorCase = CaseGroup["cases"][number];

/** A case with its group, its suite and its file. */
export interface LocatedCase {
  readonly suite: Suite;
  readonly group: CaseGroup;
  readonly case: VectorCase;
  /** The path of the file below the folder of vectors. */
  readonly path: string;
}

/** The criteria of a selection; an absent criterion selects all cases. */
export interface VectorSelection {
  readonly suite?: string | undefined;
  /** An id, the beginning of ids up to a slash, or a pattern in which `*` stands for any characters and `?` for one. */
  readonly id?: string | undefined;
  /** The identifier of a requirement of the draft. */
  readonly requirement?: string | undefined;
}

/** Returns the requirements that a case checks: its own, and those of its flags. */
export function requirementsOf(notes: Suite["notes"], each: Pick<VectorCase, "flags" | "requirement">): string[] {
  const byFlags = (each.flags ?? []).map((flag) => notes[flag]?.requirement);
  return [...new Set([each.requirement, ...byFlags].filter((id) => id !== undefined))];
}

/** Returns whether an id matches an id, a beginning of ids or a pattern. */
export function matchesCaseId(wanted: string, id: string): boolean {
  if (!/[*?]/.test(wanted)) return id === wanted || id.startsWith(wanted.endsWith("/") ? wanted : `${wanted}/`);
  const pattern = wanted.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(id);
}

/** Returns whether a case is selected. */
export function isSelected({ suite, id, requirement }: VectorSelection, placed: Pick<LocatedCase, "suite" | "case">): boolean {
  if (suite !== undefined && suite !== placed.suite.suite) return false;
  if (id !== undefined && !matchesCaseId(id, placed.case.id)) return false;
  return requirement === undefined || requirementsOf(placed.suite.notes, placed.case).includes(requirement);
}

/** Returns all cases, in the order of the files. */
export function allCases(files: readonly SuiteFile[]): LocatedCase[] {
  return files.flatMap(({ path, suite }) =>
    suite.groups.flatMap((group) => group.cases.map((each) => ({ path, suite, group, case: each }))));
}
