/**
 * Checks that the draft's prose names each entry of a registry, and that the protocol uses each error code.
 */
import { errorCode } from "../../reference/schema/index.ts";
import { entriesWithoutProse } from "../known-gaps.ts";
import { type Gap, REASONS_FILE, unexplainedGaps } from "./gap.ts";
import { DRAFT, draftSource, elementsOf, type Repository, vectorGroups } from "./repository.ts";

/** Returns whether a text contains a name as a whole word. */
function containsWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w:-])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`).test(text);
}

/** Returns the gaps of the entries of all registries. */
export function entryGaps(repository: Repository): Gap[] {
  const prose = draftSource(repository);
  const entries = elementsOf(repository, "registry").flatMap(({ id, entries: all }) => all.map(({ name }) => ({ id, name, key: `${id}.${name}` })));
  const named = new Set(entries.filter(({ key, name }) => prose.includes(`{{=${key}`) || containsWord(prose, name)).map(({ key }) => key));
  return unexplainedGaps(entries.map(({ key }) => key), (key) => named.has(key), entriesWithoutProse, "entriesWithoutProse", (key) => ({
    file: DRAFT, missing: `the prose does not name the entry ${key}`, remedy: `write {{=${key}}} where the prose defines it, or a reason in entriesWithoutProse in ${REASONS_FILE}`,
  }));
}

/** Returns a gap for each error code that no vector expects of an implementation. */
export function errorCodeGaps(repository: Repository): Gap[] {
  const expected = JSON.stringify(vectorGroups(repository).flatMap(({ cases }) => cases.map(({ errors, steps }) => [errors, steps])));
  const registry = elementsOf(repository, "registry").find(({ id }) => id === errorCode.model.id);
  const codes = (registry?.entries ?? []).filter(({ status }) => status === "assigned").map(({ name }) => name);
  const shown = (code: string): boolean => expected.includes(`"${code}"`) || expected.includes(Buffer.from(code, "latin1").toString("hex"));
  return codes.filter((code) => !shown(code)).map((code) => ({
    file: "spec-tests/vectors/hand/", missing: `no vector expects the error code ${code}`, remedy: `add a case to hand/frame.json, hand/compression.json or hand/session.json in which the endpoint reports ${code}`,
  }));
}
