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
  /** `registry` names the known tokens; others are accepted. */
  | { readonly type: "token"; readonly registry?: string };

/** A member of a List or Dictionary of RFC 9651: an item, or an Inner List with one item in each place. */
export type SfMemberModel = SfBareModel | { readonly type: "inner-list"; readonly items: readonly SfBareModel[] };

/** The Structured Field type of a field's value (RFC 9651). */
export type SfModel =
  | { readonly type: "item"; readonly of: SfBareModel }
  | { readonly type: "list"; readonly of: SfMemberModel; readonly least: number; readonly most: number | null }
  /** Members by known key. Other keys are ignored, but where there may be at most so many members they count. */
  | { readonly type: "dictionary"; readonly of: Readonly<Record<string, SfMemberModel>>; readonly most: number | null };

/** An HTTP field whose value is a Structured Field. */
export interface HttpFieldModel extends DocModel {
  readonly kind: "http-field";
  /** The field name, lower case. */
  readonly id: string;
  readonly title: string;
  /** What it holds in a request; absent where it is not sent in one. */
  readonly request?: SfModel;
  /** What it holds in a response. */
  readonly response?: SfModel;
  /** The value in words, by direction. */
  readonly summary: { readonly request?: string; readonly response?: string };
}
