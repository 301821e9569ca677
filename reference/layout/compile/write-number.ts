/**
 * Writers of numbers: plain, coded, prefix-coded.
 *
 * @module
 */
import type { FieldModel, PrefixedModel, PrefixedUseModel, PrefixFormModel } from "../model.ts";
import { formLargest, isBigWire, NUMBER_BITS } from "../numbers.ts";
import { writeBits } from "./bits.ts";
import { constantLiteral } from "./read-check.ts";
import type { WriteEmitter } from "./write.ts";
import type { BitCollector, NumberPart } from "./write-bits.ts";

/** Returns whether a number is a `bigint` in the value. */
export function isBig(field: FieldModel): boolean {
  return field.role === "value" && isBigWire(field.wire);
}

/** Returns whether a number is not in the value, but follows from other fields. */
export const isDerived = (field: FieldModel): boolean => field.role === "length" || field.role === "size" || field.role === "count";

/** Returns the number of the value as an expression that checks it. */
export function checkedNumber(emitter: WriteEmitter, field: FieldModel): string {
  const { wire } = field;
  const path = emitter.path(field);
  const value = emitter.valueOf(field);
  const check = emitter.module.use("check");
  if (wire.kind === "flag") return `${check}.bit(${path}, ${value})`;
  if (wire.kind === "code") return emitter.codeValue(field, wire);
  const [least, most] = field.range ?? [0, 0];
  const base = field.base === undefined ? "" : `, ${field.base}`;
  if (isBig(field) && "bits" in wire && field.range === undefined) {
    return `${check}.wide(${path}, ${value}, ${wire.bits}, ${wire.kind === "int"})`;
  }
  if (isBig(field)) return `${check}.big(${path}, ${value}, ${least}n, ${most}n${base})`;
  const checked = `${check}.whole(${path}, ${value}, ${least}, ${most}${base})`;
  if (field.sends === undefined) return checked;
  const sends = emitter.module.ranges(`${field.name}Sends`, `Values that a sender may use: ${field.title}.`, field.sends);
  return `${check}.sendable(${path}, ${checked}, ${sends}${base})`;
}

/** Emits the check that a derived number fits its bits and its range. */
export function fits(emitter: WriteEmitter, field: FieldModel, variable: string, widest: number): void {
  const [least, most] = field.range ?? [0, widest];
  const last = Math.min(Number(most), widest);
  const tests = [...(Number(least) === 0 ? [] : [`${variable} < ${least}`]), `${variable} > ${last}`];
  const check = `${emitter.check("whole")}(${emitter.path(field)}, ${variable}, ${least}, ${last});`;
  emitter.measure.add(`if (${tests.join(" || ")}) ${check}`);
}

/** Returns the bits of an integer as an unsigned integer: a variable, which is new for one in two's complement. */
function unsignedText(emitter: WriteEmitter, { name, wire }: FieldModel, value: string): string {
  if (wire.kind !== "int") return value;
  const { bits } = wire;
  const big = bits > NUMBER_BITS;
  const variable = emitter.name(`${name}Bits`);
  const narrow = bits === 32 ? `${value} >>> 0` : `${value} & ${2 ** bits - 1}`;
  const wide = `${value} < 0 ? ${value} + ${2 ** bits} : ${value}`;
  emitter.write.add(`const ${variable} = ${big ? `BigInt.asUintN(${bits}, ${value})` : bits > 32 ? wide : narrow};`);
  return variable;
}

/** Emits an integer, flag, constant or numeric code of a fixed width. */
export function writeNumber(emitter: WriteEmitter, field: FieldModel, bitFields: BitCollector): NumberPart {
  const { wire } = field;
  const bits = "bits" in wire ? wire.bits : 0;
  if (wire.kind === "constant") {
    const value = constantLiteral(wire, wire.value);
    return { variable: value, size: bitFields.add(field, value, bits), finish: () => undefined };
  }
  const variable = emitter.name(field.name);
  const derived = isDerived(field);
  if (!derived) emitter.assign(variable, checkedNumber(emitter, field), isBig(field) ? "bigint" : "number");
  const size = bitFields.add(field, unsignedText(emitter, field, derived && bits > NUMBER_BITS ? `BigInt(${variable})` : variable), bits);
  const most = Math.min(2 ** (wire.kind === "int" ? bits - 1 : bits) - 1, Number.MAX_SAFE_INTEGER);
  return { variable, size, finish: () => (derived ? fits(emitter, field, variable, most) : undefined) };
}

