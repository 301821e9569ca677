/**
 * Writes the code of a reader from the model of a struct.
 *
 * The code checks constraints in the order of the model, each as soon as its octets have arrived. Octets behind a length are checked
 * when all of them have arrived.
 *
 * @module
 */
import { testsOf } from "../conditions.ts";
import { namedEntries } from "../entries.ts";
import { LayoutError } from "../errors.ts";
import type { CodeModel, FieldModel, RegistryModel, StructModel, WhenModel } from "../model.ts";
import { integerOf, isBigWire } from "../numbers.ts";
import type { FieldCheck } from "../runtime/field-check.ts";
import { ReadChecksums } from "./read-checksums.ts";
import { emitRecursive } from "./recursion.ts";
import { camelName, CodeLines, objectText, quote } from "./code-lines.ts";
import { formText } from "./form-text.ts";
import { testText } from "./condition-text.ts";
import type { ModuleScope } from "./module-scope.ts";
import { UniqueNames } from "./names.ts";
import { type BitField, emitBits, isBits, totalBits } from "./read-bits.ts";
import { emitLiteral } from "./literal.ts";
import { emitContinued } from "./read-continued.ts";
import { emitCounting } from "./read-counting.ts";
import { emitEnd } from "./read-end.ts";
import { emitRelations } from "./relations.ts";
import { emitCode, emitNested, emitPrefixed, emitRepeat, emitRun } from "./read-field.ts";
import { emitInnerVariant, emitVariant, isInner } from "./read-variant.ts";
import { codeOf, registryOf } from "./registries.ts";
import { ANY_OCTETS, fieldPath, type FieldVariable, lessOctets, type StructScope, type ValueProperty } from "./struct-scope.ts";
import { bareType, unionText, type ValueTypes } from "./value-type.ts";

/** The names that every reader uses. */
const OWN_NAMES = ["octets", "start", "offset", "end", "state", "bounds"];

/** A failed check, as the code reports it: each part but the check is an expression. */
export interface Failure {
  readonly check: FieldCheck;
  /** The name of the check in the module; made of path and rule unless given. */
  readonly named?: string;
  /** Offset in octets from which `bit` counts. */
  readonly octet: string;
  /** First bit of the field; 0 unless given. */
  readonly bit?: number;
  /** The value that was found. */
  readonly found: string;
}

/** Writes one reader. */
export class ReadEmitter {
  readonly lines = new CodeLines(1);
  readonly module: ModuleScope;
  /** The struct that is read. */
  readonly outermost: StructModel;
  readonly types: ValueTypes;
  readonly #trace: boolean;
  readonly #readers: ReadonlyMap<string, string>;
  readonly #names: UniqueNames;
  /** Variables that are declared before the block that assigns them. */
  readonly #hoisted = new Set<string>();
  /** The variables of bigints, by those of their numbers. */
  readonly #wide = new Map<string, string>();
  /** Bit fields that do not fill whole octets yet. */
  #bits: BitField[] = [];
  readonly checksums = new ReadChecksums(this);

  /**
   * @param outermost - the struct that is read
   * @param trace - whether the reader notes every field
   * @param readers - the names of readers of structs that contain themselves
   */
  constructor(
    module: ModuleScope,
    types: ValueTypes,
    outermost: StructModel,
    trace: boolean,
    readers: ReadonlyMap<string, string>,
  ) {
    this.outermost = outermost;
    this.#readers = readers;
    this.module = module;
    this.types = types;
    this.#trace = trace;
    this.#names = new UniqueNames(OWN_NAMES, module.names);
  }

  /** Returns a free name for a variable. */
  name(wanted: string): string {
    return this.#names.take(wanted);
  }

  /** Declares a variable that a block inside assigns. */
  hoist(variable: string, type: string): void {
    if (this.isHoisted(variable)) return;
    this.#hoisted.add(variable);
    this.lines.add(`let ${variable}${this.module.typed(`!: ${type}`)};`);
  }

  /** Returns whether a variable is declared already. */
  isHoisted(variable: string): boolean {
    return this.#hoisted.has(variable);
  }

  /** Assigns a variable, and declares it where it is not. */
  assign(variable: string, value: string): void {
    this.lines.add(`${this.isHoisted(variable) ? "" : "const "}${variable} = ${value};`);
  }

  /** Returns the name of the reader of a struct that contains itself. */
  readerOf({ id }: StructModel): string {
    return this.#readers.get(id) ?? id;
  }

