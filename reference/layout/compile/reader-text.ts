/**
 * The declaration of a reader.
 *
 * @module
 */
import type { FieldModel } from "../model.ts";
import { camelName, docComment, pascalName } from "./code-lines.ts";
import type { ModuleScope } from "./module-scope.ts";
import { ReadEmitter } from "./read.ts";
import { ANY_OCTETS } from "./struct-scope.ts";
import type { ValueTypes } from "./value-type.ts";

/** Returns the reader of a struct, a function declaration. @param types - names the types of values */
export function readerText(module: ModuleScope, types: ValueTypes, trace: boolean): string {
  const { root, bare } = module.settings;
  const emitter = new ReadEmitter(module, types, trace);
  const type = bare ? types.fieldType(root.fields[0] as FieldModel) : types.nameOf(root);
  emitter.struct({
    struct: root,
    depth: 0,
    path: "",
    indexes: [],
    fields: new Map(),
    properties: [],
    bare,
    region: { stop: "end", delimited: false, depth: 0, whole: false, left: ANY_OCTETS },
    type,
    finish: (value) => [`state.value = ${value};`, "return offset;"],
    returns: true,
  });
  const name = camelName(trace ? "trace" : "read", root.id);
  const { bounds } = module;
  const parameters = [
    "octets: Uint8Array",
    "start: number",
    "end: number",
    `state: ReaderState<${type}>`,
    ...(bounds.size === 0 ? [] : [`bounds: ${pascalName(root.id, "bounds")}`]),
  ];
  const signature = parameters.map((each) => (module.settings.typed ? each : each.replace(/:.*/, ""))).join(", ");
  return [
    docComment(`${trace ? "Reads and notes each field of" : "Reads"} ${root.title}: ${root.description}`),
    `function ${name}(${signature})${module.typed(": number")} {`,
    "  let offset = start;",
    "",
    emitter.lines.text(),
    "}",
  ].join("\n");
}
