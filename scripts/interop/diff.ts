/**
 * What changed between two revisions of the vectors.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

import { checked, FileError } from "./files/problems.ts";
import { parseJson } from "./files/read.ts";
import { lineJson } from "./print.ts";

/** As much of the format as a comparison needs: a revision may be older or newer than this program. */
const looseSuite = z.looseObject({
  notes: z.record(z.string(), z.looseObject({ requirement: z.string().optional() })).default({}),
  groups: z.array(z.looseObject({ op: z.string(), config: z.unknown().optional(), cases: z.array(z.looseObject({ id: z.string() })) })),
});

/** A case with what its group and its notes say of it, flat. */
export type FlatCase = Readonly<Record<string, unknown>>;

/** The cases of a revision by id. */
export type Revision = ReadonlyMap<string, FlatCase>;

/**
 * The cases of files.
 *
 * @param files - texts by path
 * @throws {@link FileError} where a file is no suite, or an id stands twice
 */
export function revisionOf(files: ReadonlyMap<string, string>): Revision {
  const cases = new Map<string, FlatCase>();
  for (const [path, text] of files) {
    for (const { op, config, cases: some } of checked(path, looseSuite, parseJson(path, text)).groups) {
      for (const { id, ...members } of some) {
        if (cases.has(id)) throw new FileError(`${path}: id ${id} stands twice`);
        cases.set(id, { op, ...(config === undefined ? {} : { config }), ...members });
      }
    }
  }
  return cases;
}

/** One member of a case that is not what it was. */
export interface Change {
  readonly member: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What changed. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly id: string; readonly changes: readonly Change[]; readonly reused: boolean }[];
}

/** Members that only describe a case: a change of them asks nothing else of anybody. */
const DESCRIBING: readonly string[] = ["comment", "flags", "requirement"];

/** Members that say what goes in. Where they change, the id stands for another case. */
const INPUT: readonly string[] = ["op", "config", "random", "wire", "steps", "endStream", "value", "fields"];

/** Members of a step that say what is expected. */
const EXPECTED: readonly string[] = ["emit", "sent", "told", "withholds", "or"];

/** What goes in with a member: of steps, not what is expected of them. */
function inputOf(member: unknown): unknown {
  if (!Array.isArray(member)) return member;
  return member.map((each) => (typeof each !== "object" || each === null || Array.isArray(each) ? each : Object.fromEntries(Object.entries(each).filter(([key]) => !EXPECTED.includes(key)))));
}

function changesOf(before: FlatCase, after: FlatCase): Change[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return members.filter((member) => !isDeepStrictEqual(before[member], after[member])).map((member) => ({ member, before: before[member], after: after[member] }));
}

/** Whether an id stands for another input than before. Fields of octets describe, those of a handshake are the input. */
function isReused(before: FlatCase, changes: readonly Change[]): boolean {
  const describing = before["op"] === "handshake" ? DESCRIBING : [...DESCRIBING, "fields"];
  const others = changes.filter(({ before: old, after }) => !isDeepStrictEqual(inputOf(old), inputOf(after)));
  return others.some(({ member }) => (INPUT.includes(member) || (member === "frames" && before["op"] === "encode")) && !describing.includes(member));
}

/** Compares two revisions; ids in order. */
export function compare(before: Revision, after: Revision): Difference {
  const changed = [...before].flatMap(([id, old]) => {
    const now = after.get(id);
    const changes = now === undefined ? [] : changesOf(old, now);
    return changes.length === 0 ? [] : [{ id, changes, reused: isReused(old, changes) }];
  });
  return {
    added: [...after.keys()].filter((id) => !before.has(id)).sort(),
    removed: [...before.keys()].filter((id) => !after.has(id)).sort(),
    changed: changed.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** How many characters of a value are shown. */
const MOST = 200;

const valueText = (value: unknown): string => {
  const text = value === undefined ? "(absent)" : lineJson(value);
  return text.length > MOST ? `${text.slice(0, MOST)}... (${text.length} characters)` : text;
};

/** A change in two lines. */
export function changeLines({ member, before, after }: Change): string[] {
  return [`  ${member}: ${valueText(before)}`, `  ${" ".repeat(member.length)}> ${valueText(after)}`];
}
