/**
 * Readers of variants: fields that an earlier code chooses.
 *
 * @module
 */
import { namedEntries } from "../entries.ts";
import type { FieldModel, StructModel, VariantModel } from "../model.ts";
import { isBigWire } from "../numbers.ts";
import { rangesText } from "../size.ts";
import { takesRest } from "../struct/sizes.ts";
import { variantStructs } from "../variants.ts";
import { checkOf } from "./checks.ts";
import { camelName, commentText, quote } from "./code-lines.ts";
import type { ReadEmitter } from "./read.ts";
import { emitRelations } from "./relations.ts";
import { constraintOf } from "./read-check.ts";
import { emitEnd } from "./read-end.ts";
import { notSizeTest } from "./size-test.ts";
import { ANY_OCTETS, type FieldVariable, isWithin, type StructScope, type ValueProperty } from "./struct-scope.ts";

/** A variant while its code is written. */
interface VariantPlace {
  readonly field: FieldModel;
  readonly wire: VariantModel;
  /** Whether a case has to fill the rest of the region. */
  readonly fills: boolean;
  /** Emits what follows a case. */
  readonly then: (scope: StructScope) => void;
}

/** Returns whether each case has to fill the region: a case takes the rest, or the variant ends the struct that opened the region. */
function fillsRegion({ region, depth }: StructScope, wire: VariantModel): boolean {
  return takesRest(wire) || region.depth === depth;
}

/** Returns whether the fields of a variant become a part of the value before what follows is read. */
export function isInner({ region }: StructScope, wire: VariantModel, following: number): boolean {
  const opens = variantStructs(wire).some(({ fields }) => fields.some(({ role }) => role === "length"));
  return following > 0 || (region.delimited && opens && !takesRest(wire));
}

/** Emits a variant that other fields follow. @returns the properties of the value */
export function emitInnerVariant(emitter: ReadEmitter, scope: StructScope, field: FieldModel, wire: VariantModel): ValueProperty[] {
  const variable = emitter.name(field.name);
  const type = emitter.types.variantName(scope.struct, field);
  const own = [wire.by, wire.opaque?.by];
  emitter.hoist(variable, type);
  const inner: StructScope = {
    ...scope,
    depth: scope.depth + 1,
    region: { ...scope.region },
    properties: scope.properties.filter(({ name }) => own.includes(name)),
    type,
    finish: (value) => [`${variable} = ${value};`],
    returns: false,
  };
  const then = (each: StructScope): void => {
    emitEnd(emitter, each);
    emitter.checksums.compareAll(each);
    emitter.value(each);
  };
  emitter.checksums.within([], () => emitCases(emitter, inner, { field, wire, fills: false, then }));
  scope.region.left = ANY_OCTETS;
  return [...scope.properties.filter(({ name }) => !own.includes(name)), { name: field.name, value: variable, spread: true }];
}

/** Emits a variant that ends its struct, each case a branch of its own up to the value. */
export function emitVariant(
  emitter: ReadEmitter,
  scope: StructScope,
  field: FieldModel,
  wire: VariantModel,
  then: VariantPlace["then"],
): void {
  emitCases(emitter, scope, { field, wire, fills: fillsRegion(scope, wire), then });
}

