/**
 * Shows the names of aliases for the values of HTTP fields: the compiler resolves `CompressionOffer` to a type without a name.
 *
 * @module
 */
import type { DeclarationReflection, ProjectReflection, Reflection, SomeType } from "typedoc";
import { ReferenceType, ReflectionType, UnionType } from "typedoc";

import type { ElementModel, SfModel } from "../../reference/layout/model.ts";
import { fieldValueOf } from "./aliases.ts";

/** The type of the value of a Dictionary in the layout language. */
const DICTIONARY = "SfDictionaryValue";

/** Returns the members of a Dictionary and whether each is an Inner List, as one text. */
function modelKey(sf: SfModel): string | undefined {
  if (sf.type !== "dictionary") return undefined;
  return Object.entries(sf.of).map(([name, of]) => `${name}:${of.type === "inner-list"}`).sort().join();
}

/** Returns the same text for a resolved type; `undefined` for another type. */
function typeKey(type: SomeType): string | undefined {
  if (!(type instanceof ReferenceType) || type.name !== DICTIONARY) return undefined;
  const [members] = type.typeArguments ?? [];
  if (!(members instanceof ReflectionType)) return undefined;
  const { children = [] } = members.declaration;
  return children.map(({ name, type: of }) => `${name}:${of instanceof ReferenceType && of.name === "SfMember"}`).sort().join();
}

/** A reflection that has a type. */
interface Typed {
  type: SomeType;
}

const hasType = (value: Reflection): value is Reflection & Typed => "type" in value && value.type !== undefined;

/**
 * Replaces the resolved types by references to their aliases.
 *
 * @param aliases - the aliases, before their definitions are expanded
 */
export function nameAliases(
  project: ProjectReflection,
  aliases: readonly DeclarationReflection[],
  elements: ReadonlyMap<string, ElementModel>,
): void {
  const named = new Map(
    aliases.flatMap((alias) => {
      const value = fieldValueOf(alias.type, elements);
      const key = value && modelKey(value);
      return key === undefined ? [] : [[key, alias] as const];
    }),
  );
  const rename = (type: SomeType): SomeType => {
    const alias = named.get(typeKey(type) ?? "");
    if (alias === undefined) return type;
    project.removeTypeReflections(type);
    return ReferenceType.createResolvedReference(alias.name, alias, project);
  };
  for (const reflection of Object.values(project.reflections).filter(hasType)) {
    const { type } = reflection;
    if (type instanceof UnionType) type.types = type.types.map(rename);
    else reflection.type = rename(type);
  }
}
