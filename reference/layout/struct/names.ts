/**
 * Checks of names, which become part of generated code.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { FieldModel, StructModel } from "../model.ts";
import { variantStructs } from "../variants.ts";

/**
 * Checks the id of a struct.
 *
 * @throws {@link LayoutError} if it is not lower case with hyphens
 */
export function checkId(id: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new LayoutError(id, "is not an id; expected lower-case letters and digits, separated by hyphens");
  }
}

/**
 * Checks the name of a field or bound, which becomes part of an identifier.
 *
 * @param where - the element and field, for the error
 * @param what - `a field` or `a bound`
 * @throws {@link LayoutError} if it is not letters and digits, or is a property of every object
 */
export function checkName(where: string, what: string, name: string): void {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || name in Object.prototype) {
    throw new LayoutError(
      where,
      `${what} cannot be named ${JSON.stringify(name)}, expected letters and digits that begin with a lower-case letter`,
    );
  }
}

/** Returns the structs that stand in a field. */
export function innerStructs({ wire }: Pick<FieldModel, "wire">): readonly StructModel[] {
  if (wire.kind === "struct") return [wire.struct];
  if (wire.kind === "repeat") return [wire.item.struct];
  if (wire.kind === "variant") return variantStructs(wire);
  return [];
}

/**
 * Checks all names of a struct that may come from a file.
 *
 * @throws {@link LayoutError} if the layout language does not allow a name
 */
export function checkNames(struct: StructModel): void {
  checkId(struct.id);
  for (const field of struct.fields) {
    checkName(struct.id, "a field", field.name);
    for (const each of field.constraints) if ("bound" in each) checkName(`${struct.id}.${field.name}`, "a bound", each.bound);
    for (const each of innerStructs(field)) checkNames(each);
  }
  for (const { field, other } of struct.relations ?? []) for (const name of [field, other]) checkName(struct.id, "a field", name);
}
