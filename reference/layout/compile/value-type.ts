/**
 * The TypeScript type of a value.
 *
 * @module
 */
import { namedEntries } from "../entries.ts";
import type { CodeModel, FieldModel, NestedModel, StructModel, VariantModel } from "../model.ts";
import { isBigWire } from "../numbers.ts";
import { bareField } from "../struct/bare.ts";
import { CodeLines, commentText, docComment, pascalName, quote } from "./code-lines.ts";
import { UniqueNames } from "./names.ts";
import type { ElementsById } from "./module-scope.ts";
import { registryOf } from "./registries.ts";

/** The type of a property, and the sentence that editors show for it. */
interface PropertyType {
  readonly type: string;
  readonly doc: string;
}

/** Properties by name, with `?` behind the name of one that may be absent. */
type PropertyTypes = Readonly<Record<string, PropertyType>>;

/** A property that is always absent. */
const ABSENT: PropertyType = { type: "undefined", doc: "" };

/** Returns a union of names. */
export const unionText = (names: readonly string[]): string => names.map(quote).join(" | ") || "never";

/** Returns the type of an array. */
export const listType = (item: string): string => (/[ |]/.test(item) ? `(${item})[]` : `${item}[]`);

/** Returns the type of a code that has no name. */
export function bareType(wire: CodeModel): string {
  if (wire.as === "ascii") return "(string & {})";
  return isBigWire(wire) ? "bigint" : "number";
}

/** Writes the types of structs, each with a name. */
export class ValueTypes {
  readonly #elements: ElementsById;
  readonly #names = new UniqueNames(["ReaderState", "UncheckedFields", "WriteTarget", "Array", "ReadonlyArray", "Readonly", "Record"]);
  readonly #known = new Map<StructModel, string>();
  readonly #variants = new Map<FieldModel, string>();
  readonly #texts: string[] = [];

  readonly #recursive: ReadonlyMap<string, StructModel>;

  /** @param elements - registries by id; @param recursive - the structs that contain themselves, by id */
  constructor(elements: ElementsById, recursive: ReadonlyMap<string, StructModel>) {
    this.#elements = elements;
    this.#recursive = recursive;
  }

  /** Returns the name of the type of a struct. */
  nameOf(struct: StructModel): string {
    const known = this.#known.get(struct);
    if (known !== undefined) return known;
    const name = this.#names.take(pascalName(struct.id, "value"));
    this.#known.set(struct, name);
    this.#texts.push(this.#declaration(name, struct));
    return name;
  }

  /** Returns the name of the type of the properties that a variant chooses, with the code that chooses them. */
  variantName(struct: StructModel, field: FieldModel): string {
    const known = this.#variants.get(field);
    if (known !== undefined) return known;
    const { wire } = field;
    const name = this.#names.take(pascalName(struct.id, field.name));
    this.#variants.set(field, name);
    const own = wire.kind === "variant" ? struct.fields.filter((each) => each.name === wire.by || each.name === wire.opaque?.by) : [];
    this.#texts.push(this.#declaration(name, { ...struct, description: field.description, fields: [...own, field] }));
    return name;
  }

  /** Returns the declarations of all types that have been named. */
  declarations(): string[] {
    return this.#texts;
  }

