/**
 * Registries: ordered tables of codes, each with a name, a meaning and a citation.
 *
 * @module
 */
import { LayoutError } from "./errors.ts";
import type { Citation, DocModel, ElementModel, EntryModel, EntryStatus, RegistryModel, StructModel } from "./model.ts";

/** What the author of a registry says of it. */
export interface RegistryDoc<K extends string = string, O extends boolean = boolean> extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text. */
  readonly title: string;
  /** The heading of the code column; absent where the name is all there is. */
  readonly codeTitle?: string;
  /** The heading of the name column; `Name` unless given. */
  readonly nameTitle?: string;
  /** Accept codes that are not in the table; no unless given. */
  readonly open?: O;
  /** The order of the entries means something; no unless given. */
  readonly ordered?: boolean;
  /** The registration policy of RFC 8126. */
  readonly policy?: string;
  /** Headings of further columns by their key. */
  readonly columns?: Readonly<Record<K, string>>;
}

/** What the author of a registry says of one entry. */
export interface EntryDoc<N extends string = string, K extends string = string, C extends number | string = number | string> {
  /** The code on the wire; the name itself where absent. */
  readonly code?: C;
  /** What values and prose call it. */
  readonly name: N;
  /** One sentence or phrase. */
  readonly meaning: string;
  /** The section that defines it. */
  readonly cite: Citation;
  /** `assigned` unless given. */
  readonly status?: EntryStatus;
  /** The struct of the octets that the code announces, where another layer reads them (a compressed payload). */
  readonly payload?: { readonly model: StructModel; readonly uses: readonly ElementModel[] };
  /** The further columns; empty where absent. */
  readonly columns?: Readonly<Partial<Record<K, string | number>>>;
}

/** An entry with its name typed. */
export type RegistryEntry<N extends string = string> = EntryModel & { readonly name: N };

/** A registry and its look-ups; `O` tells whether it is open. */
export interface Registry<N extends string = string, O extends boolean = boolean> {
  /** The plain-data model. */
  readonly model: RegistryModel;
  /** The structs of its entries, and the elements that those refer to. */
  readonly uses: readonly ElementModel[];
  /** Whether codes that are not in the table are accepted. */
  readonly open: O;
  /** The names in the order of the table. */
  readonly names: readonly N[];
  /** The entry of a name. */
  readonly entry: (name: N) => RegistryEntry<N>;
  /** The entry of a code or of a text that may be a name; `undefined` where there is none. */
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
    if (seen.has(value)) throw new LayoutError(id, `${what} ${JSON.stringify(value)} stands twice`);
    seen.add(value);
  }
}

function checkColumns(model: RegistryModel): void {
  for (const entry of model.entries) {
    const stray = Object.keys(entry.columns).find((key) => !(key in model.columns));
    if (stray !== undefined) {
      throw new LayoutError(`${model.id}.${entry.name}`, `column ${stray} is not among the registry's columns`);
    }
  }
}

/**
 * Declares a registry.
 *
 * @param doc - what it is, and its columns
 * @param entries - the rows in the order in which they are shown (and, where `ordered`, applied)
 * @throws {@link LayoutError} where a code or name stands twice or a row has a column that is not declared
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
export function registry<const N extends string, const K extends string = never, const O extends boolean = false>(
  doc: RegistryDoc<K, O>,
  entries: readonly EntryDoc<N, NoInfer<K>>[],
): Registry<N, O> {
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
  return { ...lookups<N, O>(model), uses: entries.flatMap(({ payload }) => (payload === undefined ? [] : [payload.model, ...payload.uses])) };
}

function lookups<N extends string, O extends boolean>(model: RegistryModel): Omit<Registry<N, O>, "uses"> {
  const rows = model.entries as readonly RegistryEntry<N>[];
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
