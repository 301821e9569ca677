/**
 * Field types made of structs: nested structs, and lists.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "../errors.ts";
import { bareField, checkBare, checkItem } from "./bare.ts";
import { countedBy } from "./check.ts";
import { checkListEnd } from "./list-ends.ts";
import { Struct, type ValueTest } from "./struct.ts";
import { type AnyTest, whenModel } from "./when-model.ts";
import type { UntilModel } from "../model.ts";
import { type Until, untilModel } from "../size.ts";
import { onWire, wireInfo, type WireInfo } from "../wire-type.ts";

/**
 * Returns the field type of a nested struct, a nested object in JavaScript.
 *
 * @example
 * ```ts
 * import { compile, nested, struct, uint } from "websocket2/layout";
 *
 * const point = struct({ id: "point", title: "Point", description: "A point.", cite: "#point", fault: "BAD" })
 *   .field("x", uint(8), { description: "To the right.", cite: "#point" })
 *   .field("y", uint(8), { description: "Downward.", cite: "#point" });
 * const pixel = struct({ id: "pixel", title: "Pixel", description: "A pixel.", cite: "#pixel", fault: "BAD" })
 *   .field("at", nested(point), { description: "Its place.", cite: "#pixel" })
 *   .field("colour", uint(24), { description: "Red, green, blue.", cite: "#pixel" });
 * console.log(compile(pixel).encode({ at: { x: 1, y: 2 }, colour: 0xff8000 })); // Uint8Array(5) [ 1, 2, 255, 128, 0 ]
 * ```
 */
export function nested<V extends object>(of: Struct<V>): z.ZodType<V> {
  const type = z.lazy(() => of.schema) as unknown as z.ZodType<V>;
  return onWire(type, { wire: { kind: "struct", struct: of.model }, constraints: [], faults: {}, uses: [of.model, ...of.uses] });
}

/**
 * Returns the field type of a struct that has one field of the value. The value in JavaScript is that of the field, not an object.
 *
 * @throws {@link LayoutError} if the struct does not have one field of the value that is always present
 *
 * @example
 * ```ts
 * import { bare, compile, counted, repeated, rest, struct, uint, utf8 } from "websocket2/layout";
 *
 * const name = struct({ id: "name", title: "Name", description: "A name.", cite: "#name", fault: "BAD" })
 *   .size("length", uint(8), {}, { description: "Octets of the text.", cite: "#name" })
 *   .field("text", utf8(counted("length")), { description: "The text.", cite: "#name" });
 * const names = struct({ id: "names", title: "Names", description: "Names.", cite: "#names", fault: "BAD" })
 *   .field("names", repeated(bare(name), rest), { description: "The names, the best first.", cite: "#names" });
 * console.log(compile(names).encode({ names: ["h2", "x"] })); // Uint8Array(5) [ 2, 104, 50, 1, 120 ]
 * ```
 */
export function bare<V extends object>(of: Struct<V>): z.ZodType<V[keyof V]> {
  checkBare(of.model);
  const { name } = bareField(of.model);
  const type = z.lazy(() => (of.schema as unknown as z.ZodObject).shape[name] as z.ZodType<V[keyof V]>);
  const wire = { kind: "struct", struct: of.model, bare: true } as const;
  return onWire(type as unknown as z.ZodType<V[keyof V]>, { wire, constraints: [], faults: {}, uses: [of.model, ...of.uses] });
}

/** Stands for the struct of an item until the list is a field: its names come from the field. */
const unnamed = { kind: "struct", id: "item", title: "", description: "", cite: "#item", fault: "", fields: [], sizes: [] } as const;

/** The last item of a list, told by values of its fields: those of {@link Struct.when}. */
export interface LastItem<V> {
  /** The values that the fields of the last item have, and those of no other item. */
  readonly last: { readonly [P in keyof V & string]?: ValueTest<V[P]> };
}

