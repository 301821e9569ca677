/**
 * Specialises a struct to one case of its variant.
 *
 * @module
 */
import { codeText, namedEntries } from "../../../reference/layout/entries.ts";
import type { CodeModel, EntryModel, FieldModel, Model, StructModel, VariantModel } from "../../../reference/layout/model.ts";
import { ViewError } from "../blocks.ts";
import { suggest } from "../../common/suggest.ts";

/** The name of the compressed form of a variant, as the attribute `case`. */
export const sealedCase = "sealed";

/** The name of the case of every code without one, as the attribute `case`. */
export const defaultCase = "default";

/** Returns the struct of a variant's case, if the variant has that case. */
export function caseOf(variant: VariantModel, name: string | undefined): StructModel | undefined {
  if (name === undefined) return undefined;
  if (name === sealedCase && variant.opaque !== undefined) return variant.opaque.as;
  if (Object.hasOwn(variant.cases, name)) return variant.cases[name];
  return name === defaultCase ? variant.default : undefined;
}

/** Returns the variants of a struct and of its nested structs. */
function variantsOf(struct: StructModel): readonly VariantModel[] {
  return struct.fields.flatMap(({ wire }) => {
    if (wire.kind === "variant") return [wire];
    return wire.kind === "struct" ? variantsOf(wire.struct) : [];
  });
}

/**
 * Returns the struct of a case.
 *
 * @throws {@link ViewError} if no variant of the struct has the case
 */
export function findCase(struct: StructModel, name: string): StructModel {
  const variants = variantsOf(struct);
  const found = variants.map((variant) => caseOf(variant, name)).find((each) => each !== undefined);
  if (found !== undefined) return found;
  const known = variants.flatMap(({ cases, default: other, opaque }) => [
    ...Object.keys(cases),
    ...(other === undefined ? [] : [defaultCase]),
    ...(opaque === undefined ? [] : [sealedCase]),
  ]);
  throw new ViewError(struct.id, `${struct.id} has no case "${name}"; ${suggest(name, known)}`);
}

/** Returns the registry entry of a field in a case, if the case determines it. */
export function entryInCase(field: FieldModel, struct: StructModel, name: string | undefined, model: Model): EntryModel | undefined {
  const { wire } = field;
  if (wire.kind !== "code" || name === undefined) return undefined;
  for (const { wire: variant } of struct.fields) {
    if (variant.kind !== "variant" || variant.cases[name] === undefined) continue;
    if (variant.by === field.name) return entryOf(wire, name, model, struct);
    if (variant.opaque?.by === field.name && wire.omit !== undefined) return entryOf(wire, wire.omit, model, struct);
  }
  return undefined;
}

/** Returns the registry entry of a code by name. @throws {@link ViewError} if the registry or the entry does not exist */
export function entryOf(code: CodeModel, name: string, model: Model, struct: StructModel): EntryModel {
  const registry = model.elements[code.registry];
  if (registry?.kind !== "registry") throw new ViewError(struct.id, `registry "${code.registry}" is not in the model`);
  const entry = namedEntries(registry).find((each) => each.name === name);
  if (entry === undefined) throw new ViewError(struct.id, `registry "${code.registry}" has no entry "${name}"`);
  return entry;
}

/** Returns the code of an entry in the base of its registry. */
export function codeWord(code: CodeModel, entry: EntryModel, model: Model): string {
  const registry = model.elements[code.registry];
  return registry?.kind === "registry" ? codeText(registry, entry) : String(entry.code);
}
