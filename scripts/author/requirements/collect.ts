/**
 * Brings together the statements of a draft and what checks each.
 *
 * @module
 */
import type { Requirement } from "../../draft/requirements.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";
import { requirementsNamedIn, type TestReference } from "./test-references.ts";

/** What is known of one statement. */
export interface RequirementChecks {
  readonly requirement: Requirement;
  /** Identifiers of the vectors that check it, in the order of the files. */
  readonly vectors: readonly string[];
  /** Identifiers of the conformance cases that check it on a live peer. */
  readonly cases: readonly string[];
  readonly tests: readonly TestReference[];
  /** Why neither can check it, from the tables of what is owed. */
  readonly excuse?: string;
}

/** A conformance case, as far as it names statements. */
export interface ConformanceCaseRef {
  readonly id: string;
  readonly requirements: readonly string[];
}

/** Reasons by identifier, under the name of their table. */
export type KnownGaps = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All that is known. */
export interface CoverageReport {
  readonly rows: readonly RequirementChecks[];
  /** What is wrong in what names statements, one line each. */
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

/** The cases that name each statement, by the notes of their flags or themselves. */
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

/** Excuses that name nothing, or what a vector checks by now. */
function staleKnownGaps(excuses: KnownGaps, known: ReadonlySet<string>, vectors: ReadonlyMap<string, readonly string[]>, cases: ReadonlyMap<string, readonly string[]>): string[] {
  return Object.entries(excuses).flatMap(([table, reasons]) =>
    Object.keys(reasons).flatMap((id) => {
      if (!known.has(id)) return [`${table}: the draft has no statement ${id}; take it out`];
      if (cases.has(id)) return [`${table}: ${id} is checked by the case ${cases.get(id)?.[0]}; take it out`];
      return vectors.has(id) ? [`${table}: ${id} is checked by the vector ${vectors.get(id)?.[0]}; take it out`] : [];
    }),
  );
}

/**
 * Brings statements, vectors, tests and excuses together.
 *
 * @param excuses tables of statements that neither vectors nor tests can show, such as those that need a live peer.
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
    const found = { requirement, vectors: vectors.get(requirement.id) ?? [], cases: cases.get(requirement.id) ?? [], tests: tests.get(requirement.id) ?? [] };
    return { ...found, ...(excuse === undefined ? {} : { excuse }) };
  });
  const unknownVectors = [...vectors].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${first}: names ${id}, which the draft does not have`);
  const unknownTests = [...tests].filter(([id]) => !known.has(id)).flatMap(([id, named]) => named.map(({ file, line }) => `${file}:${line}: names ${id}, which the draft does not have`));
  const unknownCases = [...cases].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${first}: names ${id}, which the draft does not have`);
  return { rows, problems: [...unknownVectors, ...unknownTests, ...unknownCases, ...staleKnownGaps(excuses, known, vectors, cases)] };
}
