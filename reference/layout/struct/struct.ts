/**
 * The builder of structs. The order of the calls is the order on the wire. The Zod schema and the TypeScript type of the value
 * follow from the calls.
 *
 * @module
 */
import type * as z from "zod";

import { LayoutError } from "../errors.ts";
import { checkGroup, checkVariant, checkWhen, countedBy } from "./check.ts";
import { checksumField, type ChecksumOptions } from "./checksum.ts";
import { constantInfo, literalInfo } from "./constant.ts";
import { countingModel, type CountingOptions } from "./counting.ts";
import { checkId, checkName } from "./names.ts";
import { type ShapeAlternatives, type ObjectShape, optionalField, plainField, withTrailingGroup, unionOf, variantOf } from "./shape.ts";
import { derivedInfo, type FieldDoc, fieldModel, type FieldAttributes, type StructDoc, structModel } from "./model.ts";
import { checkBehindList } from "./list-ends.ts";
import { checkNoRelations, checkRelation, withRelations } from "./relation.ts";
import { takesRest } from "./sizes.ts";
import { type AnyTest, whenModel } from "./when-model.ts";
import type { ElementModel, Endian, FieldModel, RelationModel, StructModel } from "../model.ts";
import { type FaultCodes, wireInfo, type WireInfo } from "../wire-type.ts";

/** An object type with its properties expanded. */
export type Simplify<T> = T extends unknown ? { [P in keyof T]: T[P] } : never;

/** A struct with any value. */
export interface AnyStruct {
  /** The plain-data model. */
  readonly model: StructModel;
  /** The Zod schema of the value. */
  readonly schema: z.ZodType;
  /** The elements that its fields refer to. */
  readonly uses: readonly ElementModel[];
}

/** The value of a struct. */
export type ValueOf<S> = S extends { readonly schema: z.ZodType<infer V> } ? V : never;

/** The bound of a length, size or count in addition to the bounds that follow from the layout. */
export interface DerivedOptions extends CountingOptions {
  /** The name of the decoding bound that the number minus `overhead` may not exceed; none by default. */
  readonly bound?: string;
  /** The number of octets that the bound does not count; 0 by default. It needs `bound`, and leaves the number on the wire as it is. */
  readonly overhead?: number;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** The author's description of constant bits. */
export interface ConstantDoc extends FieldDoc {
  /** Octet order; `big` by default. */
  readonly endian?: Endian;
  /** The base in which the value is written; 10 by default. */
  readonly base?: 16;
}

/** The struct that replaces the cases of a variant if the value has an earlier, omittable code. */
export interface OpaqueCase<S extends string, K extends string, A extends AnyStruct> {
  /** The omittable code. The payload is opaque if the value has this field. */
  readonly by: S;
  /** The cases that may be opaque. */
  readonly cases: readonly K[];
  /** The struct on the wire of an opaque payload. */
  readonly as: A;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** The further structs of a variant. */
export interface VariantOptions<D extends AnyStruct, S extends string, K extends string, A extends AnyStruct> {
  /** The struct for every code without a case; none by default. It is required if the registry is open. */
  readonly default?: D;
  /** The struct that replaces the cases if a higher layer decodes them first; none by default. */
  readonly opaque?: OpaqueCase<S, K, A>;
}

/** The least and greatest value of a number; without one of them any value on that side. */
export interface NumberTest {
  readonly least?: number;
  readonly most?: number;
}

/** The values of a field under which another is present. */
export type ValueTest<T> =
  | (T & (string | boolean))
  | readonly (T & string)[]
  | ([Exclude<T, undefined>] extends [number | bigint] ? number | NumberTest : never);

interface StructState {
  readonly doc: StructDoc;
  readonly fields: readonly FieldModel[];
  readonly shapes: ShapeAlternatives;
  readonly uses: readonly ElementModel[];
  readonly relations: readonly RelationModel[];
}

type NamedCases<V, B extends string, S extends string, C> = V extends unknown
  ? {
      [K in keyof C]: Simplify<Omit<V, B | S> & { readonly [P in B]: K } & { readonly [P in S]?: undefined } & ValueOf<C[K]>>;
    }[keyof C]
  : never;

type DefaultCase<V, B extends string, S extends string, C, D> = [D] extends [never]
  ? never
  : V extends unknown
    ? Simplify<
        Omit<V, B | S> & { readonly [P in B]: P extends keyof V ? Exclude<V[P], keyof C> : never } & {
          readonly [P in S]?: undefined;
        } & ValueOf<D>
      >
    : never;

type OpaqueCases<V, B extends string, S extends string, K, A> = [S] extends [never]
  ? never
  : V extends unknown
    ? Simplify<
        Omit<V, B | S> & { readonly [P in B]: K } & { readonly [P in S]: P extends keyof V ? Exclude<V[P], undefined> : never } & ValueOf<A>
      >
    : never;

/** The cases of a variant: one for each name, or with a default for any names. */
type CasesOf<N, D> = [D] extends [never] ? { readonly [K in N & string]: AnyStruct } : Readonly<Record<string, AnyStruct>>;

/**
 * An ordered list of named fields. A struct is immutable; every method returns a new struct.
 *
 * @example
 * ```ts
 * import { struct, uint } from "websocket2/layout";
 *
 * const empty = struct({ id: "point", title: "Point", description: "A point.", cite: "#point", fault: "BAD" });
 * const point = empty
 *   .field("x", uint(8), { description: "Distance from the left.", cite: "#point" })
 *   .field("y", uint(8), { description: "Distance from the top.", cite: "#point" });
 * console.log(empty.model.fields.length, point.model.fields.map(({ name }) => name)); // 0 [ 'x', 'y' ]
 * ```
 */
export class Struct<V extends object> {
  readonly #state: StructState;
  #model: StructModel | undefined;
  #schema: z.ZodType<V> | undefined;

