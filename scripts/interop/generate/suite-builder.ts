/**
 * A file of vectors in the making.
 *
 * @module
 */
import { formatVersion } from "../format/suite-schema.ts";
import { requirementsByFlag } from "./requirements-by-flag.ts";

/** A case without its flags. */
export interface CaseContent {
  readonly id: string;
  readonly comment?: string;
  readonly result?: string;
  readonly [key: string]: unknown;
}

/** What the cases of a group have in common. */
export interface GroupKey {
  readonly op: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Collects cases by operation and configuration, in the order in which they come. */
export class SuiteBuilder {
  readonly #suite: string;
  readonly #notes = new Map<string, string>();
  readonly #groups = new Map<string, { key: GroupKey; cases: Record<string, unknown>[] }>();
  readonly #seen = new Map<string, string>();

  /** @param suite - the suite's name, with which every id begins */
  constructor(suite: string) {
    this.#suite = suite;
  }

  /** Says why the cases of a flag matter; the first word on a flag counts. */
  note(flag: string, why: string): string {
    if (!this.#notes.has(flag)) this.#notes.set(flag, why);
    return flag;
  }

  /**
   * Adds a case, unless the group has one with the same input already.
   *
   * @param id - its id behind the suite's name
   * @throws Error where the other case with this input expects something else
   */
  add(key: GroupKey, flags: readonly string[], id: string, content: Omit<CaseContent, "id">): void {
    const name = JSON.stringify(key);
    const input = JSON.stringify([name, content["wire"] ?? content["steps"], content["fields"]]);
    const expected = JSON.stringify([content.result, content["errors"], content["outcome"], content["check"]]);
    const known = this.#seen.get(input);
    if (known !== undefined && known !== expected) throw new Error(`${id}: the model gives ${known} and ${expected} for ${input}`);
    if (known !== undefined) return;
    this.#seen.set(input, expected);
    const group = this.#groups.get(name) ?? { key, cases: [] };
    this.#groups.set(name, group);
    const { comment, result, ...rest } = content;
    group.cases.push({ id: `${this.#suite}/gen/${id}`, ...(comment === undefined ? {} : { comment }), ...(result === undefined ? {} : { result }), flags, ...rest });
  }

  /** The file; notes that no case refers to are left out. */
  build(): Record<string, unknown> {
    const groups = [...this.#groups.values()];
    const used = new Set(groups.flatMap(({ cases }) => cases.flatMap((each) => each["flags"] as string[])));
    const known = requirementsByFlag[this.#suite] ?? {};
    const notes = [...this.#notes]
      .filter(([flag]) => used.has(flag))
      .map(([flag, why]) => [flag, { ...(known[flag] === undefined ? {} : { requirement: known[flag] }), why }]);
    return {
      format: formatVersion,
      suite: this.#suite,
      notes: Object.fromEntries(notes),
      groups: groups.map(({ key, cases }) => ({ ...key, cases })),
    };
  }
}