function emitCases(emitter: ReadEmitter, scope: StructScope, place: VariantPlace): void {
  const { wire } = place;
  const { lines } = emitter;
  const by = emitter.fieldOf(scope, wire.by);
  const others = scope.properties.filter((each) => each.name !== wire.by && each.name !== wire.opaque?.by);
  if (wire.opaque !== undefined) emitOpaque(emitter, scope, place, others);
  lines.open(`switch (${by.variable}) {`);
  const branch = (type: string, struct: StructModel): void => {
    emitBranch(emitter, { ...scope, properties: [{ name: wire.by, value: type }, ...others] }, struct, place);
    if (!scope.returns) lines.add("break;");
    lines.close();
  };
  for (const [name, struct] of Object.entries(wire.cases)) {
    const label = emitter.caseLabel(by, name);
    lines.open(`case ${label}: {${label === quote(name) ? "" : ` // ${commentText(name)}`}`);
    branch(quote(name), struct);
  }
  if (wire.default !== undefined) {
    lines.open("default: {");
    branch(otherCode(emitter, by, wire), wire.default);
  }
  lines.close();
  if (wire.opaque !== undefined && !scope.returns) lines.close();
  // TypeScript does not know that the cases are all there are.
  if (wire.default === undefined && scope.returns && emitter.module.settings.typed) {
    lines.add(`return ${emitter.module.use("MALFORMED")}; // Not reached: each case returns.`);
  }
}

/** Returns the code of the default case, an expression. */
function otherCode(emitter: ReadEmitter, { field, variable }: FieldVariable, { cases }: VariantModel): string {
  const { wire } = field;
  if (wire.kind !== "code") return variable;
  const registry = emitter.registry(wire);
  const names = namedEntries(registry).map(({ name }) => name).filter((name) => !Object.hasOwn(cases, name));
  return emitter.nameText(registry, wire, variable, isBigWire(wire) ? emitter.wide(variable) : variable, names);
}

/** Emits the branch for what another layer has to open first. */
function emitOpaque(emitter: ReadEmitter, scope: StructScope, place: VariantPlace, others: readonly ValueProperty[]): void {
  const { field, wire } = place;
  const { opaque } = wire;
  if (opaque === undefined) return;
  const method = emitter.fieldOf(scope, opaque.by);
  const by = emitter.fieldOf(scope, wire.by);
  const property = (name: string): ValueProperty => scope.properties.find((each) => each.name === name) ?? { name, value: "undefined" };
  emitter.lines.open(`if (${property(opaque.by).present ?? "false"}) {`);
  const constraint = constraintOf(field, "sealable");
  if (constraint !== undefined) {
    const check = checkOf(scope.path + opaque.by, constraint, field);
    const wrong = opaque.cases.map((name) => `${by.variable} !== ${emitter.caseLabel(by, name)}`).join(" && ");
    emitter.check(scope, field, wrong || "true", {
      check,
      octet: method.at,
      bit: method.bit,
      found: emitter.shown(method.field, method.variable),
    });
  }
  const { wire: code } = by.field;
  const type =
    code.kind === "code"
      ? // The check above leaves these names alone, also of an open registry.
        emitter.nameText(emitter.registry(code), { ...code, open: false }, by.variable, by.variable, opaque.cases)
      : property(wire.by).value;
  const properties = [{ name: wire.by, value: type }, { name: opaque.by, value: property(opaque.by).value }, ...others];
  emitBranch(emitter, { ...scope, properties }, opaque.as, place);
  if (scope.returns) emitter.lines.close();
  else emitter.lines.next("} else {");
}

/** Emits one case. The size of a case that fills the region is checked before its octets have arrived. */
function emitBranch(emitter: ReadEmitter, outer: StructScope, struct: StructModel, { field, fills, then }: VariantPlace): void {
  const scope = { ...outer, region: { ...outer.region } };
  if (fills && scope.region.delimited) {
    emitSize(emitter, scope, field, struct);
    emitter.whole(scope);
  }
  emitter.checksums.branch(() =>
    emitter.fields({ ...scope, struct, fields: new Map(scope.fields) }, struct.fields, (inner) => {
      emitRelations(emitter, inner, struct);
      then(inner);
    }),
  );
}

function emitSize(emitter: ReadEmitter, scope: StructScope, field: FieldModel, struct: StructModel): void {
  const { region } = scope;
  if (isWithin(region.left, struct.sizes)) return;
  const check = {
    path: scope.path + field.name,
    code: struct.fault,
    rule: "size",
    expected: `${rangesText(struct.sizes)} octets`,
  } as const;
  emitter.check({ ...scope, struct }, field, notSizeTest(`${region.stop} - offset`, struct.sizes), {
    check,
    named: camelName(struct.id, "size"),
    octet: "offset",
    found: `\`\${${region.stop} - offset} octets\``,
  });
  region.left = struct.sizes;
}
