/**
 * The entries of a registry whose codes are values.
 *
 * @module
 */
import type { EntryModel, EntryStatus, RegistryModel } from "./model.ts";

/** The statuses of codes that may stand on the wire with their meaning. Other codes are as if they were not in the table. */
const NAMED: ReadonlySet<EntryStatus> = new Set<EntryStatus>(["assigned", "provisional", "deprecated"]);

/** Returns whether the code of an entry is a value with a name. The codes of reserved and unassigned entries are not. */
export function isNamed({ status }: EntryModel): boolean {
  return NAMED.has(status);
}

/** Returns the entries whose codes are values, in the order of the table: a codec and a specification list the same ones. */
export function namedEntries({ entries }: RegistryModel): readonly EntryModel[] {
  return entries.filter(isNamed);
}
