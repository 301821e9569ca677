/**
 * The shapes of the JavaScript value of a struct.
 *
 * @module
 */
import { namedEntries } from "../../reference/layout/entries.ts";
import type { CodeModel, FieldModel, Model, NestedModel, StructModel, VariantModel } from "../../reference/layout/model.ts";
import { recursiveStruct } from "../../reference/layout/struct/recursion.ts";
import { isBigWire } from "../../reference/layout/numbers.ts";
import { bareField } from "../../reference/layout/struct/bare.ts";

/** The type of a property. */
export type ValueType =
  | { readonly is: "intrinsic"; readonly name: "number" | "bigint" | "boolean" | "string" }
  | { readonly is: "octets" }
  | { readonly is: "named"; readonly name: string }
  | { readonly is: "literals"; readonly values: readonly string[]; readonly or?: "number" | "bigint" | "string" }
  | { readonly is: "shapes"; readonly shapes: readonly ApiShape[] }
  | { readonly is: "tuple"; readonly items: readonly ValueType[] }
  | { readonly is: "list"; readonly item: ValueType };

/** One property of a shape. */
export interface ShapeProperty {
  readonly name: string;
  readonly type: ValueType;
  readonly optional: boolean;
  /** The documentation, in Markdown. */
  readonly text: string;
}

/** The properties of one shape. */
export type ApiShape = readonly ShapeProperty[];

/** Returns the documentation of a field, in Markdown. */
export type DescribeField = (field: FieldModel, struct: StructModel) => string;

/** Returns all shapes of the value of a struct. */
export function shapesOf(struct: StructModel, model: Model, describe: DescribeField): readonly ApiShape[] {
  const free = struct.fields.filter(({ group }) => group === undefined);
  const grouped = struct.fields.filter(({ group }) => group !== undefined);
  const shapes = free.reduce<readonly ApiShape[]>((sofar, field) => extend(sofar, field, struct, model, describe), [[]]);
  if (grouped.length === 0) return shapes;
  return [...shapes, ...grouped.reduce((sofar, field) => extend(sofar, field, struct, model, describe), shapes)];
}

function extend(
  shapes: readonly ApiShape[],
  field: FieldModel,
  struct: StructModel,
  model: Model,
  describe: DescribeField,
): readonly ApiShape[] {
  const { wire, role } = field;
  if (wire.kind === "variant") return shapes.flatMap((shape) => variant(shape, wire, model, describe));
  if (role !== "value") return shapes;
  const optional = field.when !== undefined || (wire.kind === "code" && wire.omit !== undefined);
  const property = { name: field.name, type: typeOf(field, model, describe), optional, text: describe(field, struct) };
  return shapes.map((shape) => [...shape, property]);
}

/** Returns a shape for each case, and one for the opaque case. */
function variant(shape: ApiShape, wire: VariantModel, model: Model, describe: DescribeField): readonly ApiShape[] {
  const { by, cases, default: other, opaque: sealed } = wire;
  const named = Object.entries(cases).flatMap(([name, struct]) => {
    const outer = fixProperty(shape, by, [name]).filter((property) => property.name !== sealed?.by);
    return shapesOf(struct, model, describe).map((inner) => [...outer, ...inner]);
  });
  const rest = other === undefined ? [] : shapesOf(other, model, describe).map((inner) => [...otherCodes(shape, by, cases), ...inner]);
  const open = [...named, ...rest];
  if (sealed === undefined) return open;
  const outer = fixProperty(shape, by, sealed.cases).map((property) =>
    property.name === sealed.by ? { ...property, optional: false } : property,
  );
  return [...open, ...shapesOf(sealed.as, model, describe).map((inner) => [...outer, ...inner])];
}

/** Returns a shape whose code has none of the names of the cases. */
function otherCodes(shape: ApiShape, by: string, cases: VariantModel["cases"]): ApiShape {
  return shape.map((property) => {
    const { type } = property;
    if (property.name !== by || type.is !== "literals") return property;
    return { ...property, type: { ...type, values: type.values.filter((name) => !Object.hasOwn(cases, name)) } };
  });
}

function fixProperty(shape: ApiShape, name: string, values: readonly string[]): ApiShape {
  return shape.map((property) => (property.name === name ? { ...property, type: { is: "literals", values } as const } : property));
}

const number = (big: boolean): ValueType => ({ is: "intrinsic", name: big ? "bigint" : "number" });

function typeOf({ wire }: FieldModel, model: Model, describe: DescribeField): ValueType {
  switch (wire.kind) {
    case "uint":
    case "int":
    case "prefixed":
    case "continued":
      return number(isBigWire(wire));
    case "flag":
      return { is: "intrinsic", name: "boolean" };
    case "ascii":
    case "latin1":
    case "utf8":
      return { is: "intrinsic", name: "string" };
    case "code":
      return codeType(wire, model);
    case "recursive":
      return { is: "named", name: recursiveStruct(model, wire.struct).title };
    case "struct":
      return nestedType(wire, model, describe);
    case "repeat":
      return { is: "list", item: nestedType(wire.item, model, describe) };
    default:
      return { is: "octets" };
  }
}

function nestedType({ struct, bare }: NestedModel, model: Model, describe: DescribeField): ValueType {
  return bare === true ? typeOf(bareField(struct), model, describe) : { is: "shapes", shapes: shapesOf(struct, model, describe) };
}

function codeType(wire: CodeModel, model: Model): ValueType {
  const registry = model.elements[wire.registry];
  const names = registry?.kind === "registry" ? namedEntries(registry).map(({ name }) => name) : [];
  const values = names.filter((name) => name !== wire.omit);
  if (!wire.open) return { is: "literals", values };
  return { is: "literals", values, or: wire.as === "ascii" ? "string" : "big" in wire && wire.big ? "bigint" : "number" };
}
