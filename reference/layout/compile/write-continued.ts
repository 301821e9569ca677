/**
 * Writers of continued integers.
 *
 * @module
 */
import type { ContinuedModel, FieldModel } from "../model.ts";
import type { WriteEmitter } from "./write.ts";
import type { BitCollector, NumberPart } from "./write-bits.ts";
import { checkedNumber, fits, isBig, isDerived } from "./write-number.ts";

/** Emits a continued integer in its shortest form: the prefix among the bit fields, the octets behind it. */
export function writeContinued(emitter: WriteEmitter, field: FieldModel, bitFields: BitCollector, integer: ContinuedModel): NumberPart {
  const { module } = emitter;
  const derived = isDerived(field);
  const [variable, size] = [emitter.name(field.name), emitter.name(`${field.name}Octets`)];
  if (!derived) emitter.assign(variable, checkedNumber(emitter, field), isBig(field) ? "bigint" : "number");
  const { prefix } = integer;
  const start = prefix === undefined ? undefined : emitter.name(`${field.name}Prefix`);
  const before = start === undefined ? "" : bitFields.add(field, start, prefix ?? 0);
  const full = `${2 ** (prefix ?? 0) - 1}${isBig(field) ? "n" : ""}`;
  const rest = prefix === undefined ? variable : `${variable} - ${full}`;
  const big = String(integer.endian === "big");
  const write = `offset = ${module.use("writeContinued")}(octets, offset, ${size}, ${big}, ${rest});`;
  if (start === undefined) emitter.write.add(write);
  else emitter.write.conditional(`${size} > 0`, write);
  const finish = (): void => {
    if (derived) fits(emitter, field, variable, Math.min(Number(integer.largest), Number.MAX_SAFE_INTEGER));
    const count = `${module.use("continuedSize")}(${rest})`;
    if (start === undefined) return emitter.assign(size, count, "number");
    const small = isBig(field) ? `Number(${variable})` : variable;
    emitter.assign(start, `${variable} < ${full} ? ${small} : ${2 ** (prefix ?? 0) - 1}`, "number");
    emitter.assign(size, `${variable} < ${full} ? 0 : ${count}`, "number");
  };
  return { variable, size: before === "" ? size : `${before} + ${size}`, finish };
}
