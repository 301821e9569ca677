/**
 * Writes the JavaScript of a writer from the model of a struct.
 *
 * A writer is `write(v, path, room)`: it checks the value, measures it, takes as many octets from the room, or else new ones, and
 * fills them.
 * Lengths, sizes, counts, constants and reserved bits are its own; no value holds them.
 *
 * @module
 */
import type { CodeModel, ElementModel, FieldModel, IntegerRange, OctetStringModel, StructModel, VariantModel } from "../model.ts";
import { Lines, quote } from "./lines.ts";
import { codeOf, codesByName, registryOf } from "./registries.ts";
import { sizeTest } from "./size-test.ts";
import { measureNumber, measurePrefixed } from "./write-number.ts";
import { type Part, RunWriter } from "./write-run.ts";

/** So many names are compared one by one. */
const FEW = 4;

/** A field that will be written. */
export interface Measured {
  readonly field: FieldModel;
  /** The variable that holds what is written. */
  readonly variable: string;
  /** Its size in octets, an expression; empty for bits that a run counts. */
  readonly size: string;
}

/** Octets or text of the value, as JavaScript. */
interface Run {
  /** An expression of how many octets they are. */
  readonly size: string;
  /** A statement that puts them into `b` at `p`. */
  readonly copy: string;
  /** An expression of the octets themselves. */
  readonly octets: string;
}

/** The emitter of one writer. */
export class WriteEmitter {
  readonly measure = new Lines();
  readonly write = new Lines();
  readonly tables: unknown[] = [];
  readonly variables = new Set<string>();
  /** Structs that have writers of their own. */
  readonly children = new Map<string, StructModel>();
  readonly elements: Readonly<Record<string, ElementModel>>;
  /** Whether the value may end in octets that are not copied. */
  tailed = false;
  #names = 0;

  /** @param elements - registries by id */
  constructor(elements: Readonly<Record<string, ElementModel>>) {
    this.elements = elements;
  }

  /** A variable of the writer. */
  variable(prefix: string): string {
    this.#names += 1;
    this.variables.add(`${prefix}${this.#names}`);
    return `${prefix}${this.#names}`;
  }

  /** A constant of the writer. */
  table(content: unknown): string {
    return `T[${this.tables.push(content) - 1}]`;
  }

  /** The path of a field at run time. */
  path(field: string): string {
    return `at + ${quote(field)}`;
  }

  /** Some fields; answers an expression for the octets that they fill. */
  fields(struct: StructModel, fields: readonly FieldModel[]): string {
    const run = new RunWriter(this, struct);
    const sizes: string[] = [];
    const derived: { field: FieldModel; part: Part; from: number }[] = [];
    for (const field of fields.filter((each) => each.group === undefined)) {
      if (field.role === "length" || field.role === "size" || field.role === "count") {
        const part = this.derived(field, run);
        derived.push({ field, part, from: sizes.length });
        sizes.push(part.size);
      } else {
        sizes.push(this.field(struct, field, run));
      }
    }
    const group = fields.filter((each) => each.group !== undefined);
    if (group.length > 0) sizes.push(this.group(struct, group));
    for (const each of derived.reverse()) {
      if (each.field.role === "length") this.measure.add(`${each.part.variable} = ${sum(sizes.slice(each.from + 1))};`);
      each.part.finish();
    }
    return sum(sizes);
  }

  /** A length, size or count: written as soon as it is known, which is after all that it counts. */
  derived(field: FieldModel, run: RunWriter): Part {
    return field.wire.kind === "prefixed" ? measurePrefixed(this, field, run) : measureNumber(this, field, run);
  }

  /** One field of the value; answers its size in octets. */
  field(struct: StructModel, field: FieldModel, run: RunWriter): string {
    if (field.when !== undefined) return this.conditional(struct, field);
    const { wire } = field;
    switch (wire.kind) {
      case "uint":
      case "flag":
      case "constant":
        return this.finished(measureNumber(this, field, run));
      case "code":
        return wire.as === "number" ? this.finished(measureNumber(this, field, run)) : this.asciiCode(field, wire);
      case "prefixed":
        return this.finished(measurePrefixed(this, field, run));
      case "octets":
      case "ascii":
      case "utf8":
        return this.run(field, wire);
      case "struct":
        return this.child(field, wire.struct, "struct");
      case "repeat":
        return this.child(field, wire.item.struct, wire.until);
      case "variant":
        return this.variant(struct, field, wire);
    }
  }

