/**
 * The Zod side of a struct: a value has one of several shapes, each a strict object.
 *
 * @module
 */
import { z } from "zod";

import type { ElementModel, VariantModel } from "../model.ts";
import { joinRanges } from "../size.ts";
import type { AnyStruct, OpaqueCase } from "./struct.ts";
import type { WireInfo } from "../wire-type.ts";

/** The properties of one shape. */
export type ObjectShape = Readonly<Record<string, z.ZodType>>;

/** All shapes that a value can have. */
export type ShapeAlternatives = readonly ObjectShape[];

/** Adds a property to a shape. */
export const plainField =
  (name: string, type: z.ZodType) =>
  (fields: ObjectShape): ObjectShape => ({ ...fields, [name]: type });

/** Adds a property that may be absent. */
export const optionalField =
  (name: string, type: z.ZodType) =>
  (fields: ObjectShape): ObjectShape => ({ ...fields, [name]: type.optional() });

/** Properties that a shape does not have, which may be said with `undefined`. */
function absentProperties(names: readonly string[]): ObjectShape {
  return Object.fromEntries(names.map((name) => [name, z.undefined().optional()]));
}

/** Each shape without and with the group. */
export function withTrailingGroup(shapes: ShapeAlternatives, group: ShapeAlternatives): ShapeAlternatives {
  const none = absentProperties(group.flatMap((added) => Object.keys(added)));
  return [...shapes.map((shape) => ({ ...shape, ...none })), ...shapes.flatMap((shape) => group.map((added) => ({ ...shape, ...added })))];
}

/** One strict object, or a union of them. */
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

function combineShapes(shapes: ShapeAlternatives, drop: readonly string[], fixed: ObjectShape, added: ShapeAlternatives): ShapeAlternatives {
  return shapes.flatMap((shape) => added.map((each) => ({ ...withoutProperties(shape, drop), ...fixed, ...each })));
}

/** What a variant adds to a struct: its wire information, and the shapes of the value. */
export function variantOf(
  state: { readonly shapes: ShapeAlternatives },
  by: string,
  cases: Readonly<Record<string, AnyStruct>>,
  sealing: OpaqueCase<string, string, AnyStruct> | undefined,
): { info: WireInfo; shapes: ShapeAlternatives; uses: readonly ElementModel[] } {
  const entries = Object.entries(cases);
  const wire: VariantModel = {
    kind: "variant",
    by,
    cases: Object.fromEntries(entries.map(([name, each]) => [name, each.model])),
    ...(sealing === undefined ? {} : { opaque: { by: sealing.by, cases: sealing.cases, as: sealing.as.model } }),
  };
  const all = [...entries.map(([, each]) => each), ...(sealing === undefined ? [] : [sealing.as])];
  const drop = sealing === undefined ? [by] : [by, sealing.by];
  const none = sealing === undefined ? {} : absentProperties([sealing.by]);
  const open = entries.flatMap(([name, each]) => combineShapes(state.shapes, drop, { [by]: z.literal(name), ...none }, shapesOf(each)));
  return {
    info: {
      wire,
      constraints: [...(sealing === undefined ? [] : [{ rule: "sealable" } as const]), { rule: "size", octets: joinRanges(all.flatMap((each) => each.model.sizes)) }],
      faults: sealing?.faults ?? {},
      uses: [],
    },
    shapes: sealing === undefined ? open : [...open, ...opaqueShapes(state.shapes, by, sealing)],
    uses: all.flatMap((each) => [each.model, ...each.uses]),
  };
}

function opaqueShapes(shapes: ShapeAlternatives, by: string, sealing: OpaqueCase<string, string, AnyStruct>): ShapeAlternatives {
  const method = shapes.find((shape) => sealing.by in shape)?.[sealing.by];
  const required = method instanceof z.ZodOptional ? (method.unwrap() as z.ZodType) : (method ?? z.never());
  return combineShapes(shapes, [by, sealing.by], { [by]: z.enum(sealing.cases), [sealing.by]: required }, shapesOf(sealing.as));
}
