/**
 * Writes the JavaScript of a reader from the model of a struct.
 *
 * A reader is `read(b, p, end, r)`: octets, first offset, offset behind the last octet that is there, {@link Reading}.
 * It answers the offset behind the struct, or NEEDS, or MALFORMED. Constraints are checked in the order of the model,
 * each as soon as its octets are there; what lies behind a length is judged when all of it is there.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { ElementModel, FieldModel, RegistryModel, StructModel, VariantModel, WhenModel } from "../model.ts";
import { rangesText } from "../size.ts";
import { takesRest } from "../struct/model.ts";
import { Lines, quote } from "./lines.ts";
import { type BitField, flushRun, isBits, totalBits } from "./read-bits.ts";
import { emitCode, emitNested, emitPrefixed, emitRepeat, emitRun } from "./read-field.ts";
import { type Local, objectText, type Property, type Scope } from "./read-scope.ts";
import { codeOf, namesArray, namesByCode, registryOf } from "./registries.ts";
import { Sites } from "./site.ts";
import { sizeTest } from "./size-test.ts";

/** The emitter of one reader. */
export class ReadEmitter {
  readonly lines = new Lines();
  readonly sites = new Sites();
  readonly tables: unknown[] = [];
  /** Bounds that the reader asks for, with the agreed codes' registries. */
  readonly bounds = new Map<string, RegistryModel | undefined>();
  readonly variables: string[] = [];
  /** Bit fields that do not fill whole octets yet. */
  #run: BitField[] = [];
  readonly elements: Readonly<Record<string, ElementModel>>;
  readonly trace: boolean;

  /**
   * @param elements - registries by id
   * @param trace - whether the reader notes every field
   */
  constructor(elements: Readonly<Record<string, ElementModel>>, trace: boolean) {
    this.elements = elements;
    this.trace = trace;
  }

  /** A variable of the reader. */
  variable(prefix = "v"): string {
    const name = this.lines.fresh(prefix);
    this.variables.push(name);
    return name;
  }

  /** A constant of the reader: a table that code refers to. */
  table(content: unknown): string {
    return `T[${this.tables.push(content) - 1}]`;
  }

  /** A statement that reports a violated constraint. */
  fail(scope: Scope, site: number, octet: string, bit: number, found: string): string {
    return `return r.fail(${[site, octet, bit, found, ...scope.indexes].join(", ")});`;
  }

  /** Notes a field, where the reader traces. */
  mark(scope: Scope, field: FieldModel, octet: string, bit: number, bits: string, value: string): void {
    if (!this.trace) return;
    this.lines.add(`r.mark(${[quote(scope.path + field.name), octet, bit, bits, value, ...scope.indexes].join(", ")});`);
  }

  /** Makes sure that so many octets are there; `octets` is a number or a variable. */
  require(scope: Scope, octets: number | string, path: string): void {
    const { region } = scope;
    const sure = typeof octets === "number" && region.sure >= octets;
    if (region.delimited && !sure) {
      const site = this.sites.size(path, scope.struct.fault, `${typeof octets === "number" ? octets : "as many"} octets`);
      this.lines.add(`if (p + ${octets} > ${region.stop}) ${this.fail(scope, site, "p", 0, `(${region.stop} - p) + " octets"`)}`);
    }
    // A number that was read may be so large that the sum would be rounded.
    const missing = typeof octets === "number" ? `p + ${octets} - end` : `${octets} - (end - p)`;
    if (!region.whole) this.lines.add(`if (p + ${octets} > end) return r.need(${missing});`);
    region.sure = typeof octets === "number" ? region.sure - octets : 0;
  }

  /** Makes sure that a region of known size is there as a whole. */
  whole(scope: Scope): void {
    const { region } = scope;
    if (region.whole || !region.delimited) return;
    this.lines.add(`if (${region.stop} > end) return r.need(${region.stop} - end);`);
    region.whole = true;
  }

  /** The value of a bound, or the number of the code that it names, as a variable. */
  bound(name: string, registry?: RegistryModel): string {
    this.bounds.set(name, registry);
    return `B_${name}`;
  }

  /** The fields of a struct, one after the other, then its value. */
  struct(scope: Scope): void {
    this.fields(scope, scope.struct.fields, (inner) => {
      this.end(inner);
      this.value(inner);
    });
  }

  /** Some fields; `then` runs in each branch behind them. */
  fields(scope: Scope, fields: readonly FieldModel[], then: (scope: Scope) => void): void {
    let properties = scope.properties;
    for (const [index, field] of fields.entries()) {
      if (!isBits(field) || field.when !== undefined) this.aligned(scope, field);
      if (field.role === "variant") {
        this.variant({ ...scope, properties }, field, field.wire as VariantModel, then);
        return;
      }
      if (field.group !== undefined) {
        then({ ...scope, properties: [...properties, ...this.group(scope, fields.slice(index))] });
        return;
      }
      properties = [...properties, ...(field.when === undefined ? this.field(scope, field) : this.conditional(scope, field))];
    }
    then({ ...scope, properties });
  }

