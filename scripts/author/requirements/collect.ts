/**
 * Collects the checks of each requirement of a draft.
 *
 * @module
 */
import type { Requirement } from "../../draft/requirements.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";
import { requirementsNamedIn, type TestReference } from "./test-references.ts";

/** The checks of one requirement. */
export interface RequirementChecks {
  readonly requirement: Requirement;
  /** The ids of the vectors that check it, in the order of the files. */
  readonly vectors: readonly string[];
  /** The ids of the conformance cases that check it. */
  readonly cases: readonly string[];
  readonly tests: readonly TestReference[];
  /** The reasons why neither checks it, from the tables of known gaps. */
  readonly excuse?: string;
}

/** The requirements of a conformance case. */
export interface ConformanceCaseRef {
  readonly id: string;
  readonly requirements: readonly string[];
}

/** Reasons by requirement, by table. */
export type KnownGaps = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The checks of all requirements. */
export interface CoverageReport {
  readonly rows: readonly RequirementChecks[];
  /** Mistakes in the names of requirements, one line each. */
  readonly problems: readonly string[];
}

/** A test file. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

interface RequirementCase {
  readonly id: string;
  readonly flags?: readonly string[] | undefined;
  readonly requirement?: string | undefined;
}

function addTo<T>(map: Map<string, T[]>, key: string, ...values: readonly T[]): void {
  map.set(key, [...(map.get(key) ?? []), ...values]);
}

/** Returns the vectors of each requirement, by the notes of their flags or their own member. */
export function vectorsByRequirement(files: readonly SuiteFile[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { suite } of files) {
    for (const each of suite.groups.flatMap(({ cases }) => cases as readonly RequirementCase[])) {
      const named = [...(each.flags ?? []).map((flag) => suite.notes[flag]?.requirement), each.requirement];
      for (const id of new Set(named.filter((one) => one !== undefined))) addTo(found, id, each.id);
    }
  }
  return found;
}

function testsByRequirement(files: readonly TestFile[]): Map<string, TestReference[]> {
  const found = new Map<string, TestReference[]>();
  for (const { path, text } of files) for (const [id, tests] of requirementsNamedIn(path, text)) addTo(found, id, ...tests);
  return found;
}

function findKnownGap(excuses: KnownGaps, id: string): string | undefined {
  const [found] = Object.entries(excuses).filter(([, reasons]) => Object.hasOwn(reasons, id));
  return found && `${found[0]}: ${found[1][id]}`;
}

/** Returns known gaps with unknown or checked requirements. */
function staleKnownGaps(
  excuses: KnownGaps,
  known: ReadonlySet<string>,
  vectors: ReadonlyMap<string, readonly string[]>,
  cases: ReadonlyMap<string, readonly string[]>,
): string[] {
  return Object.entries(excuses).flatMap(([table, reasons]) =>
    Object.keys(reasons).flatMap((id) => {
      if (!known.has(id)) return [`${table}: unknown requirement ${id}; remove it`];
      if (cases.has(id)) return [`${table}: ${id} is checked by the case ${cases.get(id)?.[0]}; remove it`];
      return vectors.has(id) ? [`${table}: ${id} is checked by the vector ${vectors.get(id)?.[0]}; remove it`] : [];
    }),
  );
}

/**
 * Collects vectors, cases, tests and known gaps of each requirement.
 *
 * @param excuses - tables of the requirements that vectors and tests cannot check, such as those that need a live peer
 */
export function collectCoverage(
  requirements: readonly Requirement[],
  suites: readonly SuiteFile[],
  testFiles: readonly TestFile[],
  excuses: KnownGaps,
  liveCases: readonly ConformanceCaseRef[] = [],
): CoverageReport {
  const cases = new Map<string, string[]>();
  for (const { id, requirements: named } of liveCases) for (const each of named) addTo(cases, each, id);
  const vectors = vectorsByRequirement(suites);
  const tests = testsByRequirement(testFiles);
  const known = new Set(requirements.map(({ id }) => id));
  const rows = requirements.map((requirement): RequirementChecks => {
    const excuse = findKnownGap(excuses, requirement.id);
    const found = {
      requirement,
      vectors: vectors.get(requirement.id) ?? [],
      cases: cases.get(requirement.id) ?? [],
      tests: tests.get(requirement.id) ?? [],
    };
    return { ...found, ...(excuse === undefined ? {} : { excuse }) };
  });
  const unknownVectors = [...vectors]
    .filter(([id]) => !known.has(id))
    .map(([id, [first]]) => `${first}: names the unknown requirement ${id}`);
  const unknownTests = [...tests]
    .filter(([id]) => !known.has(id))
    .flatMap(([id, named]) => named.map(({ file, line }) => `${file}:${line}: names the unknown requirement ${id}`));
  const unknownCases = [...cases].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${first}: names the unknown requirement ${id}`);
  return { rows, problems: [...unknownVectors, ...unknownTests, ...unknownCases, ...staleKnownGaps(excuses, known, vectors, cases)] };
}

/** The requirements of a draft of the set and its own known gaps. */
interface DraftOfSet {
  readonly path: string;
  readonly requirements: readonly Requirement[];
  readonly gaps: KnownGaps;
}

/** Returns a line for each requirement that two drafts have: an identifier belongs to one draft. */
export function duplicateRequirements(drafts: readonly DraftOfSet[]): string[] {
  const owners = new Map<string, string>();
  return drafts.flatMap(({ path, requirements }) =>
    requirements.flatMap(({ id, line }) => {
      const before = owners.get(id);
      owners.set(id, before ?? path);
      return before === undefined ? [] : [`${path}:${line}: ${id} is already a requirement of ${before}; take the next free number`];
    }),
  );
}

/** Returns a line for each known gap of a draft that names a requirement of another draft. */
export function foreignGaps(drafts: readonly DraftOfSet[]): string[] {
  return drafts.flatMap(({ path, requirements, gaps }) => {
    const own = new Set(requirements.map(({ id }) => id));
    const other = (id: string): string | undefined => drafts.find((draft) => draft.requirements.some((each) => each.id === id))?.path;
    const named = Object.entries(gaps).flatMap(([table, reasons]) => Object.keys(reasons).map((id) => ({ table, id, owner: other(id) })));
    return named
      .filter(({ id, owner }) => !own.has(id) && owner !== undefined)
      .map(({ table, id, owner }) => `${table}: ${id} is a requirement of ${owner}, not of ${path}; move it`);
  });
}