  /** Use {@link struct}. */
  constructor(state: StructState) {
    this.#state = state;
  }

  /** The plain-data model. @throws {@link LayoutError} if the fields do not fill whole octets */
  get model(): StructModel {
    this.#model ??= structModel(this.#state.doc, this.#state.fields, this.#state.relations);
    return this.#model;
  }

  /** The strict Zod schema of the value, which refuses properties that are not fields. */
  get schema(): z.ZodType<V> {
    this.#schema ??= withRelations(unionOf(this.#state.shapes), this.#state).meta({
      title: this.#state.doc.title,
      description: this.#state.doc.description,
    }) as unknown as z.ZodType<V>;
    return this.#schema;
  }

  /** The registries, integers and structs that the fields refer to, without duplicates. */
  get uses(): readonly ElementModel[] {
    return [...new Set(this.#state.uses)];
  }

  /** Adds a field of the value. */
  field<const K extends string, T>(name: K, type: z.ZodType<T>, doc: FieldDoc): Struct<Simplify<V & { readonly [P in K]: T }>> {
    const info = wireInfo(`${this.#state.doc.id}.${name}`, type);
    if (info.wire.kind === "code" && info.wire.omit !== undefined) {
      throw new LayoutError(`${this.#state.doc.id}.${name}`, "omits one of its codes; use omittable");
    }
    return this.#add(name, info, doc, { role: "value" }, plainField(name, described(type, doc)));
  }

  /** Adds a code for which the value has no property if it is the omitted code of the type. */
  omittable<const K extends string, T>(name: K, type: z.ZodType<T>, doc: FieldDoc): Struct<Simplify<V & { readonly [P in K]?: T }>> {
    const info = wireInfo(`${this.#state.doc.id}.${name}`, type);
    if (info.wire.kind !== "code" || info.wire.omit === undefined) {
      throw new LayoutError(`${this.#state.doc.id}.${name}`, "omits no code; expected a code with omit");
    }
    return this.#add(name, info, doc, { role: "value" }, optionalField(name, described(type, doc)));
  }

  /**
   * Adds a field that is present only if an earlier flag, code or number has one of some values.
   *
   * @param by - the earlier field, or several fields with the values that all of them have to have
   * @param test - true or false, one or several names, a number, or the least and greatest number
   *
   * @example
   * ```ts
   * import { compile, flag, struct, uint } from "websocket2/layout";
   *
   * const about = { description: "For an example.", cite: "#publish" } as const;
   * const publish = struct({ id: "publish", title: "Publish", ...about, fault: "BAD" })
   *   .field("retain", flag(), about)
   *   .field("qos", uint(7, { most: 2 }), about)
   *   .when("qos", { least: 1 }, "id", uint(16), about);
   * console.log(compile(publish).encode({ retain: false, qos: 1, id: 5 })); // Uint8Array(3) [ 1, 0, 5 ]
   * console.log(compile(publish).encode({ retain: false, qos: 0 })); // Uint8Array(1) [ 0 ]
   * ```
   */
  when<const B extends keyof V & string, const K extends string, T>(
    by: B,
    test: ValueTest<V[B]>,
    name: K,
    type: z.ZodType<T>,
    doc: FieldDoc,
  ): Struct<Simplify<V & { readonly [P in K]?: T }>>;
  when<const K extends string, T>(
    tests: { readonly [P in keyof V & string]?: ValueTest<V[P]> },
    name: K,
    type: z.ZodType<T>,
    doc: FieldDoc,
  ): Struct<Simplify<V & { readonly [P in K]?: T }>>;
  when(...given: readonly unknown[]): Struct<never> {
    const [by, test] = given;
    const several = typeof by !== "string";
    const [name, type, doc] = given.slice(several ? 1 : 2) as [string, z.ZodType, FieldDoc];
    const when = whenModel(several ? (by as Readonly<Record<string, AnyTest>>) : { [by]: test as AnyTest });
    checkWhen(this.#state, name, when, type);
    const place: FieldAttributes = { role: "value", when };
    return this.#add(name, wireInfo(`${this.#state.doc.id}.${name}`, type), doc, place, optionalField(name, described(type, doc)));
  }

  /** Adds constant bits with a meaning. @param bits - width in bits, 1 to 64 */
  constant(name: string, bits: number, value: number | bigint, doc: ConstantDoc): Struct<V> {
    return this.#fixed(name, bits, value, doc, "constant");
  }

  /**
   * Adds octets that are always the same, such as the preface of HTTP/2 or the first octets of a PNG file.
   *
   * @param content - the octets, or ASCII text; 1 to 256 octets
   */
  literal(name: string, content: Uint8Array | string, doc: FieldDoc): Struct<V> {
    const info = literalInfo(`${this.#state.doc.id}.${name}`, content);
    return this.#add(name, info, doc, { role: "constant" }, (fields) => fields);
  }

  /**
   * Adds reserved bits, which are sent as 0. A receiver refuses other values, or with `ignored` accepts and drops them.
   *
   * @param bits - width in bits, 1 to 64
   */
  reserved(name: string, bits: number, doc: FieldDoc & { readonly ignored?: boolean }): Struct<V> {
    return this.#fixed(name, bits, 0, doc, "reserved");
  }

  /**
   * Adds the number of octets from the end of this field, or of the octet in which it ends, to the end of the struct. It is not part of
   * the value. The options let it count itself and earlier fields, in units, with a constant.
   */
  length(name: string, type: z.ZodType, options: DerivedOptions, doc: FieldDoc): Struct<V> {
    return this.#derived(name, type, options, doc, "length");
  }

  /** Adds the number of octets of one later field, which refers to it by `counted(name)`. It is not part of the value. */
  size(name: string, type: z.ZodType, options: DerivedOptions, doc: FieldDoc): Struct<V> {
    return this.#derived(name, type, options, doc, "size");
  }

  /** Adds the number of items of one later field, which refers to it by `counted(name)`. It is not part of the value. */
  count(name: string, type: z.ZodType, options: DerivedOptions, doc: FieldDoc): Struct<V> {
    return this.#derived(name, type, options, doc, "count");
  }

  /** Adds a number that a given function calculates from octets of the struct. It is not part of the value. */
  checksum(name: string, type: z.ZodType, options: ChecksumOptions, doc: FieldDoc): Struct<V> {
    const { info, place } = checksumField(this.#state.doc.id, this.#state.fields, name, type, options);
    return this.#add(name, info, doc, place, (fields) => fields);
  }

  /** Adds fields at the end of the struct that are all present or all absent. */
  trailing<G extends object>(
    name: string,
    add: (group: Struct<Record<never, never>>) => Struct<G>,
  ): Struct<Simplify<V & { readonly [P in keyof G]?: undefined }> | Simplify<V & G>> {
    const { doc, fields, shapes, uses } = this.#state;
    const group = add(new Struct({ doc, fields: [], shapes: [{}], uses: [], relations: [] })).#state;
    checkGroup(doc.id, name, group.fields);
    checkNoRelations(`${doc.id}.${name}`, group.relations);
    for (const field of group.fields) this.#checkNewField(field.name);
    return new Struct({
      ...this.#state,
      fields: [...fields, ...group.fields.map((field) => ({ ...field, group: name }))],
      shapes: withTrailingGroup(shapes, group.shapes),
      uses: [...uses, ...group.uses],
    });
  }

  /**
   * Adds fields that an earlier code chooses. The value has them beside the other fields.
   *
   * @param name - the name of the variant in text and diagrams
   * @param by - the earlier code
   * @param cases - a struct for each entry of its registry, or for some of them if there is a default
   *
   * @example
   * ```ts
   * import { code, compile, octets, registry, rest, struct, uint } from "websocket2/layout";
   *
   * const about = { description: "For an example.", cite: "#options" } as const;
   * const kind = registry({ id: "kind", title: "Kinds", ...about, open: true }, [
   *   { code: 1, name: "ttl", meaning: "Time to live", cite: "#options" },
   * ]);
   * const ttl = struct({ id: "ttl", title: "TTL", ...about, fault: "BAD" }).field("seconds", uint(16), about);
   * const unknown = struct({ id: "unknown", title: "Unknown Option", ...about, fault: "BAD" }).field("data", octets(rest), about);
   * const option = struct({ id: "option", title: "Option", ...about, fault: "BAD" })
   *   .field("kind", code(8, kind), about)
   *   .length("length", uint(8), {}, about)
   *   .variant("content", "kind", { ttl }, about, { default: unknown });
   * console.log(compile(option).encode({ kind: "ttl", seconds: 60 })); // Uint8Array(4) [ 1, 2, 0, 60 ]
   * console.log(compile(option).encode({ kind: 9, data: Uint8Array.of(7) })); // Uint8Array(3) [ 9, 1, 7 ]
   * ```
   */
  variant<
    const B extends keyof V & string,
    const C extends Readonly<Record<string, AnyStruct>>,
    D extends AnyStruct = never,
    const S extends keyof V & string = never,
    const K extends keyof C & string = never,
    A extends AnyStruct = never,
  >(
    name: string,
    by: B,
    cases: C & CasesOf<V[B], D>,
    doc: FieldDoc,
    options: VariantOptions<D, S, K, A> = {},
  ): Struct<NamedCases<V, B, S, C> | DefaultCase<V, B, S, C, D> | OpaqueCases<V, B, S, K, A>> {
    checkVariant(this.#state, name, by, cases, options);
    const { info, shapes, uses } = variantOf(this.#state, by, cases, options);
    this.#checkNewField(name);
    const field = fieldModel(this.#state.doc, name, info, doc, { role: "variant" });
    checkBehindList(this.#state.doc.id, this.#state.fields.at(-1), field);
    return new Struct({ ...this.#state, fields: [...this.#state.fields, field], shapes, uses: [...this.#state.uses, ...uses] });
  }

  /**
   * Adds a relation that every value has: a number is at most, below or equal to another one, or a flag or number is true or not 0
   * only if another one is. A comparison with an absent number holds.
   *
   * @param name - the field that a fault is reported at
   * @param fault - by default that of the struct
   * @throws {@link LayoutError} if a field is unknown, or none of numbers and, for `needs`, flags
   *
   * @example
   * ```ts
   * import { compile, struct, uint } from "websocket2/layout";
   *
   * const about = { description: "For an example.", cite: "#range" } as const;
   * const range = struct({ id: "range", title: "Range", ...about, fault: "BAD" })
   *   .field("first", uint(8), about)
   *   .field("last", uint(8), about)
   *   .relation("first", "atMost", "last");
   * console.log(compile(range).decode(Uint8Array.of(5, 4)).ok); // false
   * ```
   */
  relation(name: keyof V & string, is: RelationModel["is"], other: keyof V & string, fault = this.#state.doc.fault): Struct<V> {
    const relation: RelationModel = { field: name, is, other, fault };
    checkRelation(this.#state.doc.id, this.#state.fields, relation);
    return new Struct({ ...this.#state, relations: [...this.#state.relations, relation] });
  }

  #add<W extends object>(
    name: string,
    info: WireInfo,
    doc: FieldDoc,
    place: FieldAttributes,
    shape: (fields: ObjectShape) => ObjectShape,
  ): Struct<W> {
    this.#checkNewField(name);
    this.#checkCounted(name, info);
    const field = fieldModel(this.#state.doc, name, info, doc, place);
    checkBehindList(this.#state.doc.id, this.#state.fields.at(-1), field);
    return new Struct({
      ...this.#state,
      fields: [...this.#state.fields, field],
      shapes: this.#state.shapes.map(shape),
      uses: [...this.#state.uses, ...info.uses],
    });
  }

  #fixed(
    name: string,
    bits: number,
    value: number | bigint,
    doc: ConstantDoc & { readonly ignored?: boolean },
    role: "constant" | "reserved",
  ): Struct<V> {
    const info = constantInfo(`${this.#state.doc.id}.${name}`, bits, value, doc);
    return this.#add(name, info, doc, { role }, (fields) => fields);
  }

  #derived(name: string, type: z.ZodType, options: DerivedOptions, doc: FieldDoc, role: "length" | "size" | "count"): Struct<V> {
    const where = `${this.#state.doc.id}.${name}`;
    const info = derivedInfo(where, type, role === "count" ? "items" : "octets");
    if (role === "length" && this.#state.fields.some((field) => field.role === "length")) {
      throw new LayoutError(where, "is a second length; a struct has at most one, so nest a struct for another");
    }
    const { bound, overhead = 0, faults = {} } = options;
    if (bound === undefined && options.overhead !== undefined) {
      throw new LayoutError(where, "has an overhead without a bound: the bound does not count it, and the number does not contain it");
    }
    if (!Number.isSafeInteger(overhead) || overhead < 0) {
      throw new LayoutError(where, `has an overhead of ${overhead} octets, expected a whole number of at least 0`);
    }
    if (bound !== undefined) checkName(where, "a bound", bound);
    const counting = countingModel(where, role, [...this.#state.fields, { name, wire: info.wire }], options);
    const constraints = bound === undefined ? [] : [{ rule: "bound", bound, overhead } as const];
    return this.#add(name, { ...info, faults: { ...info.faults, ...faults } }, doc, { role, constraints, counting }, (fields) => fields);
  }

  /** Refuses a name that is taken, and a field after a field that takes all the rest. */
  #checkNewField(name: string): void {
    const { doc, fields } = this.#state;
    if (fields.some((field) => field.name === name)) throw new LayoutError(`${doc.id}.${name}`, "is the name of an earlier field");
    const last = fields.at(-1);
    if (last === undefined) return;
    if (takesRest(last.wire)) throw new LayoutError(`${doc.id}.${name}`, `follows ${last.name}, which takes all the rest`);
    if (last.group !== undefined) throw new LayoutError(`${doc.id}.${name}`, `follows the trailing group ${last.group}`);
  }

  #checkCounted(name: string, info: WireInfo): void {
    const { wire } = info;
    const by = countedBy(wire);
    if (by === undefined) return;
    const role = wire.kind === "repeat" ? "count" : "size";
    if (!this.#state.fields.some((field) => field.name === by && field.role === role)) {
      throw new LayoutError(`${this.#state.doc.id}.${name}`, `is counted by ${by}, which is not an earlier ${role}`);
    }
  }
}

function described<T extends z.ZodType>(type: T, doc: FieldDoc): z.ZodType {
  return type.meta({ description: doc.description });
}

/**
 * Returns a struct without fields.
 *
 * @param doc - its description, and the fault of each constraint that names no other
 * @throws {@link LayoutError} if the id is not lower case with hyphens
 *
 * @example
 * ```ts
 * import { compile, flag, struct, uint } from "websocket2/layout";
 *
 * const telegram = struct({ id: "telegram", title: "Telegram", description: "One reading.", cite: "#telegram", fault: "BAD" })
 *   .field("urgent", flag(), { description: "Whether a bell rings.", cite: "#telegram" })
 *   .field("sensor", uint(7), { description: "Number of the sensor.", cite: "#telegram" });
 * const codec = compile(telegram);
 * console.log(codec.encode({ urgent: true, sensor: 5 })); // Uint8Array(1) [ 133 ]
 * console.log(codec.decode(Uint8Array.of(133))); // { ok: true, value: { urgent: true, sensor: 5 } }
 * ```
 */
export function struct(doc: StructDoc): Struct<Record<never, never>> {
  checkId(doc.id);
  return new Struct({ doc, fields: [], shapes: [{}], uses: [], relations: [] });
}
