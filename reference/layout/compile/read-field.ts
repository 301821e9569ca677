/**
 * Readers of fields that are not plain bits.
 *
 * @module
 */
import type { CodeModel, ConstraintModel, FieldModel, NestedModel, PrefixedModel, PrefixFormModel, RepeatModel, Rule, OctetStringModel } from "../model.ts";
import { formLargest } from "../prefixed.ts";
import { readBits } from "./bits.ts";
import type { ReadEmitter } from "./read.ts";
import { emitChecks } from "./read-check.ts";
import type { Local, Scope } from "./read-scope.ts";
import { namesByCode, registryOf } from "./registries.ts";
import { sizeTest } from "./size-test.ts";

const constraintOf = (field: FieldModel, rule: Rule): ConstraintModel | undefined => field.constraints.find((each) => each.rule === rule);

/** The integer of one form: kept lead bits before the bits that follow. */
function formValue(integer: PrefixedModel, form: PrefixFormModel, lead: string): string {
  const mask = 2 ** form.keep - 1;
  const kept = form.keep === integer.lead ? lead : `(${lead} & ${mask})`;
  const big = (text: string): string => (integer.big ? `BigInt(${text})` : text);
  if (form.extra === 0) return big(form.keep === 0 ? "0" : kept);
  const after = readBits("p", 0, form.extra, integer.endian);
  const tail = integer.big && form.extra <= 53 ? `BigInt(${after})` : after;
  if (form.keep === 0) return tail;
  return integer.big ? `(BigInt(${kept}) << ${form.extra}n) + (${tail})` : `${kept} * ${2 ** form.extra} + (${tail})`;
}

/** The bits behind the lead, by form; then the checks of the integer. */
export function emitPrefixed(emitter: ReadEmitter, scope: Scope, local: Local, integer: PrefixedModel): void {
  const { field, variable, at, bit } = local;
  const lead = emitter.variable("l");
  const shortest = constraintOf(field, "shortest");
  emitter.lines.add(`${lead} = ${variable};`);
  let smaller = -1n;
  for (const [index, form] of integer.forms.entries()) {
    const last = index === integer.forms.length - 1;
    emitter.lines.add(`${index === 0 ? "" : "else "}${last ? "" : `if (${lead} <= ${form.lead[1]}) `}{`);
    if (form.extra > 0) emitter.require(scope, form.extra / 8, scope.path + field.name);
    emitter.lines.add(`${variable} = ${formValue(integer, form, lead)};`);
    if (form.extra > 0) emitter.lines.add(`p += ${form.extra / 8};`);
    emitter.mark(scope, field, at, bit, String(integer.lead + form.extra), variable);
    if (shortest !== undefined && smaller >= 0n) {
      const site = emitter.sites.constraint(scope.path + field.name, shortest, field);
      const found = `${variable} + " in ${integer.lead + form.extra} bits"`;
      emitter.lines.add(`if (${variable} <= ${smaller}${integer.big ? "n" : ""}) ${emitter.fail(scope, site, at, bit, found)}`);
    }
    emitter.lines.add("}");
    const largest = formLargest(integer.lead, form);
    if (largest > smaller) smaller = largest;
  }
  if (integer.big && field.role !== "value") emitter.lines.add(`${variable} = Number(${variable});`);
  emitChecks(emitter, scope, local);
}

/** An ASCII code: octets in reading order. */
export function emitCode(emitter: ReadEmitter, scope: Scope, local: Local, wire: CodeModel): void {
  const { field, variable, at } = local;
  const octets = wire.bits / 8;
  emitter.require(scope, octets, scope.path + field.name);
  emitter.lines.add(`${at} = p;`, `${variable} = rt.latin1Text(b, p, p + ${octets});`, `p += ${octets};`);
  emitter.mark(scope, field, at, 0, String(wire.bits), variable);
  const constraint = constraintOf(field, "registered");
  if (constraint === undefined) return;
  const registry = registryOf(wire, emitter.elements);
  const site = emitter.sites.constraint(scope.path + field.name, constraint, field, registry);
  const wrong = wire.open ? `!rt.isPrintable(b, ${at}, p)` : `!${emitter.table(namesByCode(registry))}.has(${variable})`;
  emitter.lines.add(`if (${wrong}) ${emitter.fail(scope, site, at, 0, `b.subarray(${at}, p)`)}`);
}

