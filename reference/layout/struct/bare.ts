/**
 * Bare structs, whose value is that of one field, and the structs that hold the items of lists that are no structs.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { FieldModel, NestedModel, StructModel } from "../model.ts";
import { takesRest } from "./sizes.ts";

/** Returns the field of a bare struct that is part of the value. */
export function bareField({ id, fields }: StructModel): FieldModel {
  const found = fields.find((field) => field.role === "value");
  if (found === undefined) throw new LayoutError(id, "has no field of the value; expected one, whose value is that of the struct");
  return found;
}

/** Returns the field of a list's item or of a nested struct that holds nothing else; `undefined` if it holds more. */
export function onlyField({ struct, bare }: NestedModel): FieldModel | undefined {
  return bare === true && struct.fields.length === 1 ? struct.fields[0] : undefined;
}

/**
 * Checks that a struct can be bare.
 *
 * @throws {@link LayoutError} if it does not have one field of the value that is always present
 */
export function checkBare({ id, fields }: StructModel): void {
  const own = fields.filter((field) => field.role === "value" || field.role === "variant");
  const [only] = own;
  if (only === undefined || own.length > 1 || only.role === "variant") {
    throw new LayoutError(id, `has ${own.map(({ name }) => name).join(" and ") || "no field"} as value; expected one field if it is bare`);
  }
  const omits = only.wire.kind === "code" && only.wire.omit !== undefined;
  if (only.when !== undefined || only.group !== undefined || omits) {
    throw new LayoutError(`${id}.${only.name}`, "may be absent, so its struct cannot be bare");
  }
}

/**
 * Checks the struct of a list's items.
 *
 * @throws {@link LayoutError} if it can be empty or takes all the rest
 */
export function checkItem(where: string, struct: StructModel): void {
  if (struct.sizes.some(([least]) => least === 0)) throw new LayoutError(where, "can be empty, so its repetition has no bound");
  if (takesRest({ kind: "struct", struct })) {
    throw new LayoutError(where, "takes all the rest, so no item can follow it in a repetition");
  }
}