  /** Returns the names of all types that have been named. */
  names(): string[] {
    return [...this.#known.values(), ...this.#variants.values()];
  }

  /** Returns the type of a field that is there. */
  fieldType({ wire }: FieldModel): string {
    switch (wire.kind) {
      case "uint":
      case "int":
      case "prefixed":
      case "continued":
        return isBigWire(wire) ? "bigint" : "number";
      case "flag":
        return "boolean";
      case "octets":
        return "Uint8Array";
      case "ascii":
      case "latin1":
      case "utf8":
        return "string";
      case "code":
        return this.#codeType(wire);
      case "struct":
        return this.nestedType(wire);
      case "recursive": {
        const struct = this.#recursive.get(wire.struct);
        return struct === undefined ? "never" : this.nameOf(struct);
      }
      case "repeat":
        return `readonly ${listType(this.nestedType(wire.item))}`;
      default:
        return "never";
    }
  }

  /** Returns the type of a nested struct, or of the field whose value it has. */
  nestedType({ struct, bare }: NestedModel): string {
    return bare === true ? this.fieldType(bareField(struct)) : this.nameOf(struct);
  }

  /** @param without - names that the code does not have here */
  #codeType(wire: CodeModel, without: readonly string[] = []): string {
    const all = namedEntries(registryOf(wire, this.#elements)).map(({ name }) => name);
    const names = all.filter((name) => name !== wire.omit && !without.includes(name));
    return [...names.map(quote), ...(wire.open ? [bareType(wire)] : [])].join(" | ") || "never";
  }

  /** Returns the shapes that a value can have, in the order in which the schema has them. */
  #shapes(struct: StructModel): PropertyTypes[] {
    let shapes: PropertyTypes[] = [{}];
    const add = (types: PropertyTypes): void => {
      shapes = shapes.map((shape) => ({ ...shape, ...types }));
    };
    for (const field of struct.fields.filter((each) => each.group === undefined)) {
      if (field.wire.kind === "variant") shapes = this.#variant(shapes, field.wire, struct.fields);
      else if (field.role === "value") add(this.#property(field));
    }
    const group = struct.fields.filter((each) => each.group !== undefined && each.role === "value").map(({ group: _, ...field }) => field);
    if (group.length === 0) return shapes;
    const none = Object.fromEntries(group.map(({ name }) => [`${name}?`, ABSENT]));
    const all = Object.assign({}, ...group.map((field) => this.#property(field))) as PropertyTypes;
    return [...shapes.map((shape) => ({ ...shape, ...none })), ...shapes.map((shape) => ({ ...shape, ...all }))];
  }

  #property(field: FieldModel): PropertyTypes {
    const type = this.fieldType(field);
    const doc = field.description + (field.unit === undefined ? "" : ` Unit: ${field.unit}.`);
    const optional = field.when !== undefined || (field.wire.kind === "code" && field.wire.omit !== undefined);
    return optional ? { [`${field.name}?`]: { type: `${type} | undefined`, doc } } : { [field.name]: { type, doc } };
  }

  #variant(shapes: readonly PropertyTypes[], wire: VariantModel, fields: readonly FieldModel[]): PropertyTypes[] {
    const { by, cases, default: other, opaque } = wire;
    const combined = (fixed: PropertyTypes, struct: StructModel): PropertyTypes[] =>
      shapes.flatMap((shape) =>
        this.#shapes(struct).map((inner) => ({
          ...without(shape, [by, ...(opaque === undefined ? [] : [`${opaque.by}?`])], fixed),
          ...inner,
        })),
      );
    const none = opaque === undefined ? {} : { [`${opaque.by}?`]: ABSENT };
    const typed = (type: string): PropertyTypes => ({ [by]: { type, doc: shapes[0]?.[by]?.doc ?? "" } });
    const named = Object.entries(cases).flatMap(([name, struct]) => combined({ ...typed(quote(name)), ...none }, struct));
    const code = fields.find((field) => field.name === by)?.wire;
    const rest = other === undefined || code?.kind !== "code" ? "never" : this.#codeType(code, Object.keys(cases));
    const open = other === undefined ? named : [...named, ...combined({ ...typed(rest), ...none }, other)];
    if (opaque === undefined) return open;
    const { type = "never", doc = "" } = shapes[0]?.[`${opaque.by}?`] ?? {};
    const method = { type: type.replace(" | undefined", ""), doc };
    return [...open, ...combined({ ...typed(unionText(opaque.cases)), [opaque.by]: method }, opaque.as)];
  }

  #declaration(name: string, struct: StructModel): string {
    const lines = new CodeLines();
    lines.add(`/** ${commentText(struct.description)} */`);
    const shapes = this.#shapes(struct);
    if (shapes.length > 1) {
      lines.open(`export type ${name} =`);
      for (const [index, shape] of shapes.entries()) lines.add(`| ${shapeText(shape)}${index === shapes.length - 1 ? ";" : ""}`);
      return lines.text();
    }
    lines.open(`export interface ${name} {`);
    lines.add(...propertiesOf(shapes[0] ?? {}));
    lines.close();
    return lines.text();
  }
}

/** Returns a shape without some properties, with others in front. */
function without(shape: PropertyTypes, names: readonly string[], fixed: PropertyTypes): PropertyTypes {
  return { ...fixed, ...Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name))) };
}

/** Columns in front of a property of a union, the deeper of the two forms. */
const PROPERTY_INDENT = 6;

/** Returns the properties of a shape, each below its sentence. */
const propertiesOf = (shape: PropertyTypes): string[] =>
  Object.entries(shape).flatMap(([name, { type, doc }]) => [
    ...(doc === "" ? [] : docComment(doc, PROPERTY_INDENT).split("\n")),
    `readonly ${name}: ${type};`,
  ]);

const shapeText = (shape: PropertyTypes): string => `{\n${propertiesOf(shape).map((each) => `    ${each}\n`).join("")}  }`;