  /** Returns the registry of a code. */
  registry(wire: CodeModel): RegistryModel {
    return registryOf(wire, this.module.settings.elements);
  }

  /** Returns an earlier field of the struct. @throws LayoutError where the struct lacks it */
  fieldOf(scope: StructScope, name: string): FieldVariable {
    const found = scope.fields.get(name);
    if (found === undefined) throw new LayoutError(scope.struct.id, `refers to ${JSON.stringify(name)}, which is no earlier field`);
    return found;
  }

  /** Emits a check with its comment. @param condition - holds where the check fails */
  check(scope: StructScope, field: FieldModel | undefined, condition: string, { named, check, octet, bit = 0, found }: Failure): void {
    const constant = this.module.check(named ?? camelName(check.path.replaceAll("{}", ""), check.rule), check);
    this.lines.add(this.module.comment(scope.struct, field, check));
    this.lines.conditional(condition, `return state.fail(${[constant, octet, bit, found, ...scope.indexes].join(", ")});`);
  }

  /** Notes a field, where the reader traces. @param part - of the field, such as `.end` */
  mark(scope: StructScope, field: FieldModel, octet: string, bit: number, bits: string, value: string, part = ""): void {
    if (!this.#trace) return;
    const path = quote(fieldPath(scope, field) + part);
    this.lines.add(`state.mark(${[path, octet, bit, bits, value, ...scope.indexes].join(", ")});`);
  }

  /** Emits the test that octets have arrived and lie in the region. @param octets - a number, or the variable that holds it */
  require(scope: StructScope, octets: number | string, field: FieldModel | undefined): void {
    const { region } = scope;
    const sure = typeof octets === "number" && (region.left[0]?.[0] ?? 0) >= octets;
    if (region.delimited && !sure) {
      const expected = `${typeof octets === "number" ? octets : "as many"} octets`;
      const path = field === undefined ? scope.path : fieldPath(scope, field);
      const check = { path, code: scope.struct.fault, rule: "size", expected } as const;
      this.check(scope, field, `offset + ${octets} > ${region.stop}`, {
        check,
        octet: "offset",
        found: `\`\${${region.stop} - offset} octets\``,
      });
    }
    // A number that was read may be so large that the sum would be rounded.
    const missing = typeof octets === "number" ? `offset + ${octets} - end` : `${octets} - (end - offset)`;
    if (!region.whole) this.lines.add(`if (offset + ${octets} > end) return state.need(${missing});`);
    region.left = typeof octets === "number" ? lessOctets(region.left, octets) : ANY_OCTETS;
  }

  /** Emits the test that a delimited region has arrived as a whole. */
  whole({ region }: StructScope): void {
    if (region.whole || !region.delimited) return;
    this.lines.add(`if (${region.stop} > end) return state.need(${region.stop} - end);`);
    region.whole = true;
  }

  /** Returns the value of a bound, as a number. @param registry - of the code that the bound names */
  bound(name: string, registry?: RegistryModel): string {
    this.module.bounds.set(name, registry);
    return `bounds.${name}`;
  }

  /** Emits the fields of a struct, one after the other, then its value. */
  struct(scope: StructScope): void {
    this.checksums.within([], () =>
      this.fields(scope, scope.struct.fields, (inner) => {
        emitRelations(this, inner, scope.struct);
        emitEnd(this, inner);
        this.checksums.compareAll(inner);
        this.value(inner);
      }),
    );
  }

  /** Emits some fields; `then` emits what follows them, once in each branch. */
  fields(scope: StructScope, fields: readonly FieldModel[], then: (scope: StructScope) => void): void {
    let properties = scope.properties;
    for (const [index, field] of fields.entries()) {
      if (!isBits(field) || field.when !== undefined) this.aligned(scope, field);
      if (field.group === undefined) this.checksums.begin(scope, field, this.#bits.length === 0);
      if (field.wire.kind === "variant") {
        const place = { ...scope, properties };
        if (!isInner(scope, field.wire, fields.length - index - 1)) return emitVariant(this, place, field, field.wire, then);
        properties = emitInnerVariant(this, place, field, field.wire);
        continue;
      }
      if (field.group !== undefined) return this.group({ ...scope, properties }, fields.slice(index), then);
      properties = [...properties, ...(field.when === undefined ? this.field(scope, field) : this.conditional(scope, field, field.when))];
    }
    then({ ...scope, properties });
  }

  /** Refuses a field that would begin within an octet but is no bit field. */
  aligned(scope: StructScope, field: FieldModel): void {
    if (this.#bits.length > 0) throw new LayoutError(`${scope.struct.id}.${field.name}`, "does not begin on an octet");
  }

  /** Emits one field; bit fields wait until they fill whole octets together. */
  field(scope: StructScope, field: FieldModel, variable = this.name(field.name)): ValueProperty[] {
    if (isBits(field)) this.bits(scope, field, variable);
    else this.octets(scope, field, variable);
    if (field.role === "checksum") this.checksums.compareBefore(scope, field);
    return this.property(field, variable);
  }

  bits(scope: StructScope, field: FieldModel, variable: string): void {
    this.#bits.push({ field, variable });
    const complete = totalBits(this.#bits) % 8 === 0;
    const integer = integerOf(field.wire);
    if (!complete && integer !== undefined) {
      throw new LayoutError(`${scope.struct.id}.${field.name}`, "does not end on an octet");
    }
    if (!complete) return;
    const run = this.#bits;
    emitBits(this, scope, run);
    this.#bits = [];
    if (integer?.kind === "prefixed") emitPrefixed(this, scope, this.fieldOf(scope, field.name), integer);
    if (integer?.kind === "continued") emitContinued(this, scope, this.fieldOf(scope, field.name), integer);
    for (const each of run) emitCounting(this, scope, this.fieldOf(scope, each.field.name));
  }

  octets(scope: StructScope, field: FieldModel, variable: string): void {
    const { wire } = field;
    const place: FieldVariable = { field, variable, at: "offset", bit: 0 };
    scope.fields.set(field.name, place);
    this.lines.section(`${field.title}: ${formText(field)}`);
    const integer = integerOf(wire);
    if (wire.kind === "literal") emitLiteral(this, scope, place, wire);
    else if (integer?.kind === "continued") {
      emitContinued(this, scope, place, integer);
      emitCounting(this, scope, place);
    } else if (wire.kind === "struct") emitNested(this, scope, place, wire);
    else if (wire.kind === "recursive") emitRecursive(this, scope, field, variable, wire);
    else if (wire.kind === "repeat") emitRepeat(this, scope, place, wire);
    else if (wire.kind === "code" && "bits" in wire) emitCode(this, scope, place, wire);
    else if ("size" in wire) emitRun(this, scope, place, wire);
  }

  /** Returns a number as traces and issues show it: a code by its name. */
  shown(field: FieldModel, variable: string): string {
    const { wire } = field;
    if (wire.kind === "flag") return `${variable} === 1`;
    if (wire.kind !== "code" || wire.as === "ascii") return variable;
    const code = [...this.#wide.values()].includes(variable) ? `Number(${variable})` : variable;
    return `${this.module.nameOf(this.registry(wire), wire, code)} ?? ${variable}`;
  }

  /** Returns the variable of the bigint of a code, of which another variable is the number to look up. */
  wide(variable: string): string {
    const known = this.#wide.get(variable);
    if (known !== undefined) return known;
    const name = this.name(`${variable}Wide`);
    this.#wide.set(variable, name);
    return name;
  }

  /** Returns the octets or items that an earlier field gives, a variable. */
  counted(scope: StructScope, name: string): string {
    const { variable, counted = variable } = this.fieldOf(scope, name);
    return counted;
  }

  /** Returns the property of a field, where the field is part of the value. */
  property(field: FieldModel, variable: string): ValueProperty[] {
    const { wire, name } = field;
    if (field.role !== "value") return [];
    if (wire.kind === "flag") return [{ name, value: `${variable} === 1` }];
    if (wire.kind !== "code") return [{ name, value: variable }];
    const registry = this.registry(wire);
    const bare = isBigWire(wire) ? this.wide(variable) : variable;
    if (wire.omit === undefined) return [{ name, value: this.nameText(registry, wire, variable, bare) }];
    const names = namedEntries(registry).map((entry) => entry.name).filter((each) => each !== wire.omit);
    const present = `${variable} !== ${codeOf(registry, wire.omit)}`;
    return [{ name, value: this.nameText(registry, wire, variable, bare, names), present }];
  }

  /**
   * Returns the name of a code, or the bare code.
   *
   * @param bare - the variable of the bare code
   * @param names - the names that it can be; all unless given
   */
  nameText(registry: RegistryModel, wire: CodeModel, variable: string, bare: string, names?: readonly string[]): string {
    const entries = namedEntries(registry);
    const all = entries.map((entry) => entry.name);
    if (wire.as === "ascii" && entries.every((entry) => entry.code === entry.name)) {
      return wire.open ? variable : `${variable}${this.module.typed(` as ${unionText(all)}`)}`;
    }
    const name = this.module.nameOf(registry, wire, variable);
    if (wire.open) {
      return names === undefined
        ? `${name} ?? ${bare}`
        : `${this.module.typed("(")}${name} ?? ${bare}${this.module.typed(`) as ${unionText(names)} | ${bareType(wire)}`)}`;
    }
    return names === undefined ? `${name}${this.module.typed("!")}` : `${name}${this.module.typed(` as ${unionText(names)}`)}`;
  }

  /** Returns the condition of a field, an expression: earlier fields, which are there themselves, have values. */
  condition(scope: StructScope, when: WhenModel): string {
    const tests = testsOf(when).flatMap((test) => {
      const by = this.fieldOf(scope, test.field);
      const own = by.field.when === undefined ? [] : [this.condition(scope, by.field.when)];
      const value = isBigWire(by.field.wire) ? `Number(${by.variable})` : by.variable;
      return [...own, testText(test, value, (name) => this.caseLabel(by, name))];
    });
    return [...new Set(tests)].join(" && ");
  }

  /** Emits a field that is there only if an earlier one has a value. */
  conditional(scope: StructScope, field: FieldModel, when: WhenModel): ValueProperty[] {
    const present = this.condition(scope, when);
    const variable = this.name(field.name);
    const read =
      field.wire.kind === "flag" || (field.wire.kind === "code" && field.wire.as === "number") ? "number" : this.types.fieldType(field);
    this.hoist(variable, field.wire.kind === "code" && field.wire.as === "ascii" ? "string" : read);
    if (field.wire.kind === "code" && isBigWire(field.wire)) this.hoist(this.wide(variable), "bigint");
    this.lines.open(`if (${present}) {`);
    const region = { ...scope.region };
    const properties = this.field(scope, field, variable);
    this.lines.close();
    scope.region = { ...region, left: ANY_OCTETS };
    return properties.map((each) => ({ ...each, present }));
  }

  /** Emits fields that stand at the end together or not at all. */
  group(scope: StructScope, fields: readonly FieldModel[], then: (scope: StructScope) => void): void {
    this.whole(scope);
    const { region } = scope;
    const plain = fields.map(({ group: _, ...field }) => field);
    this.lines.open(`if (offset < ${region.stop}) {`);
    const left = region.left.filter(([, most]) => most !== 0).map(([least, most]) => [Math.max(1, least), most] as const);
    this.checksums.branch(() => this.fields({ ...scope, region: { ...region, left } }, plain, then));
    if (scope.returns) this.lines.close();
    else this.lines.next("} else {");
    then({ ...scope, region: { ...region, left: [[0, 0]] } });
    if (!scope.returns) this.lines.close();
  }

  /** Returns the code of a name as it is compared with the code that was read. */
  caseLabel(by: FieldVariable, name: string): string {
    if (by.field.wire.kind !== "code") return quote(name);
    const code = namedEntries(this.registry(by.field.wire)).find((entry) => entry.name === name)?.code ?? name;
    return typeof code === "number" ? String(code) : quote(code);
  }

  /** Emits the value and hands it over. */
  value(scope: StructScope): void {
    const always = scope.properties.filter((each) => each.present === undefined);
    const sometimes = scope.properties.filter((each) => each.present !== undefined);
    const properties = always.map(propertyText);
    const literal = objectText(properties, this.lines.columns - "state.value = ;".length);
    if (scope.bare) return this.lines.add(...scope.finish(always[0]?.value ?? "undefined"));
    if (sometimes.length === 0) return this.lines.add(...scope.finish(literal));
    const value = this.name("value");
    this.lines.add(`const ${value}${this.module.typed(`: Writable<${scope.type}>`)} = ${literal};`);
    for (const { name, value: each, present } of sometimes) this.lines.add(`if (${present ?? "true"}) ${value}.${name} = ${each};`);
    this.lines.add(...scope.finish(value));
  }
}

/** Returns a property of an object literal. */
function propertyText({ name, value, spread }: ValueProperty): string {
  if (spread === true) return `...${value}`;
  return name === value ? name : `${name}: ${value}`;
}
