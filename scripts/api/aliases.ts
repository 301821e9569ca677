/**
 * Recognises type aliases that derive from the schema.
 *
 * @module
 */
import { type DeclarationReflection, QueryType, ReferenceType, type SomeType } from "typedoc";
import type { ElementModel, Model, SfModel } from "../../reference/layout/model.ts";
import { fieldText } from "./element-text.ts";
import { shapesOf, type ValueType } from "./shapes.ts";
import { httpFieldType } from "./http-field-type.ts";

/** Returns the name after the only `typeof` in a type such as `z.output<typeof frame.schema>`. */
function typeofArgument(type: ReferenceType): string | undefined {
  const [argument, ...others] = type.typeArguments ?? [];
  return argument instanceof QueryType && others.length === 0 ? argument.queryType.name : undefined;
}

/** The type of the value of a struct. */
export function structType(element: ElementModel & { kind: "struct" }, model: Model): ValueType {
  return { is: "shapes", shapes: shapesOf(element, model, (field, struct) => fieldText(field, struct, model)) };
}

/** Returns the element of the schema from whose type an alias derives, and the rest of the path to the type. */
function derivedFrom(type: SomeType | undefined, elements: ReadonlyMap<string, ElementModel>) {
  const [name = "", ...path] = (type instanceof ReferenceType ? typeofArgument(type) : undefined)?.split(".") ?? [];
  return { element: elements.get(name), path };
}

/** Returns the value of an HTTP field from which an alias derives, or `undefined` for another alias. */
export function fieldValueOf(type: SomeType | undefined, elements: ReadonlyMap<string, ElementModel>): SfModel | undefined {
  const { element } = derivedFrom(type, elements);
  if (element?.kind !== "http-field" || !(type instanceof ReferenceType)) return undefined;
  return type.name === "RequestValue" ? element.request : type.name === "ResponseValue" ? element.response : undefined;
}

/** Returns the meaning of an alias, or `undefined` unless it derives from one element. */
export function aliasType(type: SomeType | undefined, elements: ReadonlyMap<string, ElementModel>, model: Model): ValueType | undefined {
  const { element, path } = derivedFrom(type, elements);
  if (element?.kind === "struct" && (path.join() === "schema" || path.length === 0)) return structType(element, model);
  const value = fieldValueOf(type, elements);
  return value && element && httpFieldType(value, element.cite);
}

/** Returns the aliases of the whole value of a struct, by the export of the struct. */
export function aliasNames(aliases: readonly DeclarationReflection[]): ReadonlyMap<string, DeclarationReflection> {
  const found = aliases.flatMap((alias) => {
    const name = alias.type instanceof ReferenceType ? typeofArgument(alias.type) : undefined;
    return name === undefined || !name.endsWith(".schema") ? [] : [[name.slice(0, -".schema".length), alias] as const];
  });
  return new Map(found);
}