function listInfo(until: UntilModel, item: WireInfo): WireInfo {
  const { wire } = item;
  const held = wire.kind === "struct" ? wire : ({ kind: "struct", struct: unnamed, bare: true } as const);
  return {
    wire: { kind: "repeat", item: held, until },
    constraints: [],
    faults: {},
    unit: "items",
    ...(wire.kind === "struct" ? {} : { item }),
    uses: item.uses,
  };
}

/**
 * Returns the field type of a list, an array in JavaScript.
 *
 * @param of - the items: a struct, whose values are objects, or a field type of whole octets, such as an integer or a {@link bare} struct
 * @param until - the end of the list: a closing octet, the end of the region, a count, the values of the last item's fields
 *   (`{ last: ... }`), or the octets with which the field behind the list begins (`{ before: ... }`)
 * @throws {@link LayoutError} if an item can be empty or takes all the rest
 *
 * @example
 * ```ts
 * import { compile, flag, repeated, rest, struct, uint } from "websocket2/layout";
 *
 * const point = struct({ id: "point", title: "Point", description: "A point.", cite: "#point", fault: "BAD" })
 *   .field("x", uint(8), { description: "To the right.", cite: "#point" })
 *   .field("y", uint(8), { description: "Downward.", cite: "#point" });
 * const line = struct({ id: "line", title: "Line", description: "A line.", cite: "#line", fault: "BAD" })
 *   .field("points", repeated(point, rest), { description: "Its corners, in order.", cite: "#line" });
 * console.log(compile(line).encode({ points: [{ x: 1, y: 2 }, { x: 3, y: 4 }] })); // Uint8Array(4) [ 1, 2, 3, 4 ]
 *
 * const ports = struct({ id: "ports", title: "Ports", description: "Ports.", cite: "#ports", fault: "BAD" })
 *   .field("ports", repeated(uint(16), rest), { description: "The open ports.", cite: "#ports" });
 * console.log(compile(ports).decode(Uint8Array.of(0, 80, 1, 187))); // { ok: true, value: { ports: [ 80, 443 ] } }
 *
 * const block = struct({ id: "block", title: "Block", description: "A block.", cite: "#block", fault: "BAD" })
 *   .field("last", flag(), { description: "Whether it is the last one.", cite: "#block" })
 *   .field("kind", uint(7), { description: "Its kind.", cite: "#block" });
 * const blocks = struct({ id: "blocks", title: "Blocks", description: "Blocks.", cite: "#blocks", fault: "BAD" })
 *   .field("blocks", repeated(block, { last: { last: true } }), { description: "The blocks.", cite: "#blocks" });
 * const list = [{ last: false, kind: 1 }, { last: true, kind: 2 }];
 * console.log(compile(blocks).encode({ blocks: list })); // Uint8Array(2) [ 1, 130 ]
 * ```
 */
export function repeated<V extends object>(of: Struct<V>, until: Until | LastItem<V>): z.ZodType<readonly V[]>;
export function repeated<T>(of: z.ZodType<T>, until: Until): z.ZodType<readonly T[]>;
export function repeated(of: Struct<object> | z.ZodType, end: Until | LastItem<object>): z.ZodType<readonly unknown[]> {
  const type = of instanceof Struct ? nested(of) : of;
  const info = wireInfo("repeated", type);
  const { wire } = info;
  if (wire.kind === "struct") checkItem(wire.struct.id, wire.struct);
  const counter = countedBy(wire);
  if (counter !== undefined) {
    throw new LayoutError("repeated", `has items that ${counter} counts; put both into a struct, and repeat it as bare(struct)`);
  }
  if (wire.kind === "code" && wire.omit !== undefined) throw new LayoutError("repeated", "has items that omit one of their codes");
  const until = "last" in end ? ({ is: "last", when: whenModel(end.last as Readonly<Record<string, AnyTest>>) } as const) : untilModel(end);
  checkListEnd(until, of instanceof Struct ? of : undefined);
  return onWire(z.array(type), listInfo(until, info));
}
