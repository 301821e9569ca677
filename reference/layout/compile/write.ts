/**
 * Writes the code of a writer from the model of a struct.
 *
 * The code checks and measures the whole value, reserves memory, then fills it. Lengths, sizes, counts, constants and reserved bits
 * are not in the value; the writer computes them.
 *
 * @module
 */
import type {
  CodeModel,
  FieldModel,
  FixedCodeModel,
  NestedModel,
  OctetStringModel,
  RecursiveModel,
  RepeatModel,
  StructModel,
  UintModel,
  VariantModel,
} from "../model.ts";
import { furtherCheck } from "../runtime/index.ts";
import { alignedChecksum, beginChecksums, functionsOf, type OpenChecksum, writeChecksum } from "./checksums.ts";
import { integerOf, isBigWire } from "../numbers.ts";
import { conditionText } from "../conditions.ts";
import { valueCondition } from "./condition-text.ts";
import { camelName, CodeLines, choiceText, dataText, docComment, octetRangeText, quote } from "./code-lines.ts";
import type { ModuleScope } from "./module-scope.ts";
import { writeRelations } from "./relations.ts";
import { recursiveOctets } from "./recursion.ts";
import { UniqueNames } from "./names.ts";
import { constraintOf } from "./read-check.ts";
import { codeOf, codesByName, mostCode, registryOf } from "./registries.ts";
import { writeLiteral } from "./literal.ts";
import { BitCollector, type NumberPart } from "./write-bits.ts";
import { writeContinued } from "./write-continued.ts";
import { isDerived, writeNumber, writePrefixed } from "./write-number.ts";
import { givenOctets, givenText } from "./write-run.ts";
import { lastOctets, type RunCode, sum } from "./write-sizes.ts";

/** At most this many names are compared one by one, which is faster than a look-up. */
const FEW_NAMES = 4;

/** The names that every writer uses. */
const OWN_NAMES = ["fields", "given", "path", "target", "octets", "offset", "total", "tail", "tailFrom", "each", "index"];

/** The form of the value of a writer: an object, or that of the one field that is part of it. */
type ValueForm = "object" | "bare" | "bare item";

/** A writer: its struct, the form of the value, its name. */
interface WriterPlan {
  readonly struct: StructModel;
  readonly form: ValueForm;
  readonly name: string;
}

/** Writes one writer. */
export class WriteEmitter {
  readonly measure = new CodeLines(1);
  readonly write = new CodeLines(1);
  readonly module: ModuleScope;
  /** Declarations of variables that a block assigns, for the beginning of the function. */
  readonly hoisted: string[] = [];
  /** The writers of structs inside. */
  readonly writers: WriterPlan[];
  /** Whether the value can end in octets that are handed over by reference. */
  tailed = false;
  readonly #form: ValueForm;
  readonly #names: UniqueNames;
  /** How many blocks stand around the code. */
  #depth = 0;
  /** The variables of sizes and counts, by the field that holds them. */
  #counters = new Map<string, { readonly field: FieldModel; readonly variable: string }>();
  /** The variables that hold the offsets of checksums. */
  readonly #places = new Map<FieldModel, string>();
  /** Whether octets are summed up, which then must not be handed over by reference. */
  readonly #summed: boolean;

  /** @param writers - of the structs inside; more are added */
  constructor(module: ModuleScope, form: ValueForm, writers: WriterPlan[], summed: boolean) {
    this.module = module;
    this.#summed = summed;
    this.#form = form;
    this.writers = writers;
    this.#names = new UniqueNames(OWN_NAMES, module.names);
  }

  /** Returns a free name for a variable. */
  name(wanted: string): string {
    return this.#names.take(wanted);
  }