  finished(part: Part): string {
    part.finish();
    return part.size;
  }

  asciiCode(field: FieldModel, wire: CodeModel): string {
    const octets = wire.bits / 8;
    const registry = registryOf(wire, this.elements);
    const variable = this.variable("c");
    this.measure.add(`${variable} = rt.utf8Octets(check.asciiCoded(${this.path(field.name)}, v.${field.name}, ${this.table(codesByName(registry))}, ${wire.open}, ${octets}));`);
    this.write.add(`b.set(${variable}, p); p += ${octets};`);
    return String(octets);
  }

  run(field: FieldModel, wire: OctetStringModel): string {
    const run = wire.kind === "octets" ? this.givenOctets(field, wire) : this.text(field, wire);
    if (wire.size.is === "field") this.measure.add(`n_${wire.size.field} = ${run.size};`);
    if (wire.size.is !== "rest") {
      this.write.add(run.copy);
      return wire.size.is === "fixed" ? String(wire.size.octets) : run.size;
    }
    // A run that takes the rest of its struct ends the value: there a room may ask for it by reference.
    this.tailed = true;
    this.measure.add(`if (room !== undefined && ${run.size} >= room.long) tail = ${run.octets};`);
    this.write.add(`if (tail === undefined) { ${run.copy} }`);
    return run.size;
  }

  /** Octets of the value, which are copied. */
  givenOctets(field: FieldModel, wire: OctetStringModel): Run {
    const sizes = runSizes(field, wire);
    const variable = this.variable("t");
    const value = `v.${field.name}`;
    const right = [`${value} instanceof Uint8Array`, ...sizeTests(`${value}.length`, sizes)].join(" && ");
    this.measure.add(`${variable} = ${right} ? ${value} : check.run(${this.path(field.name)}, ${value}, ${this.table(sizes)});`);
    return { size: `${variable}.length`, copy: `b.set(${variable}, p); p += ${variable}.length;`, octets: variable };
  }

  /** Text of the value, which is written where it goes: no octets are made of it before. */
  text(field: FieldModel, wire: OctetStringModel): Run {
    const size = this.variable("t");
    const value = `v.${field.name}`;
    this.measure.add(`${size} = check.${wire.kind}(${this.path(field.name)}, ${value}, ${this.table(runSizes(field, wire))}, rt.utf8Length);`);
    return { size, copy: `rt.utf8Write(b, ${value}, p, ${size}); p += ${size};`, octets: `rt.utf8Octets(${value})` };
  }

  /** A struct or list of structs: their octets come from writers of their own. */
  child(field: FieldModel, struct: StructModel, until: "struct" | { is: string; field?: string; octet?: number }): string {
    const parts = this.variable("s");
    const writer = `W[${quote(this.childKey(struct))}]`;
    const path = this.path(`${field.name}.`);
    if (until === "struct") {
      this.measure.add(`${parts} = ${writer}(check.object(${this.path(field.name)}, v.${field.name}), ${path});`);
    } else {
      const items = `check.list(${this.path(field.name)}, v.${field.name})`;
      const item = `${writer}(check.object(${path} + i, each), ${path} + i + ".")`;
      const checked = until.is === "octet" ? `check.opening(${path} + i, ${item}, ${until.octet ?? 0})` : item;
      this.measure.add(`${parts} = ${items}.map((each, i) => ${checked});`);
      if (until.is === "count") this.measure.add(`n_${until.field ?? ""} = ${parts}.length;`);
      if (until.is === "octet") this.measure.add(`${parts}.push(new Uint8Array([${until.octet ?? 0}]));`);
      this.measure.add(`${parts} = rt.concat(${parts});`);
    }
    this.write.add(`b.set(${parts}, p); p += ${parts}.length;`);
    return `${parts}.length`;
  }

  /** The key of the writer of a struct: its id, with a number where another struct has it too. */
  childKey(struct: StructModel): string {
    let key = struct.id;
    for (let n = 2; (this.children.get(key) ?? struct) !== struct; n++) key = `${struct.id}-${n}`;
    this.children.set(key, struct);
    return key;
  }

