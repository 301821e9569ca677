/**
 * Readers of continued integers.
 *
 * @module
 */
import type { ContinuedModel } from "../model.ts";
import { continuedMost, isBigWire } from "../numbers.ts";
import { checkOf } from "./checks.ts";
import type { ReadEmitter } from "./read.ts";
import { constraintOf, emitChecks } from "./read-check.ts";
import { ANY_OCTETS, type FieldVariable, type StructScope } from "./struct-scope.ts";

/** A continued integer while its code is written. */
interface ContinuedCode {
  readonly place: FieldVariable;
  readonly integer: ContinuedModel;
  /** The variable that holds the offset of the first octet behind the prefix; without one, of the integer. */
  readonly from: string;
  /** Whether the variable of the integer is a `bigint`. */
  readonly big: boolean;
}

/** Emits a continued integer: the octets behind its prefix, if it has one, then its checks. */
export function emitContinued(emitter: ReadEmitter, scope: StructScope, place: FieldVariable, integer: ContinuedModel): void {
  const { field, variable, lead } = place;
  const { lines } = emitter;
  const big = field.role === "value" && isBigWire(field.wire);
  const from = emitter.name(`${field.name}${lead === undefined ? "At" : "More"}`);
  lines.add(`const ${from} = offset;`);
  const first = lead === undefined ? (big ? "0n" : "0") : big ? `BigInt(${lead})` : lead;
  // A code is looked up as a number.
  const number = big && field.wire.kind === "code" ? emitter.wide(variable) : variable;
  lines.add(`${emitter.isHoisted(number) ? "" : "let "}${number} = ${first};`);
  const own = lead === undefined ? { ...place, at: from, bit: 0 } : place;
  const at = { ...own, variable: number };
  const code: ContinuedCode = { place: at, integer, from, big };
  if (lead !== undefined) lines.open(`if (${lead} === ${2 ** (integer.prefix ?? 0) - 1}) {`);
  emitGroups(emitter, scope, code);
  if (lead !== undefined) lines.close();
  scope.region.left = ANY_OCTETS;
  const bits = integer.prefix === undefined ? `(offset - ${from}) * 8` : `${integer.prefix} + (offset - ${from}) * 8`;
  emitter.mark(scope, field, at.at, at.bit, bits, emitter.shown(field, number));
  emitFormChecks(emitter, scope, code, bits);
  if (number !== variable) emitter.assign(variable, `Number(${number})`);
  if (lead === undefined) scope.fields.set(field.name, own);
  emitChecks(emitter, scope, own);
}

/** Emits the loop over octets of seven bits. */
function emitGroups(emitter: ReadEmitter, scope: StructScope, { place, integer, from, big }: ContinuedCode): void {
  const { field, variable } = place;
  const { lines } = emitter;
  const [group, scale] = [emitter.name(`${field.name}Group`), emitter.name(`${field.name}Scale`)];
  const bits = big ? `BigInt(${group} & 127)` : `(${group} & 127)`;
  const isLittle = integer.endian === "little";
  lines.open(isLittle ? `for (let ${scale} = ${big ? "0n" : "1"}; ; ${scale} ${big ? "+= 7n" : "*= 128"}) {` : "for (;;) {");
  emitter.require({ ...scope, region: { ...scope.region, left: ANY_OCTETS } }, 1, field);
  lines.add(`const ${group} = octets[offset]${emitter.module.typed("!")};`);
  if (isLittle) lines.add(`${variable} += ${bits} ${big ? "<<" : "*"} ${scale};`);
  else lines.add(`${variable} = ${variable} * 128${big ? "n" : ""} + ${bits};`);
  lines.add("offset += 1;", `if (${group} < 128) break;`);
  emitTooLong(emitter, scope, { place, integer, from, big });
  lines.close();
}

/** Emits the check that no more octets follow than the integer may have. */
function emitTooLong(emitter: ReadEmitter, scope: StructScope, { place: { field, at, bit }, integer, from }: ContinuedCode): void {
  const { octets, largest } = integer;
  const constraint = constraintOf(field, "fits") ?? { rule: "fits", fault: scope.struct.fault, octets, largest };
  const check = checkOf(scope.path + field.name, constraint, field);
  const most = integer.prefix === undefined ? integer.octets : integer.octets - 1;
  emitter.check(scope, field, `offset - ${from} === ${most}`, { check, octet: at, bit, found: `"more than ${integer.octets} octets"` });
}

/** Emits the checks that the integer is not larger than it may be, and in its shortest form. */
function emitFormChecks(emitter: ReadEmitter, scope: StructScope, code: ContinuedCode, bits: string): void {
  const { integer, from, big, place: { field, variable, at, bit } } = code;
  const emit = (rule: "fits" | "shortest", condition: string, found: string): void => {
    const constraint = constraintOf(field, rule);
    if (constraint === undefined) return;
    emitter.check(scope, field, condition, { check: checkOf(scope.path + field.name, constraint, field), octet: at, bit, found });
  };
  if (BigInt(integer.largest) < continuedMost(integer)) emit("fits", `${variable} > ${integer.largest}${big ? "n" : ""}`, variable);
  // The most significant octet adds nothing.
  const needless = integer.endian === "little" ? "octets[offset - 1] === 0" : `octets[${from}] === 128`;
  emit("shortest", `offset - ${from} > 1 && ${needless}`, `\`\${${variable}} in \${${bits}} bits\``);
}
