/**
 * The checks of a number that has been read.
 *
 * @module
 */
import type { CodeModel, ConstraintModel, FieldModel, RegistryModel } from "../model.ts";
import type { ReadEmitter } from "./read.ts";
import type { Local, Scope } from "./read-scope.ts";
import { codeOf, namesArray, namesByCode, registryOf } from "./registries.ts";

/** A condition that holds when a numeric code is not registered. */
function unregistered(emitter: ReadEmitter, wire: CodeModel, registry: RegistryModel, variable: string): string {
  if (wire.open) return "false";
  if (registry.entries.length === 2 ** wire.bits) return "false";
  if (wire.bits > 8) return `!${emitter.table(namesByCode(registry))}.has(${variable})`;
  const codes = registry.entries.map((entry) => entry.code as number);
  // Codes without a gap need one comparison, others a look into a table.
  return Math.max(...codes) === codes.length - 1 ? `${variable} > ${codes.length - 1}` : `${emitter.table(namesArray(registry, wire))}[${variable}] === undefined`;
}

function agreed(emitter: ReadEmitter, field: FieldModel, bound: string, variable: string): string {
  const wire = field.wire as CodeModel;
  const registry = registryOf(wire, emitter.elements);
  const allowed = emitter.bound(bound, registry);
  return `${variable} !== ${codeOf(registry, wire.omit ?? "")} && ${variable} !== ${allowed}`;
}

/** A condition that holds when the constraint is violated; `false` where it cannot be, or is judged elsewhere. */
function violated(emitter: ReadEmitter, field: FieldModel, constraint: ConstraintModel, variable: string): string {
  switch (constraint.rule) {
    case "least":
      return `${variable} < ${constraint.value}`;
    case "most":
      return `${variable} > ${constraint.value}`;
    case "equals":
      return `${variable} !== ${constraint.value}`;
    case "bound":
      return `${variable} > ${emitter.bound(constraint.bound)}${constraint.overhead === 0 ? "" : ` + ${constraint.overhead}`}`;
    case "registered":
      return field.wire.kind === "code" ? unregistered(emitter, field.wire, registryOf(field.wire, emitter.elements), variable) : "false";
    case "agreed":
      return agreed(emitter, field, constraint.bound, variable);
    default:
      return "false";
  }
}

/** Judges a number against the constraints of its field, in their order. */
export function emitChecks(emitter: ReadEmitter, scope: Scope, local: Local): void {
  const { field, variable, at, bit } = local;
  const registry = field.wire.kind === "code" ? registryOf(field.wire, emitter.elements) : undefined;
  for (const constraint of field.constraints) {
    const condition = violated(emitter, field, constraint, variable);
    if (condition === "false") continue;
    const site = emitter.sites.constraint(scope.path + field.name, constraint, field, registry);
    emitter.lines.add(`if (${condition}) ${emitter.fail(scope, site, at, bit, emitter.shown(field, variable))}`);
  }
}
