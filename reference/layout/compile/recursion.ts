/**
 * Code for structs that contain themselves: each has a reader and a writer of its own, which call themselves.
 *
 * @module
 */
import type { FieldModel, RecursiveModel, StructModel } from "../model.ts";
import { checkOf } from "./checks.ts";
import { quote } from "./code-lines.ts";
import type { ReadEmitter } from "./read.ts";
import { constraintOf } from "./read-check.ts";
import { BOUNDS_ARGUMENT } from "./module-scope.ts";
import { ANY_OCTETS, fieldPath, type StructScope } from "./struct-scope.ts";
import type { WriteEmitter } from "./write.ts";

/** Emits the check that no more structs stand around a recursive field than allowed. */
function emitDepth(emitter: ReadEmitter, scope: StructScope, field: FieldModel, { depth }: RecursiveModel): void {
  const constraint = constraintOf(field, "depth");
  if (constraint === undefined) return;
  const check = checkOf(fieldPath(scope, field), constraint, field);
  emitter.check(scope, field, `state.depth >= ${depth}`, { check, octet: "offset", found: `\`\${state.depth + 1} levels\`` });
}

/**
 * Emits a call of the reader of a struct that contains itself. Octets of a delimited region must all be there, since the reader
 * cannot tell whether more of them may come.
 *
 * @param path - of the field, from that of the function on, `{}` for indexes
 * @returns the value, an expression
 */
function emitCall(emitter: ReadEmitter, scope: StructScope, field: FieldModel, struct: StructModel, path: string, levels: number): string {
  const { lines, module } = emitter;
  emitter.whole(scope);
  const next = emitter.name(`${field.name}Next`);
  const { region } = scope;
  lines.add(`state.enter(${[quote(path), levels, ...scope.indexes].join(", ")});`);
  const state = module.settings.typed ? "state as unknown as ReaderState<never>" : "state";
  const stop = region.delimited ? region.stop : "end";
  lines.add(`const ${next} = ${emitter.readerOf(struct)}(octets, offset, ${stop}, ${state}${BOUNDS_ARGUMENT});`);
  lines.add(`state.leave(${levels});`);
  if (region.delimited) {
    const check = { path, code: scope.struct.fault, rule: "size", expected: "as many octets" } as const;
    const found = `\`\${${region.stop} - offset} octets\``;
    emitter.check(scope, field, `${next} === ${module.use("NEEDS")}`, { check, octet: "offset", found });
  }
  lines.add(`if (${next} < 0) return ${next};`, `offset = ${next};`);
  region.left = ANY_OCTETS;
  return `state.value${module.typed(` as unknown as ${emitter.types.nameOf(struct)}`)}`;
}

/** Emits a field that is a struct around it. */
export function emitRecursive(emitter: ReadEmitter, scope: StructScope, field: FieldModel, variable: string, wire: RecursiveModel): void {
  emitDepth(emitter, scope, field, wire);
  const struct = emitter.module.recursiveStruct(wire.struct);
  emitter.assign(variable, emitCall(emitter, scope, field, struct, fieldPath(scope, field), 1));
}

/** Emits a struct that contains itself, as a nested struct or as an item of a list. @returns the value, an expression */
export function emitOutermost(emitter: ReadEmitter, scope: StructScope, field: FieldModel, struct: StructModel, path: string): string {
  return emitCall(emitter, scope, field, struct, path, 0);
}

/** Returns the writing of a recursive field: its octets come from the writer of the struct. @returns the octets, an expression */
export function recursiveOctets(emitter: WriteEmitter, field: FieldModel, { struct: id, depth }: RecursiveModel): string {
  const { module } = emitter;
  const struct = module.recursiveStruct(id);
  const levels = module.constant("levels", "How many structs stand inside themselves around the one that is written.", "{ count: 0 }");
  const checked = `${emitter.check("object")}(${emitter.path(field)}, ${emitter.valueOf(field)})`;
  const write = `() => ${emitter.writerOf({ kind: "struct", struct })}(${checked}, ${emitter.path(field, ".")})`;
  return `${emitter.check("nested")}(${emitter.path(field)}, ${levels}, ${depth}, ${write})`;
}
