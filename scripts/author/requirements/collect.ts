/**
 * Brings together the statements of a draft and what checks each.
 *
 * @module
 */
import type { Requirement } from "../../draft/requirements.ts";
import type { SuiteFile } from "../../interop/files/read.ts";
import { statementsOf, type NamedTest } from "./tests.ts";

/** What is known of one statement. */
export interface Row {
  readonly requirement: Requirement;
  /** Identifiers of the vectors that check it, in the order of the files. */
  readonly vectors: readonly string[];
  /** Identifiers of the conformance cases that check it on a live peer. */
  readonly cases: readonly string[];
  readonly tests: readonly NamedTest[];
  /** Why neither can check it, from the tables of what is owed. */
  readonly excuse?: string;
}

/** A conformance case, as far as it names statements. */
export interface LiveCase {
  readonly id: string;
  readonly requirements: readonly string[];
}

/** Reasons by identifier, under the name of their table. */
export type Excuses = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All that is known. */
export interface Collected {
  readonly rows: readonly Row[];
  /** What is wrong in what names statements, one line each. */
  readonly mistakes: readonly string[];
}

/** A test file. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

interface AnyCase {
  readonly id: string;
  readonly flags?: readonly string[] | undefined;
  readonly requirement?: string | undefined;
}

function add<T>(map: Map<string, T[]>, key: string, ...values: readonly T[]): void {
  map.set(key, [...(map.get(key) ?? []), ...values]);
}

/** The cases that name each statement, by the notes of their flags or themselves. */
export function casesByStatement(files: readonly SuiteFile[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { suite } of files) {
    for (const each of suite.groups.flatMap(({ cases }) => cases as readonly AnyCase[])) {
      const named = [...(each.flags ?? []).map((flag) => suite.notes[flag]?.requirement), each.requirement];
      for (const id of new Set(named.filter((one) => one !== undefined))) add(found, id, each.id);
    }
  }
  return found;
}

function testsByStatement(files: readonly TestFile[]): Map<string, NamedTest[]> {
  const found = new Map<string, NamedTest[]>();
  for (const { path, text } of files) for (const [id, tests] of statementsOf(path, text)) add(found, id, ...tests);
  return found;
}

function excuseOf(excuses: Excuses, id: string): string | undefined {
  const [found] = Object.entries(excuses).filter(([, reasons]) => Object.hasOwn(reasons, id));
  return found && `${found[0]}: ${found[1][id]}`;
}

/** Excuses that name nothing, or what a vector checks by now. */
function wrongExcuses(excuses: Excuses, known: ReadonlySet<string>, vectors: ReadonlyMap<string, readonly string[]>, cases: ReadonlyMap<string, readonly string[]>): string[] {
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
export function collect(
  requirements: readonly Requirement[],
  suites: readonly SuiteFile[],
  testFiles: readonly TestFile[],
  excuses: Excuses,
  liveCases: readonly LiveCase[] = [],
): Collected {
  const cases = new Map<string, string[]>();
  for (const { id, requirements: named } of liveCases) for (const each of named) add(cases, each, id);
  const vectors = casesByStatement(suites);
  const tests = testsByStatement(testFiles);
  const known = new Set(requirements.map(({ id }) => id));
  const rows = requirements.map((requirement): Row => {
    const excuse = excuseOf(excuses, requirement.id);
    const found = { requirement, vectors: vectors.get(requirement.id) ?? [], cases: cases.get(requirement.id) ?? [], tests: tests.get(requirement.id) ?? [] };
    return { ...found, ...(excuse === undefined ? {} : { excuse }) };
  });
  const unknownVectors = [...vectors].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${first}: names ${id}, which the draft does not have`);
  const unknownTests = [...tests].filter(([id]) => !known.has(id)).flatMap(([id, named]) => named.map(({ file, line }) => `${file}:${line}: names ${id}, which the draft does not have`));
  const unknownCases = [...cases].filter(([id]) => !known.has(id)).map(([id, [first]]) => `${first}: names ${id}, which the draft does not have`);
  return { rows, mistakes: [...unknownVectors, ...unknownTests, ...unknownCases, ...wrongExcuses(excuses, known, vectors, cases)] };
}
