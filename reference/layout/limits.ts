/**
 * Tables of limits. Each limit is a number with a unit, a default and a description of the behaviour when it is exceeded.
 *
 * @module
 */
import { LayoutError, LocalError } from "./errors.ts";
import type { DocModel, LimitModel, LimitsModel } from "./model.ts";

/** The author's description of a table of limits. */
export interface LimitsDoc extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text. */
  readonly title: string;
}

/** A limit with a typed name. */
export type Limit<N extends string = string> = LimitModel & { readonly name: N };

/** The values of a table by name, each in the unit of its entry. */
export type LimitValues<N extends string = string> = Readonly<Record<N, number>>;

/** A table of limits with look-ups by name. */
export interface Limits<N extends string = string> {
  /** The plain-data model. */
  readonly model: LimitsModel;
  /** The names in the order of the table. */
  readonly names: readonly N[];
  /** Returns the entry of a limit. @throws {@link LayoutError} if the table has no such limit */
  readonly entry: (name: N) => Limit<N>;
  /** Returns the default of a limit, in the unit of its entry. @throws {@link LayoutError} if the table has no such limit */
  readonly value: (name: N) => number;
  /**
   * Returns the defaults with the given changes.
   *
   * @param option - the name of the option that holds the changes, for errors; by default an error names the limit alone
   * @throws {@link LocalError} if a name is unknown, or a number is not an integer or is not from the entry's `least` to its `most`
   */
  readonly configure: (changes?: Partial<LimitValues<N>>, option?: string) => LimitValues<N>;
}

const NAME = /^[a-z][A-Za-z0-9]*$/;

function problemOf(entry: LimitModel): string | undefined {
  const least = entry.least ?? 0;
  if (!NAME.test(entry.name)) return "the name is not in camel case";
  if (!Number.isSafeInteger(entry.value)) return `the default ${entry.value} is not an integer`;
  if (!Number.isSafeInteger(least) || least < 0) return `the least value ${least} is not a natural number`;
  if (entry.value < least) return `the default ${entry.value} is less than the least value ${least}`;
  const { value, most = Infinity } = entry;
  if (value > most) return `the default ${value} exceeds the greatest value ${most}`;
  if (entry.within !== undefined && !(entry.within > 0)) return `the interval of ${entry.within} ms is not positive`;
  const empty = (["title", "description", "over"] as const).find((key) => entry[key].trim() === "");
  return empty === undefined ? undefined : `the ${empty} is empty`;
}

function check(model: LimitsModel): void {
  const seen = new Set<string>();
  for (const entry of model.entries) {
    const problem = seen.has(entry.name) ? "the name is used twice" : problemOf(entry);
    if (problem !== undefined) throw new LayoutError(`${model.id}.${entry.name}`, problem);
    seen.add(entry.name);
  }
}

function checkChange(entry: LimitModel | undefined, path: string, value: number): void {
  if (entry === undefined) throw new LocalError(path, "is not the name of a limit");
  const { least = 0, most = Infinity, unit } = entry;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new LocalError(path, `expected an integer ${range} ${unit}, found ${value}`);
}

/**
 * Declares a table of limits.
 *
 * @param doc - the description of the table
 * @param entries - the limits in the order in which they are shown
 * @throws {@link LayoutError} if a name is used twice or is not in camel case, a text is empty, or a default is not an integer from
 *   `least` to `most`
 *
 * @example
 * ```ts
 * import { limits } from "websocket2/layout";
 *
 * const limit = limits({ id: "limit", title: "Limits", description: "Limits of a receiver.", cite: "#limits" }, [
 *   {
 *     name: "text",
 *     title: "Text size",
 *     description: "The longest text.",
 *     cite: "#limits",
 *     value: 1000,
 *     unit: "octets",
 *     least: 100,
 *     over: "The receiver closes.",
 *   },
 * ]);
 * console.log(limit.value("text"), limit.configure({ text: 500 }).text); // 1000 500
 * ```
 */
export function limits<const N extends string>(doc: LimitsDoc, entries: readonly Limit<N>[]): Limits<N> {
  const { id, title, description, cite } = doc;
  const model: LimitsModel = { kind: "limits", id, title, description, cite, entries };
  check(model);
  const byName = new Map<string, Limit<N>>(entries.map((entry) => [entry.name, entry]));
  const entry = (name: N): Limit<N> => {
    const found = byName.get(name);
    if (found === undefined) throw new LayoutError(id, `has no limit ${JSON.stringify(name)}`);
    return found;
  };
  const defaults = Object.freeze(Object.fromEntries(entries.map((each) => [each.name, each.value]))) as LimitValues<N>;
  const configure = (changes: Partial<LimitValues<N>> = {}, option?: string): LimitValues<N> => {
    const given = Object.entries<number | undefined>(changes).filter(([, value]) => value !== undefined);
    for (const [name, value] of given) {
      checkChange(byName.get(name), option === undefined ? name : `${option}.${name}`, value as number);
    }
    // Most connections use the defaults, so they share one object.
    return given.length === 0 ? defaults : Object.freeze({ ...defaults, ...Object.fromEntries(given) });
  };
  return { model, names: entries.map((each) => each.name), entry, value: (name) => entry(name).value, configure };
}
