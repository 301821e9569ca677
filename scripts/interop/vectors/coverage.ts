/**
 * Which statements of the draft the vectors check.
 *
 * @module
 */
import type { SuiteFile } from "./read-suites.ts";
import type { Manifest } from "./manifest.ts";
import { allCases, requirementsOf } from "./select-cases.ts";

/** How the vectors and the statements of the draft meet. */
export interface RequirementCoverage {
  /** Statements that a case checks. */
  readonly checked: readonly string[];
  /** Statements that no case checks. */
  readonly unchecked: readonly string[];
  /** Identifiers that cases name and the draft does not have. */
  readonly unknown: readonly string[];
}

/** The statements that the cases name, by their flags' notes or themselves. */
export function referencedRequirements(files: readonly SuiteFile[]): Set<string> {
  return new Set(allCases(files).flatMap(({ suite, case: each }) => requirementsOf(suite.notes, each)));
}

/** Compares the cases with the manifest. */
export function requirementCoverage(files: readonly SuiteFile[], { requirements }: Pick<Manifest, "requirements">): RequirementCoverage {
  const named = referencedRequirements(files);
  const known = Object.keys(requirements);
  return {
    checked: known.filter((id) => named.has(id)),
    unchecked: known.filter((id) => !named.has(id)),
    unknown: [...named].filter((id) => !Object.hasOwn(requirements, id)).sort(),
  };
}
