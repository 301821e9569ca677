/** A struct that contains itself. */
import { code, octets, recursive, registry, repeated, rest, struct, type Struct, uint } from "../../../reference/layout/index.ts";
import { about, doc, thing } from "./support.ts";

/** A tree: a leaf with octets, or a list of trees, each with its length before it. */
export type Tree =
  | { readonly kind: "leaf"; readonly data: Uint8Array }
  | { readonly kind: "list"; readonly items: readonly Tree[] };

const kinds = registry({ id: "tree-kind", title: "Kinds", ...doc, cite: "#test" }, [
  { code: 0, name: "leaf", meaning: "Octets", cite: "#test" },
  { code: 1, name: "list", meaning: "Trees", cite: "#test" },
]);

/** The greatest depth of a tree. */
export const DEPTH = 3;
/** A tree. */
export const tree: Struct<Tree> = struct({ ...about("tree"), title: "Tree" })
  .field("kind", code(8, kinds), doc)
  .length("size", uint(8), {}, doc)
  .variant("content", "kind", {
    leaf: thing("leaf").field("data", octets(rest), doc),
    list: thing("list").field("items", repeated(recursive<Tree>("tree", () => tree, { depth: DEPTH }), rest), doc),
  }, doc);
