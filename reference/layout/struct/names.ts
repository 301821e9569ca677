/**
 * Names that enter the text of compiled code.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { FieldModel, StructModel } from "../model.ts";

/**
 * Checks the id of a struct.
 *
 * @throws {@link LayoutError} where it is not lower case with hyphens
 */
export function checkId(id: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw new LayoutError(id, "is no id, expected lower-case letters and digits with hyphens between");
}

/**
 * Checks the name of a field or bound: it becomes part of an identifier.
 *
 * @param where - what has the name
 * @param what - `a field` or `a bound`
 * @throws {@link LayoutError} where it is not letters and digits, or a property that every object has
 */
export function checkName(where: string, what: string, name: string): void {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || name in Object.prototype) {
    throw new LayoutError(where, `${what} cannot be named ${JSON.stringify(name)}, expected letters and digits that begin lower case`);
  }
}

function innerStructs({ wire }: FieldModel): readonly StructModel[] {
  if (wire.kind === "struct") return [wire.struct];
  if (wire.kind === "repeat") return [wire.item.struct];
  if (wire.kind === "variant") return [...Object.values(wire.cases), ...(wire.opaque === undefined ? [] : [wire.opaque.as])];
  return [];
}

/**
 * Checks all names of a struct, which may have come from a file.
 *
 * @throws {@link LayoutError} where a name could not have been written in the layout language
 */
export function checkNames(struct: StructModel): void {
  checkId(struct.id);
  for (const field of struct.fields) {
    checkName(struct.id, "a field", field.name);
    for (const each of field.constraints) if ("bound" in each) checkName(`${struct.id}.${field.name}`, "a bound", each.bound);
    for (const each of innerStructs(field)) checkNames(each);
  }
}
