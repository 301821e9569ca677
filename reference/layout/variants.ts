/**
 * The structs of a variant.
 *
 * @module
 */
import type { StructModel, VariantModel } from "./model.ts";

/** Returns the structs that a variant can have: those of its cases, of every other code, and of what is opaque. */
export function variantStructs({ cases, default: other, opaque }: VariantModel): readonly StructModel[] {
  return [...Object.values(cases), ...(other === undefined ? [] : [other]), ...(opaque === undefined ? [] : [opaque.as])];
}

/** Returns the struct that a code of a value chooses; `undefined` for a code without a struct, and without a code. */
export function chosenStruct({ cases, default: other }: VariantModel, code: unknown): StructModel | undefined {
  if (code === undefined) return undefined;
  const name = String(code);
  return Object.hasOwn(cases, name) ? cases[name] : other;
}