/** Returns the lead of one form: the announcing value, or the kept high bits of the integer. */
function leadText(integer: PrefixedModel, form: PrefixFormModel, variable: string, big: boolean): string {
  if (form.keep === 0) return String(form.lead[0]);
  const kept = form.extra === 0 ? variable : big ? `(${variable} >> ${form.extra}n)` : `Math.floor(${variable} / ${2 ** form.extra})`;
  const base = form.lead[0] & ~(2 ** form.keep - 1);
  const text = big ? `Number(${kept})` : kept;
  return base === 0 ? text : `${base} + ${text}`;
}

/** Emits a prefix-coded integer in its shortest form: the lead among the bit fields, the rest behind them. */
export function writePrefixed(emitter: WriteEmitter, field: FieldModel, bitFields: BitCollector): NumberPart {
  const { integer } = field.wire as PrefixedUseModel;
  const derived = isDerived(field);
  const big = isBig(field);
  const [variable, lead, extra] = [emitter.name(field.name), emitter.name(`${field.name}Lead`), emitter.name(`${field.name}Extra`)];
  if (!derived) emitter.assign(variable, checkedNumber(emitter, field), big ? "bigint" : "number");
  const octets = bitFields.add(field, lead, integer.lead);
  writeForms(emitter, integer, variable, extra, big);
  const finish = (): void => {
    if (derived) fits(emitter, field, variable, Math.min(Number(integer.largest), Number.MAX_SAFE_INTEGER));
    chooseForm(emitter, { integer, variable, lead, extra, big });
  };
  return { variable, size: `${octets === "" ? "0" : octets} + ${extra}`, finish };
}

/** A prefix-coded integer and the variables of its parts. */
interface PrefixedParts {
  readonly integer: PrefixedModel;
  readonly variable: string;
  readonly lead: string;
  readonly extra: string;
  readonly big: boolean;
}

/** Emits the choice of the shortest form: its lead, and how many octets follow. */
function chooseForm(emitter: WriteEmitter, { integer, variable, lead, extra, big }: PrefixedParts): void {
  const { measure } = emitter;
  emitter.declare(lead);
  emitter.declare(extra);
  for (const [index, form] of integer.forms.entries()) {
    const last = index === integer.forms.length - 1;
    const test = last ? "" : `if (${variable} <= ${formLargest(integer.lead, form)}${big ? "n" : ""}) `;
    if (index === 0) measure.open(`${test}{`);
    else measure.next(`} else ${test}{`);
    measure.add(`${lead} = ${leadText(integer, form, variable, big)};`);
    if (form.extra > 0) measure.add(`${extra} = ${form.extra / 8};`);
  }
  measure.close();
}

/** Emits the bits behind the lead, by form. */
function writeForms(emitter: WriteEmitter, integer: PrefixedModel, variable: string, extra: string, big: boolean): void {
  const { write } = emitter;
  const forms = integer.forms.filter((form) => form.extra > 0);
  for (const [index, form] of forms.entries()) {
    const octets = form.extra / 8;
    const wide = form.extra > 53;
    const cut =
      big && !wide ? `Number(${variable} & ${(1n << BigInt(form.extra)) - 1n}n)` : !big && wide ? `BigInt(${variable})` : variable;
    const test = `if (${extra} === ${octets}) {`;
    if (index === 0) write.open(test);
    else write.next(`} else ${test}`);
    const value = cut === variable ? variable : emitter.name(`${variable}Low`);
    if (value !== variable) write.add(`const ${value} = ${cut};`);
    write.add(...writeBits("offset", octets, [{ value, start: 0, bits: form.extra, endian: integer.endian }]), `offset += ${octets};`);
  }
  if (forms.length > 0) write.close();
}
