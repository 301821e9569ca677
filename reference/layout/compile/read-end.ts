/**
 * The end of a struct.
 *
 * @module
 */
import { takesRest } from "../struct/sizes.ts";
import { camelName } from "./code-lines.ts";
import type { ReadEmitter } from "./read.ts";
import { isWithin, type StructScope } from "./struct-scope.ts";

/** Emits the check that nothing is left over behind the last field of a region. */
export function emitEnd(emitter: ReadEmitter, scope: StructScope): void {
  const last = scope.struct.fields.at(-1);
  const { region } = scope;
  const { settings } = emitter.module;
  const always = last !== undefined && last.group === undefined && last.when === undefined;
  if (!region.delimited || region.depth !== scope.depth || (always && takesRest(last.wire)) || isWithin(region.left, [[0, 0]])) return;
  // A case of a variant stands in the struct around it.
  const check = {
    path: scope.path === "" && emitter.outermost === settings.root ? settings.root.id : scope.path.slice(0, -1),
    code: scope.struct.fault,
    rule: "size",
    expected: "the end",
  } as const;
  emitter.check(scope, undefined, `offset !== ${region.stop}`, {
    check,
    named: camelName(scope.struct.id, "end"),
    octet: "offset",
    found: `\`\${${region.stop} - offset} octets left over\``,
  });
}
