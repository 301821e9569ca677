/**
 * Registries: ordered tables of codes with names, meanings and citations.
 *
 * @module
 */
import { namedEntries } from "./entries.ts";
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
  /** The code on the wire; the name by default. */
  readonly code?: C;
  /** The name in values and in text. */
  readonly name: N;
  /** A sentence or phrase of plain text. */
  readonly meaning: string;
  /** The section that defines it. */
  readonly cite: Citation;
  /** Whether the code may be used; `assigned` by default. A reserved or unassigned code is no value of a codec. */
  readonly status?: EntryStatus;
  /** The struct of the octets that the code announces, if a higher layer decodes them (a compressed payload). */
  readonly payload?: { readonly model: StructModel; readonly uses: readonly ElementModel[] };
  /** The cells of the further columns; absent cells are empty. */
  readonly columns?: Readonly<Partial<Record<K, string | number>>>;
}

/** An entry with a typed name. */
export type RegistryEntry<N extends string = string> = EntryModel & { readonly name: N };

/** Rows with any names and columns. */
type AnyEntries = readonly EntryDoc<string, never>[];

/** The name of an entry whose code is a value; none of a reserved or unassigned one. */
type NameOf<E extends EntryDoc<string, never>> = E extends { readonly status: "reserved" | "unassigned" } ? never : E["name"];

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
 * @throws {@link LayoutError} if a code or name is used twice, or a row has a column that is not declared
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
export function registry<const E extends AnyEntries, const K extends string = never, const O extends boolean = false>(
  doc: RegistryDoc<K, O>,
  entries: E & readonly EntryDoc<string, NoInfer<K>>[],
): Registry<NameOf<E[number]>, O> {
  const model: RegistryModel = {
    kind: "registry",
    id: doc.id,
    title: doc.title,
    description: doc.description,
    cite: doc.cite,
    codeTitle: doc.codeTitle ?? null,
    nameTitle: doc.nameTitle ?? "Name",
    open: doc.open ?? false,
    ordered: doc.ordered ?? false,
    ...(doc.policy === undefined ? {} : { policy: doc.policy }),
    columns: { ...(doc.columns as Record<string, string> | undefined) },
    entries: entries.map(entryModel),
  };
  checkUnique(doc.id, "code", model.entries.map((entry) => entry.code));
  checkUnique(doc.id, "name", model.entries.map((entry) => entry.name));
  checkColumns(model);
  return {
    ...lookups<NameOf<E[number]>, O>(model),
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
