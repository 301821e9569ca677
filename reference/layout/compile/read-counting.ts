/**
 * Readers of what a length, size or count says.
 *
 * @module
 */
import type { FieldModel } from "../model.ts";
import { behindRange, behindText } from "../struct/counting.ts";
import { camelName } from "./code-lines.ts";
import type { ReadEmitter } from "./read.ts";
import { constraintOf } from "./read-check.ts";
import { fieldPath, type FieldVariable, type StructScope } from "./struct-scope.ts";

/** Emits the octets or items that a length, size or count counts behind it, and opens the region of a length. */
export function emitCounting(emitter: ReadEmitter, scope: StructScope, place: FieldVariable): void {
  const { field, variable } = place;
  let counted = variable;
  if (field.counting !== undefined) {
    counted = emitter.name(camelName(field.name, field.role === "count" ? "items" : "octets"));
    emitter.lines.add(`const ${counted} = ${behindText(field, variable)};`);
    scope.fields.set(field.name, { ...place, counted });
  }
  if (field.role === "length") openRegion(emitter, scope, field, counted);
}

/** Opens the region behind a length. @param octets - of the region, a variable */
function openRegion(emitter: ReadEmitter, scope: StructScope, field: FieldModel, octets: string): void {
  const [least, most] = (["least", "most"] as const).map((rule) => constraintOf(field, rule)?.value);
  const stop = emitter.name(camelName(scope.struct.id, "end"));
  emitter.lines.add(`const ${stop} = offset + ${octets};`);
  const { region } = scope;
  if (region.delimited) {
    const check = {
      path: fieldPath(scope, field),
      code: scope.struct.fault,
      rule: "size",
      expected: "a length within the octets around it",
    } as const;
    emitter.check(scope, field, `${stop} > ${region.stop}`, { check, octet: "offset", found: `\`\${${octets}} octets\`` });
  }
  scope.region = {
    stop,
    delimited: true,
    depth: scope.depth,
    whole: region.whole,
    left: [behindRange({ ...field, range: [least ?? 0, most ?? Infinity] })],
  };
}
