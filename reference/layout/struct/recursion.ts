/**
 * Structs that contain themselves, down to a bound.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "../errors.ts";
import type { FieldModel, Model, StructModel } from "../model.ts";
import { onWire } from "../wire-type.ts";
import { checkId, innerStructs } from "./names.ts";
import { takesRest } from "./sizes.ts";

/** The options of a recursive field. */
export interface RecursiveOptions {
  /** The greatest number of structs inside the outermost one, each inside the one before: 1 to 1000. */
  readonly depth: number;
}

/** The most levels: each of them takes memory of the call stack. */
const MOST_LEVELS = 1000;

/**
 * Returns the field type of a struct that stands around the field. Its value is a value of that struct, nested in itself.
 *
 * @param id - the id of the struct around the field
 * @param of - returns that struct, which is not complete when its fields are written
 * @throws {@link LayoutError} if the depth is not 1 to 1000
 *
 * @example
 * ```ts
 * import { compile, recursive, struct, type Struct, uint } from "websocket2/layout";
 *
 * const doc = { description: "A box, with another box in it or none.", cite: "#box" } as const;
 * type Box = { readonly size: number; readonly inner?: Box | undefined };
 * const box: Struct<Box> = struct({ id: "box", title: "Box", ...doc, fault: "BAD" })
 *   .field("size", uint(8), doc)
 *   .trailing("rest", (group) => group.field("inner", recursive<Box>("box", () => box, { depth: 3 }), doc)) as Struct<Box>;
 * console.log(compile(box).encode({ size: 3, inner: { size: 2 } })); // Uint8Array(2) [ 3, 2 ]
 * ```
 */
export function recursive<V extends object>(
  id: string,
  of: () => { readonly schema: z.ZodType<V> },
  { depth }: RecursiveOptions,
): z.ZodType<V> {
  checkId(id);
  if (!Number.isInteger(depth) || depth < 1 || depth > MOST_LEVELS) {
    throw new LayoutError(id, `is recursive with a depth of ${depth}; expected a whole number from 1 to ${MOST_LEVELS}`);
  }
  const constraints = [{ rule: "depth", most: depth }] as const;
  return onWire(z.lazy(() => of().schema), { wire: { kind: "recursive", struct: id, depth }, constraints, faults: {}, uses: [] });
}

/** Returns the recursive fields of a struct and of the structs inside, with the names of the fields around them. */
function recursiveFields(struct: StructModel): { readonly field: FieldModel; readonly last: boolean }[] {
  return struct.fields.flatMap((field, index) => {
    const last = index === struct.fields.length - 1;
    if (field.wire.kind === "recursive") return [{ field, last }];
    return innerStructs(field).flatMap((each) => recursiveFields(each).map((found) => ({ ...found, last: found.last && last })));
  });
}

/** Returns the ids of the structs that a struct or a struct inside refers to. */
export function recursiveIds(struct: StructModel): string[] {
  return [...new Set(recursiveFields(struct).map(({ field }) => (field.wire.kind === "recursive" ? field.wire.struct : "")))];
}

/** Returns whether a struct contains itself. */
export const isRecursive = (struct: StructModel): boolean => recursiveIds(struct).includes(struct.id);

/** Returns the structs that contain themselves, by id: the struct, and those in its fields. */
export function recursiveStructs(struct: StructModel): Map<string, StructModel> {
  const found = new Map<string, StructModel>();
  const add = (each: StructModel): void => {
    if (isRecursive(each)) found.set(each.id, each);
    for (const field of each.fields) for (const inner of innerStructs(field)) add(inner);
  };
  add(struct);
  return found;
}

/** Returns a struct of a model that contains itself. @throws {@link LayoutError} if the model has none with the id */
export function recursiveStruct({ elements }: Model, id: string): StructModel {
  for (const element of Object.values(elements)) {
    const found = element.kind === "struct" ? recursiveStructs(element).get(id) : undefined;
    if (found !== undefined) return found;
  }
  throw new LayoutError(id, "is referred to by a recursive field, but no struct of the model has this id and contains itself");
}

/** Returns whether each value of a struct contains another one, so that it never ends. */
function isEndless({ fields }: StructModel, id: string): boolean {
  return fields.some((field) => {
    const { wire } = field;
    if (field.when !== undefined || field.group !== undefined) return false;
    if (wire.kind === "recursive") return wire.struct === id;
    if (wire.kind === "struct") return isEndless(wire.struct, id);
    return wire.kind === "variant" && innerStructs(field).every((each) => isEndless(each, id));
  });
}

/**
 * Checks a struct that contains itself.
 *
 * @throws {@link LayoutError} if each value contains another one, or the struct takes all the rest
 */
export function checkRecursion(struct: StructModel): void {
  if (!isRecursive(struct)) return;
  if (isEndless(struct, struct.id)) {
    throw new LayoutError(struct.id, "contains itself always, so no value ends; make the recursive field optional");
  }
  if (!takesRest({ kind: "struct", struct })) return;
  const stray = recursiveFields(struct).find(
    ({ field: { wire }, last }) => wire.kind === "recursive" && wire.struct === struct.id && !last,
  );
  if (stray !== undefined) {
    const { name } = stray.field;
    throw new LayoutError(struct.id, `takes all the rest, so nothing can follow ${name}, which is recursive; begin it with a length`);
  }
}

/**
 * Checks that each recursive field stands in the struct that it names.
 *
 * @param around - the ids of the structs around this one
 * @throws {@link LayoutError} if one refers to another struct
 */
export function checkEnclosed(struct: StructModel, around: readonly string[] = [], isCase = false): void {
  // The fields of a case are those of the struct around it.
  const ids = isCase ? around : [...around, struct.id];
  for (const field of struct.fields) {
    const { wire } = field;
    if (wire.kind === "recursive" && !ids.includes(wire.struct)) {
      const where = `${struct.id}.${field.name}`;
      throw new LayoutError(where, `refers to ${wire.struct}, which does not stand around it; compile ${wire.struct}`);
    }
    for (const each of innerStructs(field)) checkEnclosed(each, ids, wire.kind === "variant");
  }
}