  /** Refuses a field that would begin within an octet but is no bit field. */
  aligned(scope: Scope, field: FieldModel): void {
    if (this.#run.length > 0) throw new LayoutError(`${scope.struct.id}.${field.name}`, "does not begin on an octet");
  }

  /** One field; bit fields wait until they fill whole octets together. */
  field(scope: Scope, field: FieldModel): Property[] {
    const variable = this.variable();
    if (isBits(field)) this.bits(scope, field, variable);
    else this.octets(scope, field, variable);
    this.length(scope, field, variable);
    return this.property(field, variable);
  }

  bits(scope: Scope, field: FieldModel, variable: string): void {
    this.#run.push({ field, variable });
    const complete = totalBits(this.#run) % 8 === 0;
    if (!complete && (field.wire.kind === "prefixed" || field.role === "length")) {
      throw new LayoutError(`${scope.struct.id}.${field.name}`, "does not end on an octet");
    }
    if (!complete) return;
    flushRun(this, scope, this.#run);
    this.#run = [];
    if (field.wire.kind === "prefixed") emitPrefixed(this, scope, scope.locals.get(field.name) as Local, field.wire.integer);
  }

  octets(scope: Scope, field: FieldModel, variable: string): void {
    const { wire } = field;
    const local: Local = { field, variable, at: this.variable("q"), bit: 0 };
    scope.locals.set(field.name, local);
    if (wire.kind === "struct") emitNested(this, scope, local, wire);
    else if (wire.kind === "repeat") emitRepeat(this, scope, local, wire);
    else if (wire.kind === "code") emitCode(this, scope, local, wire);
    else if (wire.kind === "octets" || wire.kind === "ascii" || wire.kind === "utf8") emitRun(this, scope, local, wire);
  }

  /** How a number is shown in a trace or an issue: a code by its name. */
  shown(field: FieldModel, variable: string): string {
    const { wire } = field;
    if (wire.kind === "flag") return `${variable} === 1`;
    if (wire.kind !== "code" || wire.as === "ascii") return variable;
    return `(${this.table(namesByCode(registryOf(wire, this.elements)))}.get(${variable}) ?? ${variable})`;
  }

  /** Behind a length begins a region of its own. */
  length(scope: Scope, field: FieldModel, variable: string): void {
    if (field.role !== "length") return;
    const stop = this.variable("stop");
    this.lines.add(`${stop} = p + ${variable};`);
    const { region } = scope;
    if (region.delimited) {
      const site = this.sites.size(scope.path + field.name, scope.struct.fault, "a length within the octets around it");
      this.lines.add(`if (${stop} > ${region.stop}) ${this.fail(scope, site, "p", 0, `${variable} + " octets"`)}`);
    }
    const least = field.constraints.find((each) => each.rule === "least")?.value ?? 0;
    scope.region = { stop, delimited: true, depth: scope.depth, whole: region.whole, sure: least };
  }

  /** The property of a field, where the field is part of the value. */
  property(field: FieldModel, variable: string): Property[] {
    if (field.role !== "value") return [];
    const { wire } = field;
    if (wire.kind === "flag") return [{ name: field.name, value: `${variable} === 1` }];
    if (wire.kind !== "code") return [{ name: field.name, value: variable }];
    const registry = registryOf(wire, this.elements);
    const value = wire.as === "ascii" || wire.open || wire.bits > 8 ? `(${this.table(namesByCode(registry))}.get(${variable}) ?? ${variable})` : `${this.table(namesArray(registry, wire))}[${variable}]`;
    return [{ name: field.name, value, ...(wire.omit === undefined ? {} : { present: `${variable} !== ${codeOf(registry, wire.omit)}` }) }];
  }

  /** The condition under which an earlier field, itself present, has a value. */
  condition(scope: Scope, { field: by, equals }: WhenModel): string {
    const local = scope.locals.get(by) as Local;
    const label = typeof equals === "boolean" ? String(Number(equals)) : this.caseLabel(local, equals);
    const { when } = local.field;
    return `${when === undefined ? "" : `${this.condition(scope, when)} && `}${local.variable} === ${label}`;
  }

  /** A field that is there only if. */
  conditional(scope: Scope, field: FieldModel): Property[] {
    const { when } = field;
    if (when === undefined) return [];
    const present = this.condition(scope, when);
    this.lines.add(`if (${present}) {`);
    const region = { ...scope.region };
    const properties = this.field(scope, field);
    this.lines.add("}");
    scope.region = { ...region, sure: 0 };
    return properties.map((each) => ({ ...each, present }));
  }

  /** Fields that stand at the end together or not at all. */
  group(scope: Scope, fields: readonly FieldModel[]): Property[] {
    const present = this.variable("has");
    this.whole(scope);
    this.lines.add(`${present} = p < ${scope.region.stop};`, `if (${present}) {`);
    const plain = fields.map(({ group: _, ...field }) => field);
    let properties: readonly Property[] = [];
    this.fields({ ...scope, properties: [] }, plain, (inner) => {
      properties = inner.properties;
    });
    this.lines.add("}");
    return properties.map((each) => ({ ...each, present: each.present === undefined ? present : `${present} && ${each.present}` }));
  }

  /** The cases of a variant, each a branch of its own up to the value. */
  variant(scope: Scope, field: FieldModel, wire: VariantModel, then: (scope: Scope) => void): void {
    const by = scope.locals.get(wire.by) as Local;
    const others = scope.properties.filter((each) => each.name !== wire.by && each.name !== wire.opaque?.by);
    if (wire.opaque !== undefined) this.sealed(scope, field, wire, others, then);
    this.lines.add(`switch (${by.variable}) {`);
    for (const [name, struct] of Object.entries(wire.cases)) {
      this.lines.add(`case ${this.caseLabel(by, name)}: {`);
      const properties: Property[] = [{ name: wire.by, value: quote(name) }, ...others];
      this.branch({ ...scope, properties, region: { ...scope.region } }, field, struct, then);
      this.lines.add("break; }");
    }
    this.lines.add("}");
  }

  /** The branch for what another layer has to open first. */
  sealed(scope: Scope, field: FieldModel, wire: VariantModel, others: readonly Property[], then: (scope: Scope) => void): void {
    const { opaque: sealed } = wire;
    if (sealed === undefined) return;
    const method = scope.locals.get(sealed.by) as Local;
    const by = scope.locals.get(wire.by) as Local;
    const value = (name: string): Property => ({ name, value: scope.properties.find((each) => each.name === name)?.value ?? "undefined" });
    this.lines.add(`if (${scope.properties.find((each) => each.name === sealed.by)?.present ?? "false"}) {`);
    const constraint = field.constraints.find((each) => each.rule === "sealable");
    if (constraint !== undefined) {
      const site = this.sites.constraint(scope.path + sealed.by, constraint, field);
      const right = sealed.cases.map((name) => `${by.variable} !== ${this.caseLabel(by, name)}`).join(" && ");
      this.lines.add(`if (${right}) ${this.fail(scope, site, method.at, method.bit, value(sealed.by).value)}`);
    }
    const properties = [value(wire.by), value(sealed.by), ...others];
    this.branch({ ...scope, properties, region: { ...scope.region } }, field, sealed.as, then);
    this.lines.add("} else");
  }

  caseLabel(by: Local, name: string): string {
    if (by.field.wire.kind !== "code") return quote(name);
    const code = registryOf(by.field.wire, this.elements).entries.find((entry) => entry.name === name)?.code ?? name;
    return typeof code === "number" ? String(code) : quote(code);
  }

  /** One case: its size is judged before its octets are there. */
  branch(scope: Scope, field: FieldModel, struct: StructModel, then: (scope: Scope) => void): void {
    if (scope.region.delimited) {
      this.sizes(scope, field, struct);
      this.whole(scope);
    }
    this.fields({ ...scope, struct, locals: new Map(scope.locals) }, struct.fields, then);
  }

  sizes(scope: Scope, field: FieldModel, struct: StructModel): void {
    const { stop } = scope.region;
    const [only] = struct.sizes;
    if (struct.sizes.length === 1 && only?.[0] === 0 && only[1] === null) return;
    const site = this.sites.size(scope.path + field.name, struct.fault, `${rangesText(struct.sizes)} octets`);
    this.lines.add(`if (!(${sizeTest(`${stop} - p`, struct.sizes)})) ${this.fail(scope, site, "p", 0, `(${stop} - p) + " octets"`)}`);
  }

  /** Nothing may be left over behind the last field of a region. */
  end(scope: Scope): void {
    const last = scope.struct.fields.at(-1);
    const { region } = scope;
    if (!region.delimited || region.depth !== scope.depth || (last !== undefined && last.group === undefined && last.when === undefined && takesRest(last.wire))) return;
    const site = this.sites.size(scope.path === "" ? scope.struct.id : scope.path.slice(0, -1), scope.struct.fault, "the end");
    this.lines.add(`if (p !== ${region.stop}) ${this.fail(scope, site, "p", 0, `(${region.stop} - p) + " octets left over"`)}`);
  }

  /** Builds the value and hands it over. */
  value(scope: Scope): void {
    const { literal, rest } = objectText(scope.properties);
    if (rest.length === 0) this.lines.add(scope.finish(literal));
    else this.lines.add(`{ const o = ${literal};`, ...rest, `${scope.finish("o")} }`);
  }
}
