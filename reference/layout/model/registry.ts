/**
 * Registries: ordered tables of codes.
 *
 * @module
 */
import type { Citation, DocModel } from "./doc.ts";

/** Whether an entry of a registry may be used. */
export type EntryStatus = "assigned" | "reserved" | "unassigned" | "private-use" | "provisional" | "deprecated";

/** One row of a registry. */
export interface EntryModel {
  /** A number, octets of ASCII, or the name; for codes that are no values also a range of numbers, such as `240-255`. */
  readonly code: number | string;
  /** The name in JavaScript values and in text. */
  readonly name: string;
  /** A sentence or phrase of plain text. */
  readonly meaning: string;
  readonly cite: Citation;
  readonly status: EntryStatus;
  /** The id of the struct of the octets that the code announces, if a higher layer decodes them (a compressed payload). */
  readonly payload?: string;
  /** The cells of the further columns, by the keys of the registry. */
  readonly columns: Readonly<Record<string, string | number>>;
}

/** An ordered table of codes. */
export interface RegistryModel extends DocModel {
  readonly kind: "registry";
  readonly id: string;
  readonly title: string;
  /** The heading of the code column; `null` if code and name are the same or no code is on the wire. */
  readonly codeTitle: string | null;
  /** The heading of the name column. */
  readonly nameTitle: string;
  /** The base in which numeric codes are written; 10 unless given. */
  readonly base?: 16;
  /** Whether receivers accept codes outside the table. */
  readonly open: boolean;
  /** Whether the order of the entries has a meaning, as it has for checks. */
  readonly ordered: boolean;
  /** The registration policy (RFC 8126), if IANA maintains the registry. */
  readonly policy?: string;
  /** The headings of the further columns, by key. */
  readonly columns: Readonly<Record<string, string>>;
  readonly entries: readonly EntryModel[];
}
