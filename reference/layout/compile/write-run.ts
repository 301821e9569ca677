/**
 * Writers of octets and text of the value.
 *
 * @module
 */
import type { FieldModel, OctetStringModel } from "../model.ts";
import { charactersText } from "./checks.ts";
import { choiceText, quote } from "./code-lines.ts";
import { constraintOf } from "./read-check.ts";
import type { WriteEmitter } from "./write.ts";
import { isAny, type RunCode, runSizes, sizeTests } from "./write-sizes.ts";

/** Emits octets of the value, which are copied. */
export function givenOctets(emitter: WriteEmitter, field: FieldModel, wire: OctetStringModel): RunCode {
  const variable = emitter.name(field.name);
  const value = emitter.valueOf(field);
  const tests = [`${value} instanceof Uint8Array`, ...sizeTests(`${value}.length`, runSizes(field, wire))].join(" && ");
  const checked = `${emitter.check("octets")}(${[emitter.path(field), value, ...allowedSizes(emitter, field, wire)].join(", ")})`;
  emitter.assign(variable, choiceText([[tests, value]], checked, emitter.measure.columns - `const ${variable} = ;`.length), "octets");
  return { size: `${variable}.length`, copy: [`octets.set(${variable}, offset);`, `offset += ${variable}.length;`], octets: variable };
}

/** Emits text of the value, which is encoded in its place: no octets are made of it before. */
export function givenText(emitter: WriteEmitter, field: FieldModel, wire: OctetStringModel): RunCode {
  const size = emitter.name(`${field.name}Size`);
  const value = `${emitter.valueOf(field)}${emitter.module.typed(" as string")}`;
  emitter.assign(
    size,
    `${emitter.check(wire.kind)}(${[emitter.path(field), emitter.valueOf(field), ...allowedSizes(emitter, field, wire)].join(", ")})`,
    "number",
  );
  const characters = constraintOf(field, "characters");
  if (characters !== undefined) {
    const ranges = emitter.module.ranges(`${field.name}Characters`, `Allowed characters: ${field.title}.`, characters.ranges);
    const expected = quote(charactersText(characters.ranges));
    emitter.measure.add(`${emitter.check("characters")}(${emitter.path(field)}, ${emitter.valueOf(field)}, ${ranges}, ${expected});`);
  }
  if (wire.kind === "latin1") {
    const octets = `${emitter.module.use("latin1Octets")}(${value})`;
    return { size, copy: [`octets.set(${octets}, offset);`, `offset += ${size};`], octets };
  }
  const copy = [`${emitter.module.use("utf8Write")}(octets, ${value}, offset, ${size});`, `offset += ${size};`];
  return { size, copy, octets: `${emitter.module.use("utf8Octets")}(${value})` };
}

/** Returns the allowed sizes of a run as an argument; none where every size is allowed. */
function allowedSizes(emitter: WriteEmitter, field: FieldModel, wire: OctetStringModel): string[] {
  const sizes = runSizes(field, wire);
  return isAny(sizes) ? [] : [emitter.module.ranges(`${field.name}Sizes`, `Sizes in octets: ${field.title}.`, sizes)];
}
