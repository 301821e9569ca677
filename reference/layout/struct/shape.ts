/**
 * The Zod schema of a struct. A value has one of several shapes, each a strict object.
 *
 * @module
 */
import * as z from "zod";

import type { ElementModel, VariantModel } from "../model.ts";
import { joinRanges } from "../size.ts";
import type { AnyStruct, OpaqueCase } from "./struct.ts";
import type { WireInfo } from "../wire-type.ts";

/** The properties of one shape. */
export type ObjectShape = Readonly<Record<string, z.ZodType>>;

/** The shapes that a value can have. */
export type ShapeAlternatives = readonly ObjectShape[];

/** Returns a function that adds a property to a shape. */
export const plainField =
  (name: string, type: z.ZodType) =>
  (fields: ObjectShape): ObjectShape => ({ ...fields, [name]: type });

/** Returns a function that adds an optional property to a shape. */
export const optionalField =
  (name: string, type: z.ZodType) =>
  (fields: ObjectShape): ObjectShape => ({ ...fields, [name]: type.optional() });

/** Returns properties whose only value is `undefined`. */
function absentProperties(names: readonly string[]): ObjectShape {
  return Object.fromEntries(names.map((name) => [name, z.undefined().optional()]));
}

/** Returns each shape without and with the group. */
export function withTrailingGroup(shapes: ShapeAlternatives, group: ShapeAlternatives): ShapeAlternatives {
  const none = absentProperties(group.flatMap((added) => Object.keys(added)));
  return [...shapes.map((shape) => ({ ...shape, ...none })), ...shapes.flatMap((shape) => group.map((added) => ({ ...shape, ...added })))];
}

/** Returns a strict object, or a union of strict objects. */
export function unionOf(shapes: ShapeAlternatives): z.ZodType {
  const objects = shapes.map((shape) => z.strictObject(shape));
  const [first, ...others] = objects;
  return others.length === 0 && first !== undefined ? first : z.union(objects);
}

function shapesOf(struct: AnyStruct): ShapeAlternatives {
  const { schema } = struct;
  const objects = (schema instanceof z.ZodUnion ? schema.options : [schema]) as z.ZodObject[];
  return objects.map((object) => object.shape as ObjectShape);
}

function withoutProperties(shape: ObjectShape, names: readonly string[]): ObjectShape {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
}

function combineShapes(
  shapes: ShapeAlternatives,
  drop: readonly string[],
  fixed: ObjectShape,
  added: ShapeAlternatives,
): ShapeAlternatives {
  return shapes.flatMap((shape) => added.map((each) => ({ ...withoutProperties(shape, drop), ...fixed, ...each })));
}

/** The further structs of a variant. */
interface AnyVariantOptions {
  readonly default?: AnyStruct;
  readonly opaque?: OpaqueCase<string, string, AnyStruct>;
}

/** Returns the type of a code that has none of the names. */
function otherType(shape: ObjectShape | undefined, by: string, names: readonly string[]): z.ZodType {
  const problem = `has a case of its own; expected none of ${names.join(", ")}`;
  return (shape?.[by] ?? z.never()).refine((code) => !names.includes(code as string), problem);
}

/** Returns the wire information of a variant, and the shapes of a struct with it. */
export function variantOf(
  state: { readonly shapes: ShapeAlternatives },
  by: string,
  cases: Readonly<Record<string, AnyStruct>>,
  { opaque, default: other }: AnyVariantOptions,
): { info: WireInfo; shapes: ShapeAlternatives; uses: readonly ElementModel[] } {
  const entries = Object.entries(cases);
  const wire: VariantModel = {
    kind: "variant",
    by,
    cases: Object.fromEntries(entries.map(([name, each]) => [name, each.model])),
    ...(other === undefined ? {} : { default: other.model }),
    ...(opaque === undefined ? {} : { opaque: { by: opaque.by, cases: opaque.cases, as: opaque.as.model } }),
  };
  const all = [...entries.map(([, each]) => each), ...(other === undefined ? [] : [other]), ...(opaque === undefined ? [] : [opaque.as])];
  const drop = opaque === undefined ? [by] : [by, opaque.by];
  const none = opaque === undefined ? {} : absentProperties([opaque.by]);
  const named = entries.flatMap(([name, each]) => combineShapes(state.shapes, drop, { [by]: z.literal(name), ...none }, shapesOf(each)));
  const rest = otherType(state.shapes[0], by, Object.keys(cases));
  const others = other === undefined ? [] : combineShapes(state.shapes, drop, { [by]: rest, ...none }, shapesOf(other));
  const open = [...named, ...others];
  return {
    info: {
      wire,
      constraints: [
        ...(opaque === undefined ? [] : [{ rule: "sealable" } as const]),
        { rule: "size", octets: joinRanges(all.flatMap((each) => each.model.sizes)) },
      ],
      faults: opaque?.faults ?? {},
      uses: [],
    },
    shapes: opaque === undefined ? open : [...open, ...opaqueShapes(state.shapes, by, opaque)],
    uses: all.flatMap((each) => [each.model, ...each.uses]),
  };
}

function opaqueShapes(shapes: ShapeAlternatives, by: string, opaque: OpaqueCase<string, string, AnyStruct>): ShapeAlternatives {
  const method = shapes.find((shape) => opaque.by in shape)?.[opaque.by];
  const required = method instanceof z.ZodOptional ? (method.unwrap() as z.ZodType) : (method ?? z.never());
  return combineShapes(shapes, [by, opaque.by], { [by]: z.enum(opaque.cases), [opaque.by]: required }, shapesOf(opaque.as));
}
