/**
 * Converts types of the model to types of TypeDoc.
 *
 * @module
 */
import {
  ArrayType,
  Comment,
  DeclarationReflection,
  IntrinsicType,
  LiteralType,
  type ProjectReflection,
  type Reflection,
  ReferenceType,
} from "typedoc";
import { ReflectionFlag, ReflectionKind, ReflectionType, type SomeType, TupleType, TypeOperatorType, UnionType } from "typedoc";
import type { ShapeProperty, ApiShape, ValueType } from "./shapes.ts";

/** The parent of new reflections. */
export interface ReflectionPlace {
  readonly project: ProjectReflection;
  readonly parent: Reflection;
}

const readonlyOf = (type: ArrayType | TupleType): SomeType => new TypeOperatorType(type, "readonly");

/** Returns a union of string literals. */
export function literals(values: readonly string[]): SomeType {
  return unionOf(values.map((value) => new LiteralType(value)));
}

function unionOf(types: SomeType[]): SomeType {
  const [only, ...others] = types;
  return only !== undefined && others.length === 0 ? only : new UnionType(types);
}

/** Returns a type of the model as a type of TypeDoc. */
export function reflectType(type: ValueType, place: ReflectionPlace): SomeType {
  switch (type.is) {
    case "intrinsic":
      return new IntrinsicType(type.name);
    case "octets":
      return ReferenceType.createBrokenReference("Uint8Array", place.project, "typescript");
    case "named":
      return new IntrinsicType(type.name);
    case "literals":
      return unionOf([
        ...type.values.map((value) => new LiteralType(value)),
        ...(type.or === undefined ? [] : [new IntrinsicType(type.or)]),
      ]);
    case "tuple":
      return readonlyOf(new TupleType(type.items.map((item) => reflectType(item, place))));
    case "list":
      return readonlyOf(new ArrayType(reflectType(type.item, place)));
    case "shapes":
      return unionOf(type.shapes.map((shape) => reflectShape(shape, place)));
  }
}

function reflectShape(shape: ApiShape, { project, parent }: ReflectionPlace): SomeType {
  const declaration = new DeclarationReflection("__type", ReflectionKind.TypeLiteral, parent);
  project.registerReflection(declaration, undefined, undefined);
  declaration.children = shape.map((property) => reflectProperty(property, { project, parent: declaration }));
  return new ReflectionType(declaration);
}

function reflectProperty(property: ShapeProperty, { project, parent }: ReflectionPlace): DeclarationReflection {
  const child = new DeclarationReflection(property.name, ReflectionKind.Property, parent);
  project.registerReflection(child, undefined, undefined);
  child.setFlag(ReflectionFlag.Optional, property.optional);
  child.comment = new Comment([{ kind: "text", text: property.text }]);
  child.type = reflectType(property.type, { project, parent: child });
  return child;
}
