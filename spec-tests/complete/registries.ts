/**
 * Checks that the draft's prose names each entry of a registry, and that the protocol uses each error code.
 */
import { errorCode } from "../../reference/schema/index.ts";
import { toHex } from "../../scripts/common/octets.ts";
import { type Gap, orReason, unexplainedGaps } from "./gap.ts";
import { DRAFT, draftSource, elementsOf, type Repository, vectorGroups } from "./repository.ts";

/** Returns whether a text contains a name as a whole word. */
function containsWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w:-])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`).test(text);
}

/** Returns the gaps of the entries of all registries. */
export function entryGaps(repository: Repository): Gap[] {
  const prose = draftSource(repository);
  const entries = elementsOf(repository, "registry").flatMap(({ id, entries: all }) =>
    all.map(({ name }) => [name, `${id}.${name}`] as const));
  const unnamed = entries.filter(([name, path]) => !prose.includes(`{{=${path}`) && !containsWord(prose, name));
  const gaps = unnamed.map(([, path]): [string, Gap] => {
    const remedy = `write {{=${path}}} in the section of the entry, ${orReason("entriesWithoutProse")}`;
    return [path, { file: DRAFT, missing: `the prose does not name the entry ${path}`, remedy }];
  });
  return unexplainedGaps(new Map(gaps), "entriesWithoutProse");
}

/** Returns a gap for each error code that no vector expects an implementation to report. */
export function errorCodeGaps(repository: Repository): Gap[] {
  const expected = JSON.stringify(vectorGroups(repository).flatMap(({ cases }) => cases.map(({ errors, steps }) => [errors, steps])));
  const registry = elementsOf(repository, "registry").find(({ id }) => id === errorCode.model.id);
  const codes = (registry?.entries ?? []).filter(({ status }) => status === "assigned").map(({ name }) => name);
  const isExpected = (code: string): boolean => [`"${code}"`, toHex(Buffer.from(code, "latin1"))].some((text) => expected.includes(text));
  return codes.filter((code) => !isExpected(code)).map((code) => {
    const remedy = `add a case to frame.json, compression.json or session.json in which the endpoint reports ${code}`;
    return { file: "spec-tests/vectors/hand/", missing: `no vector expects the error code ${code}`, remedy };
  });
}