/** The offset behind a run, as a JavaScript expression; makes sure that its octets are there. */
function runEnd(emitter: ReadEmitter, scope: Scope, field: FieldModel, wire: OctetStringModel): string {
  if (wire.size.is === "rest") {
    emitter.whole(scope);
    return scope.region.stop;
  }
  const octets = wire.size.is === "fixed" ? wire.size.octets : (scope.locals.get(wire.size.field) as Local).variable;
  emitter.require(scope, octets, scope.path + field.name);
  return `p + ${octets}`;
}

const READERS = { octets: undefined, utf8: "rt.utf8Text", ascii: "rt.asciiText" } as const;

/** Octets, ASCII or UTF-8. */
export function emitRun(emitter: ReadEmitter, scope: Scope, local: Local, wire: OctetStringModel): void {
  const { field, variable, at } = local;
  const stop = emitter.variable("e");
  emitter.lines.add(`${stop} = ${runEnd(emitter, scope, field, wire)};`, `${at} = p;`);
  const path = scope.path + field.name;
  const size = constraintOf(field, "size");
  if (size?.rule === "size") {
    const site = emitter.sites.constraint(path, size, field);
    emitter.lines.add(`if (!(${sizeTest(`${stop} - p`, size.octets)})) ${emitter.fail(scope, site, at, 0, `(${stop} - p) + " octets"`)}`);
  }
  const reader = READERS[wire.kind];
  emitter.lines.add(`${variable} = ${reader === undefined ? `new Uint8Array(r.memory, r.base + p, ${stop} - p)` : `${reader}(b, p, ${stop})`};`, `p = ${stop};`);
  emitter.mark(scope, field, at, 0, `(p - ${at}) * 8`, reader === undefined ? variable : `(${variable} ?? b.subarray(${at}, p))`);
  const charset = constraintOf(field, wire.kind === "ascii" ? "ascii" : "utf8");
  if (charset === undefined || reader === undefined) return;
  const site = emitter.sites.constraint(path, charset, field);
  emitter.lines.add(`if (${variable} === undefined) ${emitter.fail(scope, site, at, 0, `b.subarray(${at}, p)`)}`);
}

/** A struct in place. */
export function emitNested(emitter: ReadEmitter, scope: Scope, local: Local, wire: NestedModel): void {
  emitter.struct({
    ...scope,
    struct: wire.struct,
    depth: scope.depth + 1,
    path: `${scope.path}${local.field.name}.`,
    locals: new Map(),
    properties: [],
    finish: (value) => `${local.variable} = ${value};`,
  });
  // A length inside opened a region of its own; behind it only what the input holds is known.
  scope.region.sure = 0;
}

function loopHead(emitter: ReadEmitter, scope: Scope, wire: RepeatModel, index: string): string {
  const { until } = wire;
  if (until.is === "count") return `for (; ${index} < ${(scope.locals.get(until.field) as Local).variable}; ${index}++) {`;
  if (until.is === "octet") return `for (;; ${index}++) {`;
  emitter.whole(scope);
  return `for (; p < ${scope.region.stop}; ${index}++) {`;
}

/** A list of structs. */
export function emitRepeat(emitter: ReadEmitter, scope: Scope, local: Local, wire: RepeatModel): void {
  const { field, variable } = local;
  const index = emitter.variable("i");
  emitter.lines.add(`${variable} = []; ${index} = 0;`, loopHead(emitter, scope, wire, index));
  const region = { ...scope.region, sure: 0 };
  const inner = { ...scope, region };
  if (wire.until.is === "octet") {
    emitter.require(inner, 1, scope.path + field.name);
    emitter.lines.add(`if (b[p] === ${wire.until.octet}) {`);
    emitter.mark(scope, { ...field, name: `${field.name}.end` }, "p", 0, "8", String(wire.until.octet));
    emitter.lines.add("p++; break; }");
  }
  emitter.struct({
    ...inner,
    struct: wire.item.struct,
    depth: scope.depth + 1,
    path: `${scope.path}${field.name}.{}.`,
    indexes: [...scope.indexes, index],
    locals: new Map(),
    properties: [],
    finish: (value) => `${variable}.push(${value});`,
  });
  emitter.lines.add("}");
  scope.region.sure = 0;
}
