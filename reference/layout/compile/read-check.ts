/**
 * The checks of a number that has been read.
 *
 * @module
 */
import { namedEntries } from "../entries.ts";
import type { CodeModel, ConstraintModel, FieldModel, RegistryModel, WireModel } from "../model.ts";
import { isBigWire, NUMBER_BITS } from "../numbers.ts";
import { checkOf } from "./checks.ts";
import type { ReadEmitter } from "./read.ts";
import { codeOf, namesList, registryOf } from "./registries.ts";
import { fieldPath, type FieldVariable, type StructScope } from "./struct-scope.ts";

/** Returns the condition that a numeric code is not registered; `undefined` where every code is. */
function unregistered(emitter: ReadEmitter, wire: CodeModel, registry: RegistryModel, variable: string): string | undefined {
  const entries = namedEntries(registry);
  const possible = "bits" in wire ? 2 ** wire.bits : Number(wire.integer.largest) + 1;
  if (wire.open || entries.length === possible) return undefined;
  const codes = entries.map((entry) => entry.code as number);
  // Codes without a gap need one comparison.
  if (Math.max(...codes) === codes.length - 1) return `${variable} > ${codes.length - 1}`;
  return namesList(registry, wire) === undefined
    ? `!${emitter.module.nameMap(registry)}.has(${variable})`
    : `${emitter.module.nameOf(registry, wire, variable)} === undefined`;
}

/** Returns a constant as code: a `bigint` where the bits are one. */
export function constantLiteral(wire: WireModel, value: number | string): string {
  return "bits" in wire && wire.bits > NUMBER_BITS ? `${value}n` : String(value);
}

/** Returns the condition that a constraint is violated; `undefined` where it cannot be, or where other code checks it. */
function violated(emitter: ReadEmitter, { field, variable }: FieldVariable, constraint: ConstraintModel): string | undefined {
  const { wire } = field;
  switch (constraint.rule) {
    case "least":
      return `${variable} < ${constraint.value}`;
    case "most":
      return `${variable} > ${constraint.value}`;
    case "equals":
      return `${variable} !== ${constantLiteral(wire, constraint.value)}`;
    case "bound":
      return `${variable} > ${emitter.bound(constraint.bound)}${constraint.overhead === 0 ? "" : ` + ${constraint.overhead}`}`;
    case "registered":
      return wire.kind === "code" ? unregistered(emitter, wire, emitter.registry(wire), variable) : undefined;
    case "agreed":
      return wire.kind === "code" ? notAgreed(emitter, wire, constraint.bound, variable) : undefined;
    default:
      return undefined;
  }
}

function notAgreed(emitter: ReadEmitter, wire: CodeModel, bound: string, variable: string): string {
  const registry = emitter.registry(wire);
  return `${variable} !== ${codeOf(registry, wire.omit ?? "")} && ${variable} !== ${emitter.bound(bound, registry)}`;
}

/** Returns a number as an issue shows it, an expression: in the base of its field, or of its registry. */
function foundText(emitter: ReadEmitter, field: FieldModel, variable: string): string {
  const { wire } = field;
  const base = wire.kind === "code" && wire.as === "number" ? emitter.registry(wire).base : field.base;
  const shown = emitter.shown(field, variable);
  if (base === undefined) return shown;
  const digits = `${emitter.module.use("hexText")}(${variable})`;
  return wire.kind === "code" ? shown.replace(/ \?\? \w+$/, ` ?? ${digits}`) : digits;
}

/** Emits the checks of a number, in the order of its constraints. */
export function emitChecks(emitter: ReadEmitter, scope: StructScope, variable: FieldVariable): void {
  const { field, at, bit } = variable;
  const exact = field.wire.kind === "code" && isBigWire(field.wire) ? emitter.wide(variable.variable) : variable.variable;
  const registry = field.wire.kind === "code" ? registryOf(field.wire, emitter.module.settings.elements) : undefined;
  for (const constraint of field.constraints) {
    const condition = violated(emitter, variable, constraint);
    if (condition === undefined) continue;
    const check = checkOf(fieldPath(scope, field), constraint, field, registry);
    emitter.check(scope, field, condition, { check, octet: at, bit, found: foundText(emitter, field, exact) });
  }
}

/** Returns the constraint of a rule. */
export const constraintOf = <R extends ConstraintModel["rule"]>(
  field: FieldModel,
  rule: R,
): (ConstraintModel & { readonly rule: R }) | undefined =>
  field.constraints.find((each): each is ConstraintModel & { readonly rule: R } => each.rule === rule);
