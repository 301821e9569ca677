/**
 * Writers of numbers: plain, coded, prefix-coded.
 *
 * @module
 */
import { greatest } from "../integer.ts";
import type { FieldModel, PrefixedModel, PrefixFormModel } from "../model.ts";
import { formLargest } from "../prefixed.ts";
import { writeRun } from "./bits.ts";
import type { WriteEmitter } from "./write.ts";
import type { Part, RunWriter } from "./write-run.ts";

/** Whether a number is a `bigint` in the value. */
function isBig(field: FieldModel): boolean {
  if (field.role !== "value") return false;
  return field.wire.kind === "uint" ? field.wire.big : field.wire.kind === "prefixed" && field.wire.integer.big;
}

/** The expression of a number of the value, checked. */
function valueText(emitter: WriteEmitter, field: FieldModel): string {
  const { wire } = field;
  const path = emitter.path(field.name);
  if (wire.kind === "constant") return String(wire.value);
  if (wire.kind === "flag") return `check.bit(${path}, v.${field.name})`;
  if (wire.kind === "code") return emitter.codeValue(field, wire);
  const [least, most] = field.range ?? [0, 0];
  if (isBig(field)) return `check.big(${path}, v.${field.name}, ${most}n)`;
  const checked = `check.whole(${path}, v.${field.name}, ${least}, ${most})`;
  return field.sends === undefined ? checked : `check.sendable(${path}, ${checked}, ${emitter.table(field.sends)})`;
}

/** Where a length, size or count gets its number from: a length from its struct, the others from the field that they count. */
function startDerived(emitter: WriteEmitter, field: FieldModel): string {
  const name = `n_${field.name}`;
  emitter.variables.add(name);
  return name;
}

/** A derived number must fit its bits, and what the layout says of it. */
function fits(emitter: WriteEmitter, field: FieldModel, variable: string, widest: number): void {
  const [least, most] = field.range ?? [0, widest];
  const last = Math.min(Number(most), widest);
  emitter.measure.add(`if (${variable} < ${least} || ${variable} > ${last}) check.whole(${emitter.path(field.name)}, ${variable}, ${least}, ${last});`);
}

/** An integer, flag, constant or numeric code of a fixed width. */
export function measureNumber(emitter: WriteEmitter, field: FieldModel, run: RunWriter): Part {
  const { wire } = field;
  const bits = "bits" in wire ? wire.bits : 0;
  const derived = field.role === "length" || field.role === "size" || field.role === "count";
  const variable = derived ? startDerived(emitter, field) : emitter.variable("x");
  if (!derived) emitter.measure.add(`${variable} = ${valueText(emitter, field)};`);
  const size = run.add(field, derived && bits > 53 ? `BigInt(${variable})` : variable, bits);
  const most = Math.min(Number(greatest(bits)), Number.MAX_SAFE_INTEGER);
  return { variable, size, finish: () => (derived ? fits(emitter, field, variable, most) : undefined) };
}

/** The lead of one form: the announcing value, or the kept high bits of the integer. */
function leadText(integer: PrefixedModel, form: PrefixFormModel, variable: string, big: boolean): string {
  if (form.keep === 0) return String(form.lead[0]);
  const kept = form.extra === 0 ? variable : big ? `(${variable} >> ${form.extra}n)` : `Math.floor(${variable} / ${2 ** form.extra})`;
  const base = form.lead[0] & ~(2 ** form.keep - 1);
  const text = big ? `Number(${kept})` : kept;
  return base === 0 ? text : `${base} + ${text}`;
}

/** A prefix-coded integer in its shortest form: the lead goes into the run, the rest follows it. */
export function measurePrefixed(emitter: WriteEmitter, field: FieldModel, run: RunWriter): Part {
  const { integer } = field.wire as { readonly integer: PrefixedModel };
  const derived = field.role !== "value";
  const big = isBig(field);
  const variable = derived ? startDerived(emitter, field) : emitter.variable("x");
  const [lead, extra] = [emitter.variable("l"), emitter.variable("k")];
  if (!derived) emitter.measure.add(`${variable} = ${valueText(emitter, field)};`);
  const octets = run.add(field, lead, integer.lead);
  emitter.write.add(...integer.forms.filter((form) => form.extra > 0).map((form) => writeExtra(integer, form, variable, extra, big)));
  const finish = (): void => {
    if (derived) fits(emitter, field, variable, Math.min(Number(integer.largest), Number.MAX_SAFE_INTEGER));
    emitter.measure.add(...chooseForm(integer, variable, lead, extra, big));
  };
  return { variable, size: `${octets === "" ? "0" : octets} + ${extra}`, finish };
}

function chooseForm(integer: PrefixedModel, variable: string, lead: string, extra: string, big: boolean): string[] {
  return integer.forms.map((form, index) => {
    const last = index === integer.forms.length - 1;
    const test = last ? "" : `if (${variable} <= ${formLargest(integer.lead, form)}${big ? "n" : ""}) `;
    return `${index === 0 ? "" : "else "}${test}{ ${lead} = ${leadText(integer, form, variable, big)}; ${extra} = ${form.extra / 8}; }`;
  });
}

function writeExtra(integer: PrefixedModel, form: PrefixFormModel, variable: string, extra: string, big: boolean): string {
  const octets = form.extra / 8;
  const wide = form.extra > 53;
  const cut = big && !wide ? `Number(${variable} & ${(1n << BigInt(form.extra)) - 1n}n)` : !big && wide ? `BigInt(${variable})` : variable;
  const lines = writeRun("p", octets, [{ value: "w", start: 0, bits: form.extra, endian: integer.endian }]);
  return `if (${extra} === ${octets}) { const w = ${cut}; ${lines.join(" ")} p += ${octets}; }`;
}