  /** Assigns a variable once. @param type - of the variable */
  assign(variable: string, value: string, type: "number" | "bigint" | "octets"): void {
    if (this.#depth > 0) this.hoisted.push(`let ${variable} = ${this.empty(type)};`);
    this.measure.add(`${this.#depth > 0 ? "" : "const "}${variable} =${value.startsWith("\n") ? "" : " "}${value};`);
  }

  /** Returns the value of a variable whose branch is not taken. */
  empty(type: "number" | "bigint" | "octets"): string {
    if (type === "octets") return this.module.use("noOctets");
    return type === "number" ? "0" : "0n";
  }

  /** Declares a number that blocks assign. */
  declare(variable: string): void {
    if (this.#depth > 0) this.hoisted.push(`let ${variable} = 0;`);
    else this.measure.add(`let ${variable} = 0;`);
  }

  /** Returns the path of a field, an expression. @param more - follows the name */
  path(field: Pick<FieldModel, "name" | "role">, more = ""): string {
    if (this.#form !== "bare item") return `path + ${quote(field.name + more)}`;
    const part = field.role === "value" ? more : `.${field.name}${more}`;
    return part === "" ? "path" : `path + ${quote(part)}`;
  }

  /** Returns the property of a field in the value, an expression. */
  valueOf({ name }: { readonly name: string }): string {
    return this.#form !== "object" ? "given" : `fields.${name}`;
  }

  /** Returns a function of the checks. */
  check(name: string): string {
    return `${this.module.use(name in furtherCheck ? "furtherCheck" : "check")}.${name}`;
  }

  /** Emits some fields. @returns their size in octets, an expression */
  fields(struct: StructModel, fields: readonly FieldModel[]): string {
    const bitFields = new BitCollector(this, struct);
    const counters = this.#counters;
    this.#counters = new Map(counters);
    const sizes: string[] = [];
    const derived: { field: FieldModel; part: NumberPart; from: number }[] = [];
    const checksums: OpenChecksum[] = [];
    for (const field of fields.filter((each) => each.group === undefined)) {
      const begun = beginChecksums(fields, field, (name) => this.name(name), (line) => this.write.add(line));
      if (begun.length > 0 || field.role === "checksum") alignedChecksum(struct, field, bitFields.isEmpty);
      checksums.push(...begun);
      if (field.role === "checksum") sizes.push(this.checksumPlace(field, bitFields));
      else if (isDerived(field)) {
        const part = this.number(field, bitFields);
        this.#counters.set(field.name, { field, variable: part.variable });
        derived.push({ field, part, from: sizes.length });
        sizes.push(part.size);
      } else {
        sizes.push(this.field(struct, field, bitFields));
      }
    }
    const group = fields.filter((each) => each.group !== undefined);
    if (group.length > 0) sizes.push(this.group(struct, group));
    for (const { field, part, from } of derived.reverse()) {
      const behind = sizes.slice(lastOctets(sizes, from) + 1);
      if (field.role === "length") this.assign(part.variable, this.counted(field, sum(behind)), "number");
      part.finish();
    }
    if (fields === struct.fields) writeRelations(this, struct);
    for (const each of checksums) writeChecksum(this, each, this.#places.get(each.field) ?? "");
    this.#counters = counters;
    return sum(sizes);
  }

  /** Emits the octets of a checksum as 0 and keeps their place. @returns their size in octets */
  checksumPlace(field: FieldModel, bitFields: BitCollector): string {
    const at = this.name(`${field.name}At`);
    this.#places.set(field, at);
    this.write.add(`const ${at} = offset;`);
    return bitFields.add(field, "0", (field.wire as UintModel).bits);
  }

  number(field: FieldModel, bitFields: BitCollector): NumberPart {
    const integer = integerOf(field.wire);
    if (integer === undefined) return writeNumber(this, field, bitFields);
    if (integer.kind === "continued") return writeContinued(this, field, bitFields, integer);
    return writePrefixed(this, field, bitFields);
  }

  /** Emits one field of the value. @returns its size in octets, an expression */
  field(struct: StructModel, field: FieldModel, bitFields: BitCollector): string {
    if (field.when !== undefined) return this.conditional(struct, field);
    const { wire } = field;
    switch (wire.kind) {
      case "octets":
      case "ascii":
      case "latin1":
      case "utf8":
        return this.run(field, wire);
      case "struct":
        return this.nested(field, wire);
      case "recursive":
        return this.recursive(field, wire);
      case "repeat":
        return this.list(field, wire);
      case "variant":
        return this.variant(struct, field, wire);
      case "literal":
        return writeLiteral(this, field, wire);
      case "code":
        if (wire.as === "ascii") return this.asciiCode(field, wire);
    }
    const part = this.number(field, bitFields);
    part.finish();
    return part.size;
  }

  asciiCode(field: FieldModel, wire: FixedCodeModel): string {
    const octets = wire.bits / 8;
    const registry = registryOf(wire, this.module.settings.elements);
    const variable = this.name(field.name);
    const octetRange = constraintOf(field, "registered")?.octetRange;
    const range = octetRange === undefined ? "" : `, ${octetRangeText(octetRange)}`;
    const given = `${this.path(field)}, ${this.valueOf(field)}`;
    const text = `${this.check("asciiCode")}(${given}, ${this.module.codes(registry)}, ${octets}${range})`;
    this.assign(variable, `${this.module.use("utf8Octets")}(${text})`, "octets");
    this.write.add(`octets.set(${variable}, offset);`, `offset += ${octets};`);
    return String(octets);
  }

  run(field: FieldModel, wire: OctetStringModel): string {
    const run = wire.kind === "octets" ? givenOctets(this, field, wire) : givenText(this, field, wire);
    if (wire.size.is === "field") this.count(wire.size.field, run.size);
    if (wire.size.is === "octet") return this.closed(field, run, wire.size.octet);
    if (wire.size.is !== "rest" || this.#summed) {
      this.write.add(...run.copy);
      return wire.size.is === "fixed" ? String(wire.size.octets) : run.size;
    }
    // A run that takes the rest of its struct ends the value: there the target may take it by reference.
    this.tailed = true;
    this.measure.add(`if (${run.size} >= tailFrom) tail = ${run.octets};`);
    this.write.open("if (tail === undefined) {");
    this.write.add(...run.copy);
    this.write.close();
    return run.size;
  }

  /** Emits a run and the octet that closes it. */
  closed(field: FieldModel, run: RunCode, octet: number): string {
    this.measure.add(`${this.check("unclosed")}(${this.path(field)}, ${this.valueOf(field)}, ${octet});`);
    this.write.add(...run.copy, `octets[offset] = ${octet};`, "offset += 1;");
    return `${run.size} + 1`;
  }

  /** Assigns a size or count. */
  count(field: string, value: string): void {
    const counter = this.#counters.get(field);
    if (counter !== undefined) this.assign(counter.variable, this.counted(counter.field, value), "number");
  }

  /** Returns the number on the wire of a length, size or count. @param behind - the octets or items behind it, an expression */
  counted(field: FieldModel, behind: string): string {
    const { before, unit, plus } = field.counting ?? { before: 0, unit: 1, plus: 0 };
    if (unit === 1) return sum([behind, String(before + plus)]);
    const noun = quote(field.role === "count" ? "items" : "octets");
    const units = `${this.check("units")}(${this.path(field)}, ${sum([behind, String(before)])}, ${unit}, ${noun})`;
    return plus === 0 ? units : `${units} ${plus < 0 ? "-" : "+"} ${Math.abs(plus)}`;
  }

  /** Returns the name of the writer of a struct inside. */
  writerOf({ struct, bare }: NestedModel): string {
    if (struct === this.module.settings.root) return camelName("write", struct.id);
    const form = bare === true ? "bare item" : "object";
    const known = this.writers.find((each) => each.struct === struct && each.form === form);
    if (known !== undefined) return known.name;
    const name = this.module.names.take(camelName("write", struct.id));
    this.writers.push({ struct, form, name });
    return name;
  }

  /** Emits a struct in place: its octets come from a writer of its own. */
  nested(field: FieldModel, wire: NestedModel): string {
    const variable = this.name(field.name);
    const value = this.valueOf(field);
    const given =
      wire.bare === true
        ? [value, this.path(field)]
        : [`${this.check("object")}(${this.path(field)}, ${value})`, this.path(field, ".")];
    this.assign(variable, `${this.writerOf(wire)}(${given.join(", ")})`, "octets");
    return this.copied(variable);
  }

  /** Emits a struct that stands around the field. */
  recursive(field: FieldModel, wire: RecursiveModel): string {
    const variable = this.name(field.name);
    this.assign(variable, recursiveOctets(this, field, wire), "octets");
    return this.copied(variable);
  }

  /** Emits a list. */
  list(field: FieldModel, { item: wire, until }: RepeatModel): string {
    const variable = this.name(field.name);
    const items = this.name(`${field.name}Items`);
    const at = `${this.path(field, ".")} + index`;
    const given = wire.bare === true ? ["each", at] : [`${this.check("object")}(${at}, each)`, `${at} + "."`];
    const item = `${this.writerOf(wire)}(${given.join(", ")})`;
    const ends = until.is === "before" ? until.octets : until.is === "octet" ? ([[until.octet, until.octet]] as const) : undefined;
    const checked = ends === undefined ? item : `${this.check("itemBeforeEnd")}(${at}, ${item}, ${dataText(ends)})`;
    const list = `${this.check("list")}(${this.path(field)}, ${this.valueOf(field)})`;
    this.measure.add(`const ${items} = ${list}.map((each, index) => ${checked});`);
    if (until.is === "last") {
      const last = valueCondition(until.when, wire.struct, (name) => `each.${name}`);
      const expected = quote(conditionText(until.when, wire.struct.fields, ({ name }) => name, String));
      const test = `(each${this.module.typed(": UncheckedFields")}) => ${last}`;
      this.measure.add(`${this.check("lastItem")}(${this.path(field)}, ${this.valueOf(field)}, ${test}, ${expected});`);
    }
    if (until.is === "count") this.count(until.field, `${items}.length`);
    if (until.is === "octet") this.measure.add(`${items}.push(new Uint8Array([${until.octet}]));`);
    this.assign(variable, `${this.module.use("concat")}(${items})`, "octets");
    return this.copied(variable);
  }

  copied(variable: string): string {
    this.write.add(`octets.set(${variable}, offset);`, `offset += ${variable}.length;`);
    return `${variable}.length`;
  }

  /** Emits a field that is there only if an earlier one has a value. */
  conditional(struct: StructModel, field: FieldModel): string {
    const { when = { all: [] }, ...plain } = field;
    const size = this.name(`${field.name}Size`);
    this.open(`if (${valueCondition(when, struct, (name) => this.valueOf({ name }))}) {`);
    this.size(size, this.fields(struct, [plain]));
    this.measure.next("} else {");
    const expected = `nothing, unless ${conditionText(when, struct.fields, ({ name }) => name, String)}`;
    this.measure.add(`${this.check("absent")}(${this.path(field)}, ${this.valueOf(field)}, ${quote(expected)});`);
    this.close();
    return size;
  }

  /** Emits fields that stand together or not at all. */
  group(struct: StructModel, fields: readonly FieldModel[]): string {
    const names = fields.filter((field) => field.role === "value");
    const size = this.name(`${fields[0]?.group ?? "group"}Size`);
    this.open(`if (${names.map((field) => `${this.valueOf(field)} !== undefined`).join(" || ")}) {`);
    this.size(size, this.fields(struct, fields.map(({ group: _, ...field }) => field)));
    this.close();
    return size;
  }

  /** Emits the cases of a variant. */
  variant(struct: StructModel, field: FieldModel, { by, cases, default: other, opaque }: VariantModel): string {
    const size = this.name(`${field.name}Size`);
    this.hoisted.push(`let ${size} = 0;`);
    const measureCase = (each: StructModel): void => void this.measure.add(`${size} = ${this.fields(each, each.fields)};`);
    if (opaque !== undefined) {
      this.open(`if (${this.valueOf({ name: opaque.by })} !== undefined) {`);
      const names = this.module.constant(camelName(by, "opaque"), `Cases that can be opaque: ${field.title}.`, dataText(opaque.cases));
      this.measure.add(`${this.check("oneOf")}(${this.path({ name: by, role: "value" })}, ${this.valueOf({ name: by })}, ${names});`);
      measureCase(opaque.as);
      this.measure.next("} else {");
      this.write.next("} else {");
    }
    this.open(`switch (${this.valueOf({ name: by })}) {`);
    const labelled = Object.entries(cases).map(([name, each]) => [`case ${quote(name)}`, each] as const);
    for (const [label, each] of [...labelled, ...(other === undefined ? [] : [["default", other] as const])]) {
      this.open(`${label}: {`);
      measureCase(each);
      this.measure.add("break;");
      this.write.add("break;");
      this.close();
    }
    this.close();
    if (opaque !== undefined) this.close();
    return size;
  }

  /** Assigns the size of a branch; outside of it the size is 0. */
  size(variable: string, size: string): void {
    this.hoisted.push(`let ${variable} = 0;`);
    this.measure.add(`${variable} = ${size};`);
  }

  /** Opens a block in both parts of the code. */
  open(line: string): void {
    this.measure.open(line);
    this.write.open(line);
    this.#depth += 1;
  }

  /** Closes a block in both parts of the code. */
  close(): void {
    this.measure.close();
    this.write.close();
    this.#depth -= 1;
  }

  /** Returns the code of a name: for an omittable code, an absent one stands for the omitted entry. */
  codeValue(field: FieldModel, wire: CodeModel): string {
    const registry = registryOf(wire, this.module.settings.elements);
    const codes = codesByName(registry);
    const value = this.valueOf(field);
    const big = isBigWire(wire) ? "n" : "";
    const open = wire.open ? [`${mostCode(field, wire)}${big}`] : [];
    const check = this.check(big === "" ? "code" : "bigCode");
    const checked = `${check}(${[this.path(field), value, this.module.codes(registry), ...open].join(", ")})`;
    const few = codes.size > FEW_NAMES ? [] : [...codes];
    const names = few.map(([name, code]) => [`${value} === ${quote(name)}`, `${code}${big}`] as const);
    const omitted = wire.omit === undefined ? [] : [[`${value} === undefined`, `${codeOf(registry, wire.omit)}${big}`] as const];
    return choiceText([...omitted, ...names], checked, 0);
  }
}

/** Returns the writer of one struct, a function declaration. */
function functionText(module: ModuleScope, { struct, form, name }: WriterPlan, writers: WriterPlan[]): string {
  const emitter = new WriteEmitter(module, form, writers, functionsOf(struct).length > 0);
  const total = emitter.fields(struct, struct.fields);
  const tailTests = [["tail === undefined", "target.take(total)"]] as const;
  const choices = [["target === undefined", "new Uint8Array(total)"], ...(emitter.tailed ? tailTests : [])] as const;
  const octets = choiceText(choices, emitter.tailed ? "target.take(total - tail.length, tail)" : "target.take(total)", 90);
  const parameters = [form !== "object" ? "given: unknown" : "fields: UncheckedFields", "path: string", "target?: WriteTarget"];
  const signature = parameters.map((each) => (module.settings.typed ? each : each.replace(/\??:.*/, ""))).join(", ");
  const tail = [`  let tail${module.typed(": Uint8Array | undefined")};`, "  const tailFrom = target?.long ?? Infinity;"];
  return [
    docComment(`Writes ${struct.title}: checks and measures it, then fills its octets.`),
    `function ${name}(${signature})${module.typed(": Uint8Array")} {`,
    ...emitter.hoisted.map((line) => `  ${line}`),
    ...(emitter.tailed ? tail : []),
    "  // Check and measure the value.",
    emitter.measure.text(),
    `  const total = ${total};`,
    `  const octets =${octets.startsWith("\n") ? octets.replaceAll("\n", "\n  ") : ` ${octets}`};`,
    "  let offset = target === undefined ? 0 : target.at;",
    "  // Fill the octets.",
    emitter.write.text(),
    "  return octets;",
    "}",
  ].join("\n");
}

/** Returns the writer of the root and those of the structs inside it, function declarations. */
export function writerTexts(module: ModuleScope): string[] {
  const { root, bare } = module.settings;
  const writers: WriterPlan[] = [];
  const plan: WriterPlan = { struct: root, form: bare ? "bare" : "object", name: camelName("write", root.id) };
  const texts = [functionText(module, plan, writers)];
  // The list grows while its writers are written.
  for (const each of writers) texts.push(functionText(module, each, writers));
  return texts;
}
