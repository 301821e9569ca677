/**
 * Defines the plain values of a struct in vectors, from its model:
 * names for codes, hexadecimal for octets, the fields of a variant beside the code that chooses them.
 *
 * @module
 */
import { z } from "zod";

import { namedEntries } from "../../../reference/layout/entries.ts";
import type { FieldModel, IntegerRange, Model, NestedModel, RegistryModel, StructModel } from "../../../reference/layout/model.ts";
import { bareField } from "../../../reference/layout/struct/bare.ts";
import { recursiveStruct } from "../../../reference/layout/struct/recursion.ts";
import { hex, octets } from "./octets.ts";

type ValueShape = Record<string, z.ZodType>;

/** An alternative of a value: its properties, and the group of properties that are present together or not at all. */
interface ValueAlternative {
  readonly shape: ValueShape;
  readonly group: readonly string[];
}

function findRegistry(model: Model, id: string): RegistryModel {
  const element = model.elements[id];
  if (element?.kind !== "registry") throw new Error(`the model ${model.name} has no registry ${id}`);
  return element;
}

/** Returns the names of a registry's assigned entries. @throws Error if the model has no such registry */
export function assignedNames(model: Model, registry: string): string[] {
  return namedEntries(findRegistry(model, registry)).map((entry) => entry.name);
}

/** Returns a range of octets as a class of a regular expression. */
function characterClass([least, most]: IntegerRange): string {
  const [from, to] = [least, most ?? 0xff].map((octet) => `\\x${octet.toString(16).padStart(2, "0")}`);
  return `[${from}-${to}]`;
}

/** @param without - names that the code does not have here */
function codeSchema(field: FieldModel, model: Model, without: readonly string[] = []): z.ZodType {
  const wire = field.wire as Extract<FieldModel["wire"], { kind: "code" }>;
  const names = assignedNames(model, wire.registry).filter((name) => !without.includes(name));
  if (!wire.open) return z.enum(names);
  const registered = field.constraints.find((constraint) => constraint.rule === "registered");
  if (registered?.octetRange !== undefined && "bits" in wire) {
    return z.string().regex(new RegExp(`^${characterClass(registered.octetRange)}{${wire.bits / 8}}$`));
  }
  const greatest = "bits" in wire ? 2 ** wire.bits - 1 : Number(wire.integer.largest);
  const bare = z.int().min(0).max(Math.min(greatest, Number.MAX_SAFE_INTEGER));
  return names.length === 0 ? bare : z.union([z.enum(names), bare]);
}

/** Returns the schema of an integer; vectors hold none that is no exact number. */
function within(least: number, most: number): z.ZodType {
  return z.int().min(Math.max(least, Number.MIN_SAFE_INTEGER)).max(Math.min(most, Number.MAX_SAFE_INTEGER));
}

function fieldSchema(field: FieldModel, model: Model): z.ZodType {
  const { wire } = field;
  switch (wire.kind) {
    case "code":
      return codeSchema(field, model);
    case "int":
      return within(-(2 ** (wire.bits - 1)), 2 ** (wire.bits - 1) - 1);
    case "uint":
      return within(0, 2 ** wire.bits - 1);
    case "prefixed":
    case "continued":
      return within(0, Number(wire.integer.largest));
    case "flag":
      return z.boolean();
    case "octets":
      return wire.size.is === "fixed" ? hex.length(wire.size.octets * 2) : octets;
    case "ascii":
    case "latin1":
    case "utf8":
      return z.string();
    case "recursive":
      return z.lazy(() => valueSchema(recursiveStruct(model, wire.struct), model));
    case "struct":
      return nestedSchema(wire, model);
    case "repeat":
      return z.array(nestedSchema(wire.item, model));
    case "constant":
    case "literal":
    case "variant":
      throw new Error(`${field.name}: expected a field with a value of its own, found a ${wire.kind}`);
  }
}

const nestedSchema = ({ struct, bare }: NestedModel, model: Model): z.ZodType =>
  bare === true ? fieldSchema(bareField(struct), model) : valueSchema(struct, model);

const isValue = (field: FieldModel): boolean =>
  field.role === "value" && !(field.wire.kind === "code" && field.wire.omit !== undefined);

function ownAlternative(struct: StructModel, model: Model): ValueAlternative {
  const fields = struct.fields.filter(isValue);
  const entries = fields.map((field): [string, z.ZodType] => {
    const type = fieldSchema(field, model).meta({ description: field.description });
    return [field.name, field.group === undefined && field.when === undefined ? type : type.optional()];
  });
  return {
    shape: Object.fromEntries(entries),
    group: fields.filter((field) => field.group !== undefined).map((field) => field.name),
  };
}

function alternatives(struct: StructModel, model: Model): ValueAlternative[] {
  const own = ownAlternative(struct, model);
  const variant = struct.fields.find((field) => field.wire.kind === "variant");
  if (variant?.wire.kind !== "variant") return [own];
  const { by, cases, default: other } = variant.wire;
  const withCode = (type: z.ZodType, inner: StructModel): ValueAlternative[] =>
    alternatives(inner, model).map((each) => ({
      shape: { ...own.shape, [by]: type, ...each.shape },
      group: [...own.group, ...each.group],
    }));
  const named = Object.entries(cases).flatMap(([name, inner]) => withCode(z.literal(name), inner));
  const code = struct.fields.find(({ name }) => name === by);
  return other === undefined || code === undefined ? named : [...named, ...withCode(codeSchema(code, model, Object.keys(cases)), other)];
}

function alternativeSchema({ shape, group }: ValueAlternative): z.ZodType {
  const object = z.strictObject(shape);
  if (group.length < 2) return object;
  return object.refine(
    (value) => new Set(group.map((name) => (value as Record<string, unknown>)[name] !== undefined)).size === 1,
    `expected ${group.join(" and ")} together or not at all`,
  );
}

function discriminator(struct: StructModel): string | undefined {
  const variant = struct.fields.find((field) => field.wire.kind === "variant")?.wire;
  return variant?.kind === "variant" && variant.default === undefined ? variant.by : undefined;
}

/**
 * Returns the schema of a struct's plain values: strict objects, one for each case of its variant.
 * A code that a value may omit is never present: a payload that another layer has to decompress first has no plain value.
 */
export function valueSchema(struct: StructModel, model: Model): z.ZodType {
  const all = alternatives(struct, model).map(alternativeSchema);
  const [first, ...others] = all;
  if (first === undefined) throw new Error(`${struct.id} has no values`);
  const by = discriminator(struct);
  if (others.length === 0) return first;
  if (by === undefined) return z.union(all);
  return z.discriminatedUnion(by, all as unknown as [z.ZodObject, ...z.ZodObject[]]);
}
