/**
 * The declarations of readers.
 *
 * @module
 */
import type { FieldModel, StructModel } from "../model.ts";
import { camelName, docComment, pascalName } from "./code-lines.ts";
import { BOUNDS_ARGUMENT, type ModuleScope } from "./module-scope.ts";
import { ReadEmitter } from "./read.ts";
import { ANY_OCTETS } from "./struct-scope.ts";
import type { ValueTypes } from "./value-type.ts";

/** One reader to write. */
interface ReaderSettings {
  readonly struct: StructModel;
  readonly name: string;
  /** The type of the value. */
  readonly type: string;
  readonly trace: boolean;
}

/** Returns the body of a reader, before the bounds that the module needs are known. */
function bodyText(module: ModuleScope, types: ValueTypes, readers: ReadonlyMap<string, string>, reader: ReaderSettings): string {
  const { struct, type, trace } = reader;
  const { root, bare } = module.settings;
  const emitter = new ReadEmitter(module, types, struct, trace, readers);
  emitter.struct({
    struct,
    depth: 0,
    path: "",
    indexes: [],
    fields: new Map(),
    properties: [],
    bare: bare && struct === root,
    region: { stop: "end", delimited: false, depth: 0, whole: false, left: ANY_OCTETS },
    type,
    finish: (value) => [`state.value = ${value};`, "return offset;"],
    returns: true,
  });
  return emitter.lines.text();
}

/** Returns the reader of a struct, a function declaration. */
function declaration(module: ModuleScope, { struct, name, type, trace }: ReaderSettings, body: string): string {
  const { bounds, settings } = module;
  const parameters = [
    "octets: Uint8Array",
    "start: number",
    "end: number",
    `state: ReaderState<${type}>`,
    ...(bounds.size === 0 ? [] : [`bounds: ${pascalName(settings.root.id, "bounds")}`]),
  ];
  const signature = parameters.map((each) => (settings.typed ? each : each.replace(/:.*/, ""))).join(", ");
  return [
    docComment(`${trace ? "Reads and notes each field of" : "Reads"} ${struct.title}: ${struct.description}`),
    `function ${name}(${signature})${module.typed(": number")} {`,
    "  let offset = start;",
    "",
    body.replaceAll(BOUNDS_ARGUMENT, bounds.size === 0 ? "" : ", bounds"),
    "}",
  ].join("\n");
}

/** Returns the readers of the root and of structs inside it that contain themselves. @param types - names the types of values */
export function readerTexts(module: ModuleScope, types: ValueTypes, trace: boolean): string[] {
  const { root, bare, recursive } = module.settings;
  const verb = trace ? "trace" : "read";
  const type = bare ? types.fieldType(root.fields[0] as FieldModel) : types.nameOf(root);
  const own: ReaderSettings = { struct: root, name: camelName(verb, root.id), type, trace };
  const inner = [...recursive.values()].filter((struct) => struct !== root);
  const all = [
    own,
    ...inner.map((struct) => ({ struct, name: module.names.take(camelName(verb, struct.id)), type: types.nameOf(struct), trace })),
  ];
  const readers = new Map(all.map(({ struct, name }) => [struct.id, name]));
  const bodies = all.map((each) => bodyText(module, types, readers, each));
  return all.map((each, index) => declaration(module, each, bodies[index] as string));
}
