/**
 * Code that checks relations between fields.
 *
 * @module
 */
import type { RelationModel, StructModel } from "../model.ts";
import { isBigWire } from "../numbers.ts";
import { relationText } from "../relations.ts";
import { camelName, quote } from "./code-lines.ts";
import type { ReadEmitter } from "./read.ts";
import { fieldPath, type FieldVariable, type StructScope } from "./struct-scope.ts";
import type { WriteEmitter } from "./write.ts";

/** The comparison that holds where a relation fails. */
const failing = { atMost: ">", below: ">=", equal: "!==" } as const;

/** Returns the expression that a flag is 1, or a number not 0. */
function setText({ field, variable }: FieldVariable): string {
  if (field.wire.kind === "flag") return `${variable} === 1`;
  return `${variable} !== ${isBigWire(field.wire) ? "0n" : "0"}`;
}

function failsText(emitter: ReadEmitter, scope: StructScope, is: RelationModel["is"], one: FieldVariable, two: FieldVariable): string {
  const present = ({ field }: FieldVariable): string[] => (field.when === undefined ? [] : [emitter.condition(scope, field.when)]);
  if (is !== "needs") return [...present(one), ...present(two), `${one.variable} ${failing[is]} ${two.variable}`].join(" && ");
  return [...present(one), setText(one), `!(${[...present(two), setText(two)].join(" && ")})`].join(" && ");
}

/** Emits the checks of the relations of a struct, whose fields have been read. */
export function emitRelations(emitter: ReadEmitter, scope: StructScope, { fields, relations = [] }: StructModel): void {
  for (const relation of relations) {
    const { field, is, other, fault } = relation;
    const [one, two] = [emitter.fieldOf(scope, field), emitter.fieldOf(scope, other)];
    const expected = relationText(relation, fields, ({ name }) => name);
    const shown = is === "needs" ? "" : `, ${other} is \${${two.variable}}`;
    emitter.check(scope, one.field, failsText(emitter, scope, is, one, two), {
      check: { path: fieldPath(scope, one.field), code: fault, rule: "relation", expected },
      named: camelName(field, is, other),
      octet: one.at,
      bit: one.bit,
      found: `\`\${${emitter.shown(one.field, one.variable)}}${shown}\``,
    });
  }
}

/** Emits the checks of the relations of a value. */
export function writeRelations(emitter: WriteEmitter, { fields, relations = [] }: StructModel): void {
  for (const relation of relations) {
    const { field, is, other } = relation;
    const path = emitter.path({ name: field, role: "value" });
    const expected = relationText(relation, fields, ({ name }) => name);
    const values = [emitter.valueOf({ name: field }), quote(is), emitter.valueOf({ name: other })];
    emitter.measure.add(`${emitter.check("related")}(${[path, ...values, quote(expected)].join(", ")});`);
  }
}
