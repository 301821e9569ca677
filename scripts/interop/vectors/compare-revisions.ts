/**
 * Compares two revisions of the vectors.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

import { validateFile, FileError } from "../../common/validate-file.ts";
import { parseJson } from "./read-suites.ts";
import { oneLineJson } from "../format/suite-text.ts";

/** The part of the format that a comparison needs; a revision may be older or newer than this program. */
const looseSuite = z.looseObject({
  notes: z.record(z.string(), z.looseObject({ requirement: z.string().optional() })).default({}),
  groups: z.array(z.looseObject({ op: z.string(), config: z.unknown().optional(), cases: z.array(z.looseObject({ id: z.string() })) })),
});

/** A case with the operation and the configuration of its group, as one object. */
export type FlatCase = Readonly<Record<string, unknown>>;

/** The cases of a revision by id. */
export type Revision = ReadonlyMap<string, FlatCase>;

/**
 * Returns the cases of files by id.
 *
 * @param files - texts by path
 * @throws {@link FileError} if a file is not a suite, or two cases have the same id
 */
export function parseRevision(files: ReadonlyMap<string, string>): Revision {
  const cases = new Map<string, FlatCase>();
  for (const [path, text] of files) {
    for (const { op, config, cases: some } of validateFile(path, looseSuite, parseJson(path, text)).groups) {
      for (const { id, ...members } of some) {
        if (cases.has(id)) throw new FileError(`${path}: two cases have the id ${id}`);
        cases.set(id, { op, ...(config === undefined ? {} : { config }), ...members });
      }
    }
  }
  return cases;
}

/** A changed member of a case. */
export interface MemberChange {
  readonly member: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The differences between two revisions. */
export interface RevisionDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly id: string; readonly changes: readonly MemberChange[]; readonly reused: boolean }[];
}

/** Members that only describe a case: a change of them does not change the test. */
const DESCRIPTIVE_MEMBERS: readonly string[] = ["comment", "flags", "requirement"];

/** Members that are inputs. If one changes, the id is reused for another case. */
const INPUT_MEMBERS: readonly string[] = ["op", "config", "random", "wire", "steps", "endStream", "value", "fields"];

/** Members of a step that are expectations. */
const EXPECTATION_MEMBERS: readonly string[] = ["emit", "sent", "told", "withholds", "or"];

/** Returns an item of a member; a step without its expectations. */
function withoutExpectations(item: unknown): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => !EXPECTATION_MEMBERS.includes(key)));
}

/** Returns a member without the expectations of its steps. */
const inputOf = (member: unknown): unknown => (Array.isArray(member) ? member.map(withoutExpectations) : member);

function memberChanges(before: FlatCase, after: FlatCase): MemberChange[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return members.filter((member) => !isDeepStrictEqual(before[member], after[member])).map((member) =>
    ({ member, before: before[member], after: after[member] }));
}

/** Returns whether the input of a case changed. The `fields` of octets are descriptive, those of a handshake are an input. */
function isIdReused(before: FlatCase, changes: readonly MemberChange[]): boolean {
  const describing = before["op"] === "handshake" ? DESCRIPTIVE_MEMBERS : [...DESCRIPTIVE_MEMBERS, "fields"];
  const others = changes.filter(({ before: old, after }) => !isDeepStrictEqual(inputOf(old), inputOf(after)));
  return others.some(({ member }) =>
    (INPUT_MEMBERS.includes(member) || (member === "frames" && before["op"] === "encode")) && !describing.includes(member));
}

/** Compares two revisions; sorted by id. */
export function compareRevisions(before: Revision, after: Revision): RevisionDifference {
  const changed = [...before].flatMap(([id, old]) => {
    const now = after.get(id);
    const changes = now === undefined ? [] : memberChanges(old, now);
    return changes.length === 0 ? [] : [{ id, changes, reused: isIdReused(old, changes) }];
  });
  return {
    added: [...after.keys()].filter((id) => !before.has(id)).sort(),
    removed: [...before.keys()].filter((id) => !after.has(id)).sort(),
    changed: changed.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** The greatest number of characters of a value that is shown. */
const MAX_VALUE_LENGTH = 200;

const valueText = (value: unknown): string => {
  const text = value === undefined ? "(absent)" : oneLineJson(value);
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}... (${text.length} characters)` : text;
};

/** Returns a change as two lines. */
export function changeLines({ member, before, after }: MemberChange): string[] {
  return [`  ${member}: ${valueText(before)}`, `  ${" ".repeat(member.length)}> ${valueText(after)}`];
}
