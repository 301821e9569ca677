/**
 * Registries: ordered tables of codes with names, meanings and citations.
 *
 * @module
 */
import { codeRange, namedEntries } from "./entries.ts";
import { LayoutError } from "./errors.ts";
import type { Citation, DocModel, ElementModel, EntryModel, EntryStatus, RegistryModel, StructModel } from "./model.ts";

/** The author's description of a registry. */
export interface RegistryDoc<K extends string = string, O extends boolean = boolean> extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text. */
  readonly title: string;
  /** The heading of the code column; absent if entries have no code other than their name. */
  readonly codeTitle?: string;
  /** The heading of the name column; `Name` by default. */
  readonly nameTitle?: string;
  /** The base in which tables, notation and messages write numeric codes; 10 by default. */
  readonly base?: 16;
  /** Whether a receiver accepts codes that are not in the table; `false` by default. */
  readonly open?: O;
  /** Whether the order of the entries has a meaning; `false` by default. */
  readonly ordered?: boolean;
  /** The registration policy (RFC 8126). */
  readonly policy?: string;
  /** Headings of further columns by their key. */
  readonly columns?: Readonly<Record<K, string>>;
}

/** The author's description of an entry. */
export interface EntryDoc<N extends string = string, K extends string = string, C extends number | string = number | string> {
  /** The code on the wire; the name by default. For codes that are no values also a range of numbers: `240-255` or `0xf0-0xff`. */
  readonly code?: C;
  /** The name in values and in text. */
  readonly name: N;
  /** A sentence or phrase of plain text. */
  readonly meaning: string;
  /** The section that defines it. */
  readonly cite: Citation;
  /** Whether the code may be used; `assigned` by default. A codec has no name for a reserved, unassigned or private-use code. */
  readonly status?: EntryStatus;
  /** The struct of the octets that the code announces, if a higher layer decodes them (a compressed payload). */
  readonly payload?: { readonly model: StructModel; readonly uses: readonly ElementModel[] };
  /** The cells of the further columns; absent cells are empty. */
  readonly columns?: Readonly<Partial<Record<K, string | number>>>;
}

/** An entry with a typed name. */
export type RegistryEntry<N extends string = string> = EntryModel & { readonly name: N };

/** Rows with any names and columns. */
export type EntryDocs = readonly EntryDoc<string, never>[];

/** The statuses of codes that are no values. */
export type UnnamedStatus = Exclude<EntryStatus, "assigned" | "provisional" | "deprecated">;

/** The name of an entry whose code is a value; none of another one. */
export type UsableName<E extends EntryDoc<string, never>> = E extends { readonly status: UnnamedStatus } ? never : E["name"];

/** A registry with look-ups. `O` is `true` for an open registry. */
export interface Registry<N extends string = string, O extends boolean = boolean> {
  /** The plain-data model. */
  readonly model: RegistryModel;
  /** The structs of the payloads of its entries, and the elements that they refer to. */
  readonly uses: readonly ElementModel[];
  /** Whether a receiver accepts codes that are not in the table. */
  readonly open: O;
  /** The names that a value can have, in the order of the table. */
  readonly names: readonly N[];
  /** Returns the entry of a name that a value can have. @throws {@link LayoutError} if the registry has no such entry */
  readonly entry: (name: N) => RegistryEntry<N>;
  /** Returns the entry of a code or name that a value can have, or `undefined`. */
  readonly find: (codeOrName: number | string) => RegistryEntry<N> | undefined;
}

function entryModel(entry: EntryDoc): EntryModel {
  return {
    code: entry.code ?? entry.name,
    name: entry.name,
    meaning: entry.meaning,
    cite: entry.cite,
    status: entry.status ?? "assigned",
    ...(entry.payload === undefined ? {} : { payload: entry.payload.model.id }),
    columns: { ...entry.columns } as Record<string, string | number>,
  };
}

function checkUnique(id: string, what: string, values: readonly (number | string)[]): void {
  const seen = new Set<number | string>();
  for (const value of values) {
    if (seen.has(value)) throw new LayoutError(id, `${what} ${JSON.stringify(value)} is used twice`);
    seen.add(value);
  }
}

