/**
 * Structs as the Lua tables that the reader of the dissector follows.
 *
 * @module
 */
import { testsOf } from "../../../reference/layout/conditions.ts";
import { namedEntries } from "../../../reference/layout/entries.ts";
import type {
  CodeModel,
  ConstraintModel,
  FieldModel,
  IntegerRange,
  Model,
  PrefixedModel,
  RegistryModel,
  SizeModel,
  StructModel,
  TestModel,
  VariantModel,
} from "../../../reference/layout/model.ts";
import { formLargest } from "../../../reference/layout/numbers.ts";
import { takesRest } from "../../../reference/layout/struct/sizes.ts";
import { ExportError, refuseRelations } from "../export.ts";
import { LuaCode, type LuaValue, luaString } from "./lua-text.ts";
import { type FieldPlace, numberForm, octetsField } from "./proto-field.ts";

type LuaTable = Readonly<Record<string, LuaValue | undefined>>;

/** A struct under construction. */
interface StructContext {
  readonly struct: StructModel;
  /** The filter names of its fields begin with this. */
  readonly prefix: string;
  /** The fields of the structs around that this one can name: a variant's cases stand beside them. */
  readonly fields: readonly FieldModel[];
}

/** Returns a name as a part of a filter name. */
export function filterWord(name: string): string {
  return name
    .replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

const join = (prefix: string, word: string): string => `${prefix}.${word}`;

const ranges = (list: readonly IntegerRange[]): LuaValue => list.map(([least, most]) => (most === null ? [least] : [least, most]));

function runSize(size: SizeModel, path: string): LuaTable {
  switch (size.is) {
    case "rest":
      return { rest: true };
    case "fixed":
      return { octets: size.octets };
    case "field":
      return { count: size.field };
    case "octet":
      throw new ExportError(path, "is closed by an octet, which the dissector does not look for");
  }
}

/** Makes the tables of structs and collects what they refer to. */
export class StructTables {
  readonly #model: Model;
  /** The path of each filter name. */
  readonly #filters = new Map<string, string>();
  /** Registries and prefix-coded integers in use, by id. */
  readonly registries = new Map<string, RegistryModel>();
  readonly integers = new Map<string, PrefixedModel>();
  /** Names of bounds, and for a code its registry. */
  readonly bounds = new Map<string, RegistryModel | undefined>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** Returns the table of a struct. @param prefix - of the filter names of its fields */
  table(struct: StructModel, prefix: string, outer: readonly FieldModel[] = []): LuaValue {
    refuseRelations(struct, "dissector");
    const context = { struct, prefix, fields: [...outer, ...struct.fields] };
    const { id, title, fault, sizes } = struct;
    return { id, title, fault, sizes: ranges(sizes), fields: this.#fields(context) };
  }

  #fields(context: StructContext): LuaTable[] {
    let bit = 0;
    return context.struct.fields.map((field) => {
      const table = this.#field(context, field, bit);
      bit = (bit + Number(table["bits"] ?? 0)) % 8;
      return table;
    });
  }

  #field(context: StructContext, field: FieldModel, bit: number): LuaTable {
    const path = `${context.struct.id}.${field.name}`;
    const place: FieldPlace = { filter: this.#filter(context, field, path), path, bit };
    const { when } = field;
    if (field.counting !== undefined) {
      throw new ExportError(path, "counts in units, with a constant or from an earlier field on, which the dissector cannot");
    }
    const common = {
      name: field.name,
      title: field.title,
      role: field.role === "length" ? field.role : undefined,
      when: when === undefined ? undefined : testsOf(when).map((test) => this.#test(context, test)),
      group: field.group === undefined ? undefined : true,
      quiet: field.role === "value" ? undefined : true,
    };
    return { ...common, ...this.#wire(context, field, place) };
  }

  /** Reserves a filter name; fields without one of their own have none. */
  #filter({ prefix }: StructContext, field: FieldModel, path: string): string {
    if (field.wire.kind === "variant") return prefix;
    const filter = join(prefix, filterWord(field.name));
    const other = this.#filters.get(filter);
    if (other !== undefined) throw new ExportError(path, `has the filter name ${filter}, as ${other} has; give one of them another name`);
    this.#filters.set(filter, path);
    return filter;
  }

  #wire(context: StructContext, field: FieldModel, place: FieldPlace): LuaTable {
    const { wire } = field;
    switch (wire.kind) {
      case "uint":
      case "flag":
      case "constant":
        return this.#number(field, place, wire.bits, "endian" in wire && wire.endian === "little");
      case "prefixed":
        return this.#prefixed(field, place, wire.integer);
      case "code":
        return this.#code(field, place, wire);
      case "octets":
      case "ascii":
      case "utf8": {
        const charset = field.constraints.find(({ rule }) => rule === wire.kind);
        return {
          kind: "run",
          ...runSize(wire.size, place.path),
          ...(wire.kind === "octets" ? {} : { charset: wire.kind, charset_fault: charset?.fault ?? context.struct.fault }),
          checks: this.#checks(field, place.path),
          show: octetsField(field, place),
        };
      }
      case "struct":
        return { kind: "nested", struct: this.table(wire.struct, place.filter), show: octetsField(field, place) };
      case "repeat": {
        const { until } = wire;
        if (until.is === "last" || until.is === "before") {
          throw new ExportError(place.path, "is a list that ends by its last item or before an octet, which the dissector cannot read");
        }
        return {
          kind: "list",
          ...(until.is === "rest" ? { to_end: true } : until.is === "count" ? { count: until.field } : { closing: until.octet }),
          struct: this.table(wire.item.struct, place.filter),
          show: octetsField(field, place),
        };
      }
      case "variant":
        return this.#variant(context, field, wire);
      default:
        throw new ExportError(place.path, "is of a kind that the dissector cannot read; add it to scripts/exports/wireshark/");
    }
  }

  #number(field: FieldModel, place: FieldPlace, bits: number, little: boolean): LuaTable {
    return { bits, little: little || undefined, checks: this.#checks(field, place.path), ...numberForm(field, place) };
  }

  #prefixed(field: FieldModel, place: FieldPlace, integer: PrefixedModel): LuaTable {
    this.integers.set(integer.id, integer);
    const code = new LuaCode(`integers[${luaString(integer.id)}]`);
    return { ...this.#number(field, place, integer.lead, false), kind: "prefixed", integer: code };
  }

  #code(field: FieldModel, place: FieldPlace, wire: CodeModel): LuaTable {
    const registry = this.#registry(wire.registry, place.path);
    this.registries.set(registry.id, registry);
    for (const check of field.constraints) if (check.rule === "agreed") this.bounds.set(check.bound, registry);
    const names = `registries[${luaString(registry.id)}]`;
    const omitted = namedEntries(registry).find(({ name }) => name === wire.omit)?.code;
    const common = { names: new LuaCode(names), open: wire.open || undefined, omit: omitted };
    if ("integer" in wire) {
      if (wire.integer.kind === "prefixed") return { ...common, ...this.#prefixed(field, { ...place, names }, wire.integer) };
      throw new ExportError(place.path, "is a code in a continued integer, which the dissector cannot read");
    }
    if (wire.as === "number") return { ...common, ...this.#number(field, { ...place, names }, wire.bits, wire.endian === "little") };
    return { ...common, kind: "code", octets: wire.bits / 8, checks: this.#checks(field, place.path), show: octetsField(field, place) };
  }

  #registry(id: string, path: string): RegistryModel {
    const registry = this.#model.elements[id];
    if (registry?.kind !== "registry") throw new ExportError(path, `uses the registry ${id}, which the model does not have`);
    return registry;
  }

  #variant(context: StructContext, field: FieldModel, wire: VariantModel): LuaTable {
    const path = `${context.struct.id}.${field.name}`;
    const cases = Object.entries(wire.cases).map(
      ([name, struct]) =>
        [this.#codeOf(context, wire.by, name, path), this.table(struct, join(context.prefix, filterWord(name)), context.fields)] as const,
    );
    const { fields } = context.struct;
    const last = fields.at(-1) === field;
    return {
      kind: "variant",
      by: wire.by,
      opaque: this.#opaque(context, field, wire, path),
      cases: new Map(cases),
      other: wire.default === undefined ? undefined : this.table(wire.default, join(context.prefix, "other"), context.fields),
      fills: takesRest(wire) || (last && fields.some(({ role }) => role === "length")) || undefined,
      followed: !last || undefined,
    };
  }

  #opaque(context: StructContext, field: FieldModel, { by, opaque }: VariantModel, path: string): LuaTable | undefined {
    if (opaque === undefined) return undefined;
    const method = this.#fieldOf(context, opaque.by, path).wire;
    if (method.kind !== "code" || method.omit === undefined) throw new ExportError(path, `is opaque by ${opaque.by}, which omits no code`);
    const registry = this.#registry(method.registry, path);
    const payloads = namedEntries(registry).flatMap(({ code, name, payload }) => {
      const struct = payload === undefined ? undefined : this.#model.elements[payload];
      return struct?.kind === "struct" ? [[code, this.table(struct, join(context.prefix, filterWord(name)))] as const] : [];
    });
    const bound = context.struct.fields.flatMap(({ constraints }) => constraints).find((each) => each.rule === "bound");
    // The struct is named after its purpose and the field: "compressed-payload" of "payload" shows as "compressed".
    const word = filterWord(opaque.as.id.replace(new RegExp(`-${field.name}$`), ""));
    return {
      by: opaque.by,
      omit: this.#codeOf(context, opaque.by, method.omit, path),
      cases: new Map(opaque.cases.map((name) => [this.#codeOf(context, by, name, path), true])),
      fault: field.constraints.find(({ rule }) => rule === "sealable")?.fault ?? context.struct.fault,
      as: this.table(opaque.as, join(context.prefix, word), context.fields),
      payloads: new Map(payloads),
      limit: bound?.rule === "bound" ? { bound: bound.bound, fault: bound.fault } : undefined,
    };
  }

  #fieldOf({ fields }: StructContext, name: string, path: string): FieldModel {
    const found = fields.findLast((each) => each.name === name);
    if (found === undefined) throw new ExportError(path, `refers to ${name}, which is no earlier field`);
    return found;
  }

  /** Returns the code of a name. */
  #codeOf(context: StructContext, by: string, name: string, path: string): number | string {
    const { wire } = this.#fieldOf(context, by, path);
    const entries = wire.kind === "code" ? namedEntries(this.#registry(wire.registry, path)) : [];
    const code = entries.find((each) => each.name === name)?.code;
    if (code === undefined) throw new ExportError(path, `refers to ${name} of ${by}, which is no code`);
    return code;
  }

  /** Returns the test of an earlier field: the numbers and texts that it may be, or the ranges of them. */
  #test(context: StructContext, test: TestModel): LuaTable {
    const { field } = test;
    if ("ranges" in test) return { field, ranges: ranges(test.ranges) };
    const values = "oneOf" in test ? test.oneOf : [test.equals];
    return { field, values: new Map(values.map((each) => [this.#equals(context, field, each), true])) };
  }

  #equals(context: StructContext, by: string, equals: boolean | string): number | string {
    return typeof equals === "boolean" ? Number(equals) : this.#codeOf(context, by, equals, `${context.struct.id}.${by}`);
  }

  #checks(field: FieldModel, path: string): LuaValue {
    return field.constraints.map((check) => this.#check(check, path));
  }

  #check(check: ConstraintModel, path: string): LuaTable {
    const { rule, fault } = check;
    switch (check.rule) {
      case "shortest":
      case "sealable":
      case "utf8":
      case "ascii":
        return { rule, fault };
      case "equals":
        if (typeof check.value === "string") {
          throw new ExportError(path, `is the constant ${check.value}; the dissector compares up to 2^53 - 1`);
        }
        return { rule, fault, value: check.value };
      case "least":
      case "most":
        return { rule, fault, value: check.value };
      case "bound":
        if (!this.bounds.has(check.bound)) this.bounds.set(check.bound, undefined);
        return { rule, fault, bound: check.bound, overhead: check.overhead };
      case "registered":
        return { rule, fault, octets: check.octetRange === undefined ? undefined : (ranges([check.octetRange]) as LuaValue[])[0] };
      case "agreed":
        return { rule, fault, bound: check.bound };
      case "size":
        return { rule, fault, sizes: ranges(check.octets) };
      default:
        throw new ExportError(path, `has the rule ${rule as string}, which scripts/exports/wireshark/ cannot check: add it there`);
    }
  }
}

/** Returns the table of a prefix-coded integer: of each form the greatest lead, and the greatest integer of the smaller forms. */
export function integerTable({ endian, lead, forms }: PrefixedModel): LuaValue {
  let smaller: bigint | undefined;
  const tables = forms.map((form) => {
    const table = { most: form.lead[1], keep: form.keep, extra: form.extra, smaller: smaller === undefined ? undefined : Number(smaller) };
    const largest = formLargest(lead, form);
    if (smaller === undefined || largest > smaller) smaller = largest;
    return table;
  });
  return { little: endian === "little" || undefined, forms: tables };
}

/** Returns the names of a registry by code; ASCII codes are names themselves and have their meaning. */
export function registryTable(registry: RegistryModel): LuaValue {
  return new Map(namedEntries(registry).map(({ code, name, meaning }) => [code, typeof code === "number" ? name : meaning] as const));
}
