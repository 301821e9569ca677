/**
 * The parts of the Kaitai Struct language (`.ksy`) that the export uses.
 *
 * @module
 */

/** A type with arguments, or a choice of types by the value of an expression. */
export type KsyTypeUse = string | { readonly "switch-on": string; readonly cases: Readonly<Record<string, string>> };

/** A check of a value, which is `_` in the expression. */
export type KsyCheck = { readonly expr: string } | { readonly "in-enum": true };

/** The documentation of a part, with the place of its definition. */
export interface KsyDoc {
  readonly doc?: string;
  readonly "doc-ref"?: string;
}

/** A field in the order of the octets. */
export interface KsyAttribute extends KsyDoc {
  readonly id: string;
  readonly type?: KsyTypeUse;
  readonly enum?: string;
  readonly encoding?: string;
  /** Octets that are always the same. */
  readonly contents?: readonly number[];
  readonly size?: number | string;
  readonly "size-eos"?: true;
  readonly if?: string;
  readonly repeat?: "eos" | "expr" | "until";
  readonly "repeat-expr"?: string;
  readonly "repeat-until"?: string;
  readonly terminator?: number;
  readonly valid?: KsyCheck;
}

/** A value that is computed from others, or read at a place without moving on. */
export interface KsyInstance extends KsyDoc {
  readonly value?: string;
  readonly pos?: number | string;
  readonly type?: string;
  readonly encoding?: string;
  readonly "size-eos"?: true;
}

/** A parameter of a type. */
export interface KsyParameter extends KsyDoc {
  readonly id: string;
  readonly type: string;
  readonly enum?: string;
}

/** A type: parameters, fields, and computed values. */
export interface KsyType extends KsyDoc {
  readonly params?: readonly KsyParameter[];
  readonly seq: readonly KsyAttribute[];
  readonly instances?: Readonly<Record<string, KsyInstance>>;
}

/** The name of a code. */
export interface KsyMember extends KsyDoc {
  readonly id: string;
}

/** The names of codes. */
export type KsyEnum = ReadonlyMap<number, KsyMember>;

/** A file. */
export interface KsyFile extends KsyDoc {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly params?: readonly KsyParameter[];
  readonly seq?: readonly KsyAttribute[];
  readonly types: Readonly<Record<string, KsyType>>;
  readonly enums: Readonly<Record<string, KsyEnum>>;
}