/** Refuses a range of codes that overlaps another range or a code. */
function checkRanges({ id, entries }: RegistryModel): void {
  const taken = entries.flatMap((entry) => {
    const range = codeRange(entry);
    return range === undefined ? [] : [{ entry, range }];
  });
  for (const [index, { entry, range: [least, most] }] of taken.entries()) {
    if (least > most) throw new LayoutError(`${id}.${entry.name}`, `has the codes ${entry.code}, which end before they begin`);
    const other = taken.slice(0, index).find(({ range }) => range[0] <= most && range[1] >= least);
    if (other === undefined) continue;
    throw new LayoutError(`${id}.${entry.name}`, `has the code ${entry.code}, which is also ${other.entry.code} of ${other.entry.name}`);
  }
}

function checkColumns(model: RegistryModel): void {
  for (const entry of model.entries) {
    const stray = Object.keys(entry.columns).find((key) => !(key in model.columns));
    if (stray !== undefined) {
      throw new LayoutError(`${model.id}.${entry.name}`, `column ${stray} is not declared by the registry`);
    }
  }
}

/**
 * Declares a registry.
 *
 * @param doc - its description and its columns
 * @param entries - the rows in the order in which documents show them and, if `ordered`, implementations apply them
 * @throws {@link LayoutError} if a code or name is used twice, a range overlaps another code, or a row has a column that is not declared
 *
 * @example
 * ```ts
 * import { registry } from "websocket2/layout";
 *
 * const kind = registry({ id: "kind", title: "Kinds", description: "Kinds of note.", cite: "#kinds" }, [
 *   { code: 0, name: "plain", meaning: "A note", cite: "#kinds" },
 *   { code: 1, name: "urgent", meaning: "A note with a bell", cite: "#kinds" },
 * ]);
 * console.log(kind.names, kind.find(1)?.meaning); // [ 'plain', 'urgent' ] A note with a bell
 * ```
 */
export function registry<const E extends EntryDocs, const K extends string = never, const O extends boolean = false>(
  doc: RegistryDoc<K, O>,
  entries: E & readonly EntryDoc<string, NoInfer<K>>[],
): Registry<UsableName<E[number]>, O> {
  const model: RegistryModel = {
    kind: "registry",
    id: doc.id,
    title: doc.title,
    description: doc.description,
    cite: doc.cite,
    codeTitle: doc.codeTitle ?? null,
    nameTitle: doc.nameTitle ?? "Name",
    ...(doc.base === undefined ? {} : { base: doc.base }),
    open: doc.open ?? false,
    ordered: doc.ordered ?? false,
    ...(doc.policy === undefined ? {} : { policy: doc.policy }),
    columns: { ...(doc.columns as Record<string, string> | undefined) },
    entries: entries.map(entryModel),
  };
  checkUnique(doc.id, "code", model.entries.map((entry) => entry.code));
  checkUnique(doc.id, "name", namedEntries(model).map((entry) => entry.name));
  checkRanges(model);
  checkColumns(model);
  return {
    ...lookups<UsableName<E[number]>, O>(model),
    uses: entries.flatMap(({ payload }) => (payload === undefined ? [] : [payload.model, ...payload.uses])),
  };
}

function lookups<N extends string, O extends boolean>(model: RegistryModel): Omit<Registry<N, O>, "uses"> {
  const rows = namedEntries(model) as readonly RegistryEntry<N>[];
  const byKey = new Map<number | string, RegistryEntry<N>>();
  for (const row of rows) byKey.set(row.name, row);
  for (const row of rows) if (!byKey.has(row.code)) byKey.set(row.code, row);
  return {
    model,
    open: model.open as O,
    names: rows.map((row) => row.name),
    entry: (name) => {
      const row = byKey.get(name);
      if (row === undefined) throw new LayoutError(model.id, `has no entry ${JSON.stringify(name)}`);
      return row;
    },
    find: (codeOrName) => byKey.get(codeOrName),
  };
}
