/**
 * The parts that the functions of a generated module share: imports, tables, checks, bounds.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { CodeModel, ElementModel, FieldModel, IntegerRange, RegistryModel, StructModel } from "../model.ts";
import type { FieldCheck } from "../runtime/field-check.ts";
import { checkComment, type RequirementOf } from "./checks.ts";
import { camelName, commentText, dataText, quote } from "./code-lines.ts";
import { UniqueNames } from "./names.ts";
import { codesByName, namesByCode, namesList } from "./registries.ts";

/** Elements of a model by id. */
export type ElementsById = Readonly<Record<string, ElementModel>>;

/** The functions that generated code can import. */
const RUNTIME = [
  "check",
  "asciiText",
  "codecOf",
  "furtherCheck",
  "concat",
  "continuedSize",
  "hexText",
  "charactersWithin",
  "latin1Octets",
  "latin1Text",
  "octetAt",
  "MALFORMED",
  "NEEDS",
  "noOctets",
  "octetsWithin",
  "utf8Octets",
  "utf8Text",
  "utf8Write",
  "wideInteger",
  "withZeros",
  "writeContinued",
  "writeWideInteger",
] as const;

/** The name of a function that generated code can import. */
export type RuntimeName = (typeof RUNTIME)[number];

/** A constant of the module. */
interface ModuleConstant {
  readonly name: string;
  readonly text: string;
}

/** Stands for the bounds among the arguments of a call, until it is known whether the module has bounds. */
export const BOUNDS_ARGUMENT = "/* bounds */";

/** The settings of a module. */
export interface ModuleSettings {
  /** Registries by id. */
  readonly elements: ElementsById;
  /** The element that is compiled. */
  readonly root: StructModel;
  /** Whether the code is TypeScript. */
  readonly typed: boolean;
  /** Whether the value is the one field itself. */
  readonly bare: boolean;
  /** The functions of checksums, by name. */
  readonly functions: readonly string[];
  /** The structs that contain themselves, by id. */
  readonly recursive: ReadonlyMap<string, StructModel>;
  /** The requirements that the comments name. */
  readonly requirement?: RequirementOf | undefined;
}

/** A module under construction. */
export class ModuleScope {
  readonly settings: ModuleSettings;
  readonly names = new UniqueNames([...RUNTIME, "checks"]);
  readonly runtime = new Set<RuntimeName>();
  /** Bounds that the reader asks for, with the registry where the bound is the name of a code. */
  readonly bounds = new Map<string, RegistryModel | undefined>();
  readonly checks = new Map<string, FieldCheck>();
  readonly #constants = new Map<string, ModuleConstant>();

  constructor(settings: ModuleSettings) {
    this.settings = settings;
    for (const name of settings.functions) this.names.take(name);
  }

  /** Returns the text in TypeScript, nothing in JavaScript. */
  typed(text: string): string {
    return this.settings.typed ? text : "";
  }

  /** Returns the name of a function of the runtime, which the module then imports. */
  use(name: RuntimeName): string {
    this.runtime.add(name);
    return name;
  }

  /** Returns a struct that contains itself. @throws LayoutError where none with the id stands in the root */
  recursiveStruct(id: string): StructModel {
    const found = this.settings.recursive.get(id);
    if (found === undefined) throw new LayoutError(id, "is referred to by a field that does not stand in it");
    return found;
  }

  /** Returns the constants, as statements. */
  constants(): string[] {
    return [...this.#constants.values()].map(({ text }) => text);
  }

  /** Returns the name of a constant. Equal content under the same name is one constant. */
  constant(wanted: string, describes: string, content: string): string {
    const key = `${wanted} ${content}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known.name;
    const name = this.names.take(wanted);
    this.#constants.set(key, { name, text: `/** ${commentText(describes)} */\nconst ${name} = ${content};` });
    return name;
  }

  /** Returns a table of ranges, as a constant. */
  ranges(wanted: string, describes: string, ranges: readonly IntegerRange[]): string {
    return this.constant(wanted, describes, `${dataText(ranges)}${this.typed(" as const")}`);
  }

  /** Returns the codes of a registry by name, as a constant. */
  codes(registry: RegistryModel): string {
    return this.constant(camelName(registry.id, "codes"), `Codes by name: ${registry.title}.`, dataText(codesByName(registry)));
  }

  /** Returns an expression for the name of a code; `undefined` in it where the code has no name. */
  nameOf(registry: RegistryModel, wire: CodeModel, code: string): string {
    const wanted = camelName(registry.id, "names");
    const list = namesList(registry, wire);
    if (list !== undefined) {
      return `${this.constant(wanted, `Names by code: ${registry.title}.`, `${dataText(list)}${this.typed(" as const")}`)}[${code}]`;
    }
    return `${this.nameMap(registry)}.get(${code})`;
  }

  /** Returns the names of a registry by code, as a constant. */
  nameMap(registry: RegistryModel): string {
    const names = namesByCode(registry);
    const keyType = [...names.keys()].every((code) => typeof code === "number") ? "number" : "string";
    const type = this.typed(`<${keyType}, ${[...names.values()].map(quote).join(" | ")}>`);
    return this.constant(
      camelName(registry.id, "names"),
      `Names by code: ${registry.title}.`,
      dataText(names).replace("new Map(", `new Map${type}(`),
    );
  }

  /** Returns a check as an expression. */
  check(wanted: string, check: FieldCheck): string {
    const text = JSON.stringify(check);
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}${count}`;
      const known = this.checks.get(name);
      if (known !== undefined && JSON.stringify(known) !== text) continue;
      this.checks.set(name, check);
      return `checks.${name}`;
    }
  }

  /** Returns the comment of a check. */
  comment(struct: StructModel, field: FieldModel | undefined, check: FieldCheck): string {
    const { requirement, root } = this.settings;
    return checkComment(check, requirement?.({ element: root.id, struct: struct.id, field: field?.name ?? struct.id, check }));
  }
}
