/**
 * Which cases of the vectors are meant, and which statements of the draft each checks.
 *
 * @module
 */
import type { CaseGroup, Suite, SuiteFile } from "./read-suites.ts";

/** A case of any operation. */
export type VectorCase = CaseGroup["cases"][number];

/** A case with what it stands in. */
export interface LocatedCase {
  readonly suite: Suite;
  readonly group: CaseGroup;
  readonly case: VectorCase;
  /** The file, below the folder of vectors. */
  readonly path: string;
}

/** What cases are chosen by; what is absent chooses nothing away. */
export interface VectorSelection {
  readonly suite?: string | undefined;
  /** An id, the beginning of ids up to a slash, or a pattern in which `*` stands for any characters and `?` for one. */
  readonly id?: string | undefined;
  /** A statement of the draft. */
  readonly requirement?: string | undefined;
}

/** The statements that a case checks: its own, and those of its flags. */
export function requirementsOf(notes: Suite["notes"], each: Pick<VectorCase, "flags" | "requirement">): string[] {
  const byFlags = (each.flags ?? []).map((flag) => notes[flag]?.requirement);
  return [...new Set([each.requirement, ...byFlags].filter((id) => id !== undefined))];
}

/** Whether an id is meant. */
export function matchesCaseId(wanted: string, id: string): boolean {
  if (!/[*?]/.test(wanted)) return id === wanted || id.startsWith(wanted.endsWith("/") ? wanted : `${wanted}/`);
  const pattern = wanted.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${pattern}$`).test(id);
}

/** Whether a case is selected. */
export function isSelected({ suite, id, requirement }: VectorSelection, placed: Pick<LocatedCase, "suite" | "case">): boolean {
  if (suite !== undefined && suite !== placed.suite.suite) return false;
  if (id !== undefined && !matchesCaseId(id, placed.case.id)) return false;
  return requirement === undefined || requirementsOf(placed.suite.notes, placed.case).includes(requirement);
}

/** All cases, in the order of the files. */
export function allCases(files: readonly SuiteFile[]): LocatedCase[] {
  return files.flatMap(({ path, suite }) => suite.groups.flatMap((group) => group.cases.map((each) => ({ path, suite, group, case: each }))));
}
