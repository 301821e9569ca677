/**
 * HTTP fields whose values are Structured Fields (RFC 9651).
 *
 * @module
 */
import type { DocModel } from "./doc.ts";

/** A bare item of RFC 9651. */
export type SfBareModel =
  | { readonly type: "integer"; readonly least?: number; readonly most?: number }
  | { readonly type: "decimal" | "string" | "byte-sequence" | "boolean" | "date" }
  /** `registry` is the id of the registry of known tokens; other tokens are accepted too. */
  | { readonly type: "token"; readonly registry?: string };

/** A member of a List or Dictionary of RFC 9651: an item, or an Inner List with a fixed number of items. */
export type SfMemberModel = SfBareModel | { readonly type: "inner-list"; readonly items: readonly SfBareModel[] };

/** The Structured Field type of a field's value (RFC 9651). */
export type SfModel =
  | { readonly type: "item"; readonly of: SfBareModel }
  | { readonly type: "list"; readonly of: SfMemberModel; readonly least: number; readonly most: number | null }
  /** Members by known key. Receivers ignore other keys, but count them where `most` limits the number of members. */
  | { readonly type: "dictionary"; readonly of: Readonly<Record<string, SfMemberModel>>; readonly most: number | null };

/** An HTTP field whose value is a Structured Field. */
export interface HttpFieldModel extends DocModel {
  readonly kind: "http-field";
  /** The field name, lower case. */
  readonly id: string;
  readonly title: string;
  /** The type of the value in a request; absent if requests do not carry the field. */
  readonly request?: SfModel;
  /** The type of the value in a response; absent if responses do not carry the field. */
  readonly response?: SfModel;
  /**
   * The decoding bound that the value gives, if it gives one: an Integer is the bound of what the sender of the field receives, the key
   * of the only member of a Dictionary in a response is the code that both directions agreed on.
   */
  readonly bound?: string;
  /** The value in words, by direction. */
  readonly summary: { readonly request?: string; readonly response?: string };
}
