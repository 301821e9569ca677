/**
 * Readers and writers of octets that are always the same.
 *
 * @module
 */
import { literalText } from "../entries.ts";
import type { FieldModel, LiteralModel } from "../model.ts";
import { fromHex } from "../plain.ts";
import { checkOf } from "./checks.ts";
import { camelName, octetText, quote } from "./code-lines.ts";
import type { ReadEmitter } from "./read.ts";
import { constraintOf } from "./read-check.ts";
import { fieldPath, type FieldVariable, type StructScope } from "./struct-scope.ts";
import type { WriteEmitter } from "./write.ts";

/** Emits the test of octets that are always the same. */
export function emitLiteral(emitter: ReadEmitter, scope: StructScope, { field }: FieldVariable, wire: LiteralModel): void {
  const { module, lines } = emitter;
  const octets = wire.bits / 8;
  emitter.require(scope, octets, field);
  const found = `octets.subarray(offset, offset + ${octets})`;
  const text = quote(literalText(wire));
  emitter.mark(scope, field, "offset", 0, String(wire.bits), wire.as === "ascii" ? text : found);
  const constraint = constraintOf(field, "equals");
  if (constraint !== undefined) {
    const check = checkOf(fieldPath(scope, field), constraint, field);
    const condition = `${module.use("latin1Text")}(octets, offset, offset + ${octets}) !== ${text}`;
    emitter.check(scope, field, condition, { check, octet: "offset", found });
  }
  lines.add(`offset += ${octets};`);
}

/** Emits the writing of octets that are always the same. @returns how many they are, an expression */
export function writeLiteral({ module, write }: WriteEmitter, { name, title }: FieldModel, { octets, bits }: LiteralModel): string {
  const items = [...fromHex(octets)].map(octetText).join(", ");
  const constant = module.constant(camelName(name, "octets"), `The octets of ${title}.`, `new Uint8Array([${items}])`);
  write.add(`octets.set(${constant}, offset);`, `offset += ${bits / 8};`);
  return String(bits / 8);
}