  /** A field that is there only if an earlier one has a value. */
  conditional(struct: StructModel, field: FieldModel): string {
    const { when, ...plain } = field;
    const size = this.variable("n");
    const earlier = struct.fields.find((each) => each.name === when?.field);
    const omitted = earlier?.wire.kind === "code" && earlier.wire.omit === when?.equals;
    const is = `v.${when?.field ?? ""} === ${typeof when?.equals === "string" ? quote(when.equals) : String(when?.equals)}`;
    const condition = omitted ? `v.${when?.field ?? ""} === undefined` : is;
    this.both(`if (${condition}) {`);
    this.measure.add(`${size} = ${this.fields(struct, [plain])};`);
    this.measure.add(`} else { ${size} = 0; check.absent(${this.path(field.name)}, v.${field.name}, ${quote(`nothing, unless ${when?.field ?? ""} is ${String(when?.equals)}`)}); }`);
    this.write.add("}");
    return size;
  }

  /** Fields that stand together or not at all. */
  group(struct: StructModel, fields: readonly FieldModel[]): string {
    const size = this.variable("n");
    const names = fields.filter((field) => field.role === "value").map((field) => field.name);
    this.both(`if (${names.map((name) => `v.${name} !== undefined`).join(" || ")}) {`);
    this.measure.add(`${size} = ${this.fields(struct, fields.map(({ group: _, ...field }) => field))};`);
    this.measure.add(`} else ${size} = 0;`);
    this.write.add("}");
    return size;
  }

  /** The cases of a variant. */
  variant(struct: StructModel, field: FieldModel, wire: VariantModel): string {
    const size = this.variable("n");
    const { opaque: sealed } = wire;
    if (sealed !== undefined) {
      this.both(`if (v.${sealed.by} !== undefined) {`);
      const names = new Map(sealed.cases.map((name) => [name, 0]));
      this.measure.add(`check.coded(${this.path(wire.by)}, v.${wire.by}, ${this.table(names)}, -1);`);
      this.measure.add(`${size} = ${this.fields(sealed.as, sealed.as.fields)};`);
      this.both("} else");
    }
    this.both(`switch (v.${wire.by}) {`);
    for (const [name, each] of Object.entries(wire.cases)) {
      this.both(`case ${quote(name)}: {`);
      this.measure.add(`${size} = ${this.fields(each, each.fields)};`);
      this.both("break; }");
    }
    this.both("}");
    return size;
  }

  both(line: string): void {
    this.measure.add(line);
    this.write.add(line);
  }

  /** The code of an omittable field: absent stands for the omitted entry. */
  codeValue(field: FieldModel, wire: CodeModel): string {
    const registry = registryOf(wire, this.elements);
    const codes = codesByName(registry);
    const value = `v.${field.name}`;
    const checked = `check.coded(${this.path(field.name)}, ${value}, ${this.table(codes)}, ${wire.open ? 2 ** wire.bits - 1 : -1})`;
    // A few names are compared faster than they are looked up.
    const names = codes.size > FEW ? [] : [...codes].map(([name, code]) => `${value} === ${quote(name)} ? ${code} : `);
    return `${wire.omit === undefined ? "" : `${value} === undefined ? ${codeOf(registry, wire.omit)} : `}${names.join("")}${checked}`;
  }
}

/** The tests that a size is in its ranges; none where every size is. */
function sizeTests(size: string, ranges: readonly IntegerRange[]): string[] {
  const [only] = ranges;
  return ranges.length === 1 && only?.[0] === 0 && only[1] === null ? [] : [`(${sizeTest(size, ranges)})`];
}

function runSizes(field: FieldModel, wire: OctetStringModel): readonly IntegerRange[] {
  if (wire.size.is === "fixed") return [[wire.size.octets, wire.size.octets]];
  const limit = field.constraints.find((each) => each.rule === "size");
  return limit?.rule === "size" ? limit.octets : [[0, null]];
}

/** A sum of sizes as an expression, its numbers added up. */
function sum(sizes: readonly string[]): string {
  const numbers = sizes.filter((each) => /^\d+$/.test(each)).reduce((total, each) => total + Number(each), 0);
  const others = sizes.filter((each) => each !== "" && !/^\d+$/.test(each));
  return [...(numbers === 0 && others.length > 0 ? [] : [String(numbers)]), ...others].join(" + ");
}
