/**
 * Registries: ordered tables of codes.
 *
 * @module
 */
import type { Citation, DocModel } from "./doc.ts";

/** Whether a registry's entry may be used. */
export type EntryStatus = "assigned" | "reserved" | "unassigned" | "provisional" | "deprecated";

/** One row of a registry. */
export interface EntryModel {
  readonly code: number | string;
  /** What the JavaScript value and the prose call it. */
  readonly name: string;
  /** One sentence or phrase, plain text. */
  readonly meaning: string;
  readonly cite: Citation;
  readonly status: EntryStatus;
  /** The id of the struct of the octets that the code announces, where another layer reads them (a compressed payload). */
  readonly payload?: string;
  /** Further columns, as the registry declares them. */
  readonly columns: Readonly<Record<string, string | number>>;
}

/** An ordered table of codes. */
export interface RegistryModel extends DocModel {
  readonly kind: "registry";
  readonly id: string;
  readonly title: string;
  /** The heading of the code column; `null` where code and name are the same or there is no code on the wire. */
  readonly codeTitle: string | null;
  /** The heading of the name column. */
  readonly nameTitle: string;
  /** Whether codes outside the table are accepted. */
  readonly open: boolean;
  /** Whether the order of the entries means something (checks). */
  readonly ordered: boolean;
  /** The registration policy of RFC 8126, where IANA keeps it. */
  readonly policy?: string;
  /** Headings of the further columns by their key. */
  readonly columns: Readonly<Record<string, string>>;
  readonly entries: readonly EntryModel[];
}
