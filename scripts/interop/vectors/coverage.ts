/**
 * Lists the requirements of the draft that the vectors check.
 *
 * @module
 */
import type { SuiteFile } from "./read-suites.ts";
import type { Manifest } from "./manifest.ts";
import { allCases, requirementsOf } from "./select-cases.ts";

/** The coverage of the draft's requirements by the vectors. */
export interface RequirementCoverage {
  /** Requirements that a case checks. */
  readonly checked: readonly string[];
  /** Requirements that no case checks. */
  readonly unchecked: readonly string[];
  /** Identifiers in cases that are not in the draft. */
  readonly unknown: readonly string[];
}

/** Returns the requirements that cases name, in themselves or in the notes of their flags. */
export function referencedRequirements(files: readonly SuiteFile[]): Set<string> {
  return new Set(allCases(files).flatMap(({ suite, case: each }) => requirementsOf(suite.notes, each)));
}

/** Compares the requirements of the cases with those of the manifest. */
export function requirementCoverage(files: readonly SuiteFile[], { requirements }: Pick<Manifest, "requirements">): RequirementCoverage {
  const named = referencedRequirements(files);
  const known = Object.keys(requirements);
  return {
    checked: known.filter((id) => named.has(id)),
    unchecked: known.filter((id) => !named.has(id)),
    unknown: [...named].filter((id) => !Object.hasOwn(requirements, id)).sort(),
  };
}
