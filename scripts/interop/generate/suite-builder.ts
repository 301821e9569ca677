/**
 * Builds a file of vectors.
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

/** The operation and the configuration that the cases of a group share. */
export interface GroupKey {
  readonly op: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Collects cases by operation and configuration, in the order of insertion. */
export class SuiteBuilder {
  readonly #suite: string;
  readonly #notes = new Map<string, string>();
  readonly #groups = new Map<string, { key: GroupKey; cases: Record<string, unknown>[] }>();
  readonly #seen = new Map<string, string>();

  /** @param suite - the name of the suite; the first segment of every id */
  constructor(suite: string) {
    this.#suite = suite;
  }

  /** Sets the reason of a flag, unless the flag has one, and returns the flag. */
  note(flag: string, why: string): string {
    if (!this.#notes.has(flag)) this.#notes.set(flag, why);
    return flag;
  }

  /**
   * Adds a case, unless the group has a case with the same input.
   *
   * @param id - the id without the suite's name
   * @throws Error if the group's case with the same input expects another result
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
    group.cases.push({
      id: `${this.#suite}/gen/${id}`,
      ...(comment === undefined ? {} : { comment }),
      ...(result === undefined ? {} : { result }),
      flags,
      ...rest,
    });
  }

  /** Returns the file, without the notes of flags that no case has. */
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
