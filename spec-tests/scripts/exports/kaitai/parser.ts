/** Parsers that the compiler of Kaitai Struct makes, on its runtime for JavaScript. */
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";

import { parse } from "yaml";

import { namedEntries } from "../../../../reference/layout/entries.ts";
import type { CodeModel, FieldModel, Model, NestedModel, StructModel } from "../../../../reference/layout/model.ts";
import { chosenStruct } from "../../../../reference/layout/variants.ts";

const require = createRequire(import.meta.url);

/** What a parser reads: properties by the names of the fields, in camel case. */
export type Parsed = Readonly<Record<string, unknown>>;

/** A stream of the runtime. */
export interface KaitaiStream {
  isEof(): boolean;
}

type ParserClass = new (io: KaitaiStream, parent: null, root: null, ...bounds: readonly number[]) => Parsed;

interface KaitaiCompiler {
  compile(language: string, ksy: unknown, importer: null, debug: boolean): Promise<Readonly<Record<string, string>>>;
}

type StreamClass = { new (octets: ArrayBuffer): KaitaiStream; readonly EOFError: new () => Error };

/** The runtime. */
export const runtime = require("kaitai-struct/KaitaiStream") as StreamClass;

/** Loads the compiler, which takes about a second. */
const compiler = (): KaitaiCompiler => require("kaitai-struct-compiler") as KaitaiCompiler;

/** Compiles a file of Kaitai Struct. @returns the sources by file @throws the message of the compiler */
export async function compileKsy(language: string, text: string): Promise<Readonly<Record<string, string>>> {
  return compiler().compile(language, parse(text), null, false);
}

/** Returns the parser of a file, with those of its types as static properties. */
export async function parserOf(text: string): Promise<ParserClass & Readonly<Record<string, ParserClass>>> {
  const [[path, source] = ["", ""]] = Object.entries(await compileKsy("javascript", text));
  const exported: Record<string, unknown> = {};
  // The compiler writes a module of CommonJS that asks for its runtime.
  (compileFunction(source, ["exports", "require"]) as (exports: object, require: () => unknown) => void)(exported, () => runtime);
  return exported[path.replace(/\.js$/, "")] as ParserClass & Readonly<Record<string, ParserClass>>;
}

/** Returns a stream of octets. */
export const streamOf = (octets: Uint8Array): KaitaiStream => new runtime(Uint8Array.from(octets).buffer);

const camel = (name: string): string =>
  name
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1_")
    .toLowerCase()
    .replace(/[^a-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());

/** Returns a type's name as the compiler writes it. */
export const pascal = (name: string): string => camel(`x_${name}`).slice(1);

function codeOf(model: Model, wire: CodeModel, code: number | string): unknown {
  const registry = model.elements[wire.registry];
  const entry = registry?.kind === "registry" ? namedEntries(registry).find((each) => each.code === code) : undefined;
  return entry === undefined ? code : entry.name === wire.omit ? undefined : entry.name;
}

function fieldValue(model: Model, { wire }: FieldModel, read: unknown): unknown {
  const object = read as Parsed;
  switch (wire.kind) {
    case "flag":
    case "octets":
    case "latin1":
    case "utf8":
      return read;
    case "ascii":
      return object["text"];
    case "code":
      if ("integer" in wire) return codeOf(model, wire, object["value"] as number);
      return codeOf(model, wire, wire.as === "ascii" ? (object["text"] as string) : (read as number));
    case "prefixed":
    case "continued":
      return object["value"];
    case "uint":
    case "int":
    case "constant":
    case "literal":
      return typeof read === "object" ? object["value"] : read;
    case "struct":
      return nestedValue(model, wire, object);
    case "repeat": {
      const items = read as readonly Parsed[];
      const inside = wire.until.is === "octet" ? items.flatMap(({ item }) => (item === undefined ? [] : [item as Parsed])) : items;
      return inside.map((item) => nestedValue(model, wire.item, item));
    }
    case "variant":
      return undefined;
  }
}

/** Returns the value of a nested struct or of an item. */
function nestedValue(model: Model, { struct, bare }: NestedModel, parsed: Parsed): unknown {
  const value = structValue(model, struct, parsed);
  return bare === true ? Object.values(value)[0] : value;
}

/** Returns the fields that a variant chose. */
function variantValue(model: Model, field: FieldModel, parsed: Parsed, chosen: unknown): object {
  if (field.wire.kind !== "variant") return {};
  const { opaque } = field.wire;
  const sealed = opaque === undefined ? undefined : parsed[camel(opaque.as.id)];
  if (opaque !== undefined && sealed !== undefined) return structValue(model, opaque.as, sealed as Parsed);
  return structValue(model, chosenStruct(field.wire, chosen) as StructModel, parsed[camel(field.name)] as Parsed);
}

/** Returns what a parser read as a value of the codec. */
export function structValue(model: Model, struct: StructModel, parsed: Parsed): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  let node = parsed;
  for (const field of struct.fields) {
    const read = node[camel(field.name)];
    if (field.role === "variant") Object.assign(value, variantValue(model, field, node, value[(field.wire as { by: string }).by]));
    else if (field.role === "value" && read !== undefined) value[field.name] = fieldValue(model, field, read);
    if (field.role === "length") node = node["body"] as Parsed;
  }
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
