/**
 * Readers of fields that are not plain bits.
 *
 * @module
 */
import type {
  FieldModel,
  FixedCodeModel,
  NestedModel,
  OctetStringModel,
  PrefixedModel,
  PrefixedUseModel,
  PrefixFormModel,
  RepeatModel,
} from "../model.ts";
import { formLargest, isBigWire, NUMBER_BITS } from "../numbers.ts";
import { readBits } from "./bits.ts";
import { checkOf } from "./checks.ts";
import { octetRangeText, octetText } from "./code-lines.ts";
import { isRecursive } from "../struct/recursion.ts";
import type { ReadEmitter } from "./read.ts";
import { emitOutermost } from "./recursion.ts";
import { constraintOf, emitChecks } from "./read-check.ts";
import { notSizeTest, sizeTest } from "./size-test.ts";
import { ANY_OCTETS, fieldPath, type FieldVariable, isWithin, type StructScope } from "./struct-scope.ts";
import { listType } from "./value-type.ts";

/** Returns the integer of one form, as a `bigint` or as a number, which is rounded above 2^53. */
function formValue(integer: PrefixedModel, form: PrefixFormModel, lead: string, typed: boolean, big: boolean): string {
  if (big || form.keep + form.extra <= NUMBER_BITS) return joinedBits({ ...integer, big }, form, lead, typed);
  return `Number(${joinedBits({ ...integer, big: true }, form, lead, typed)})`;
}

/** Returns the kept bits of the lead in front of the bits that follow it. */
function joinedBits(integer: PrefixedModel, form: PrefixFormModel, lead: string, typed: boolean): string {
  const kept = form.keep === integer.lead ? lead : `(${lead} & ${2 ** form.keep - 1})`;
  const big = (text: string): string => (integer.big ? `BigInt(${text})` : text);
  if (form.extra === 0) return big(form.keep === 0 ? "0" : kept.replace(/^\((.*)\)$/, "$1"));
  const after = readBits({ base: "offset", start: 0, bits: form.extra, endian: integer.endian }, typed);
  const tail = integer.big && form.extra <= NUMBER_BITS ? `BigInt(${after})` : after;
  if (form.keep === 0) return tail;
  return integer.big ? `(BigInt(${kept}) << ${form.extra}n) + (${tail})` : `${kept} * ${2 ** form.extra} + (${tail})`;
}

/** Emits the bits behind the lead, by form, then the checks of the integer. */
export function emitPrefixed(emitter: ReadEmitter, scope: StructScope, place: FieldVariable, integer: PrefixedModel): void {
  const { field, variable, lead = "" } = place;
  const { lines } = emitter;
  // A number that counts octets or items is no bigint: a constraint refuses one over 2^53 - 1.
  const big = field.role === "value" && isBigWire(field.wire);
  // A code is looked up as a number.
  const number = big && field.wire.kind === "code" ? emitter.wide(variable) : variable;
  if (!emitter.isHoisted(number)) lines.add(`let ${number}${emitter.module.typed(big ? ": bigint" : ": number")};`);
  let smaller = -1n;
  for (const [index, form] of integer.forms.entries()) {
    const { lead: [least, most] } = form;
    const test = index === integer.forms.length - 1 ? "" : `if (${least === most ? `${lead} === ${least}` : `${lead} <= ${most}`}) `;
    if (index === 0) lines.open(`${test}{`);
    else lines.next(`} else ${test}{`);
    emitForm(emitter, scope, { ...place, variable: number }, { form, smaller, big });
    const largest = formLargest(integer.lead, form);
    if (largest > smaller) smaller = largest;
  }
  lines.close();
  if (number !== variable) emitter.assign(variable, `Number(${number})`);
  scope.region.left = ANY_OCTETS;
  emitChecks(emitter, scope, place);
}

/** One form while its code is written. */
interface FormCode {
  readonly form: PrefixFormModel;
  /** The greatest integer of the forms before it; negative for the first form. */
  readonly smaller: bigint;
  /** Whether the variable is a `bigint`. */
  readonly big: boolean;
}

/** Emits one form. */
function emitForm(
  emitter: ReadEmitter,
  scope: StructScope,
  { field, variable, at, bit, lead = "" }: FieldVariable,
  { form, smaller, big }: FormCode,
): void {
  const { integer } = field.wire as PrefixedUseModel;
  const bits = integer.lead + form.extra;
  const { left } = scope.region;
  if (form.extra > 0) emitter.require(scope, form.extra / 8, field);
  scope.region.left = left;
  emitter.lines.add(`${variable} = ${formValue(integer, form, lead, emitter.module.settings.typed, big)};`);
  if (form.extra > 0) emitter.lines.add(`offset += ${form.extra / 8};`);
  emitter.mark(scope, field, at, bit, String(bits), emitter.shown(field, variable));
  const shortest = constraintOf(field, "shortest");
  if (shortest === undefined || smaller < 0n) return;
  const check = checkOf(fieldPath(scope, field), shortest, field);
  emitter.check(scope, field, `${variable} <= ${smaller}${big ? "n" : ""}`, {
    check,
    octet: at,
    bit,
    found: `\`\${${variable}} in ${bits} bits\``,
  });
}

/** Emits an ASCII code: octets in reading order. */
export function emitCode(emitter: ReadEmitter, scope: StructScope, place: FieldVariable, wire: FixedCodeModel): void {
  const { field, variable } = place;
  const { module, lines } = emitter;
  const octets = wire.bits / 8;
  emitter.require(scope, octets, field);
  emitter.assign(variable, `${module.use("latin1Text")}(octets, offset, offset + ${octets})`);
  emitter.mark(scope, field, "offset", 0, String(wire.bits), variable);
  const constraint = constraintOf(field, "registered");
  if (constraint !== undefined) {
    const registry = emitter.registry(wire);
    const check = checkOf(fieldPath(scope, field), constraint, field, registry);
    const { octetRange } = constraint;
    const condition =
      octetRange === undefined
        ? `!${module.nameMap(registry)}.has(${variable})`
        : `!${module.use("octetsWithin")}(octets, offset, offset + ${octets}, ${octetRangeText(octetRange)})`;
    emitter.check(scope, field, condition, { check, octet: "offset", found: `octets.subarray(offset, offset + ${octets})` });
  }
  lines.add(`offset += ${octets};`);
}

/** Returns the offset of the octet that closes a run, a variable; emits the tests that it is there. */
function closingOctet(emitter: ReadEmitter, scope: StructScope, field: FieldModel, octet: number): string {
  emitter.whole(scope);
  const { region } = scope;
  const end = emitter.name(`${field.name}End`);
  emitter.lines.add(`const ${end} = ${emitter.module.use("octetAt")}(octets, ${octet}, offset, ${region.stop});`);
  const path = fieldPath(scope, field);
  const octets = `\`\${${region.stop} - offset} octets`;
  if (region.delimited) {
    const check = { path, code: scope.struct.fault, rule: "size", expected: `the octet ${octetText(octet)} at its end` } as const;
    emitter.check(scope, field, `${end} < 0`, { check, octet: "offset", found: `${octets} without it\`` });
  } else {
    const limit = constraintOf(field, "size");
    const most = limit?.octets[0]?.[1] ?? null;
    if (limit !== undefined && most !== null) {
      const check = checkOf(path, limit, field);
      const over = `${end} < 0 && ${region.stop} - offset > ${most}`;
      emitter.check(scope, field, over, { check, octet: "offset", found: `${octets} or more\`` });
    }
    emitter.lines.add(`if (${end} < 0) return state.need(1);`);
  }
  region.left = ANY_OCTETS;
  return end;
}

/** Returns the offset behind a run, a variable; emits the test that its octets are there. */
function runEnd(emitter: ReadEmitter, scope: StructScope, field: FieldModel, { size }: OctetStringModel): string {
  if (size.is === "rest") {
    emitter.whole(scope);
    return scope.region.stop;
  }
  if (size.is === "octet") return closingOctet(emitter, scope, field, size.octet);
  const octets = size.is === "fixed" ? size.octets : emitter.counted(scope, size.field);
  emitter.require(scope, octets, field);
  const end = emitter.name(`${field.name}End`);
  emitter.lines.add(`const ${end} = offset + ${octets};`);
  return end;
}

/** Emits octets, ASCII or UTF-8. */
export function emitRun(emitter: ReadEmitter, scope: StructScope, place: FieldVariable, wire: OctetStringModel): void {
  const { field, variable } = place;
  const { module, lines } = emitter;
  const end = runEnd(emitter, scope, field, wire);
  const path = fieldPath(scope, field);
  const size = constraintOf(field, "size");
  if (size !== undefined && !(wire.size.is === "rest" && isWithin(scope.region.left, size.octets))) {
    const check = checkOf(path, size, field);
    emitter.check(scope, field, notSizeTest(`${end} - offset`, size.octets), {
      check,
      octet: "offset",
      found: `\`\${${end} - offset} octets\``,
    });
  }
  if (wire.size.is === "rest") scope.region.left = [[0, 0]];
  const shown = `octets.subarray(offset, ${end})`;
  if (wire.kind === "octets") {
    emitter.assign(variable, `state.view(offset, ${end})`);
    emitter.mark(scope, field, "offset", 0, `(${end} - offset) * 8`, variable);
  } else {
    const text = emitter.isHoisted(variable) ? emitter.name(`${field.name}Text`) : variable;
    lines.add(`const ${text} = ${module.use(`${wire.kind}Text`)}(octets, offset, ${end});`);
    emitter.mark(scope, field, "offset", 0, `(${end} - offset) * 8`, `${text} ?? ${shown}`);
    if (wire.kind !== "latin1") {
      const charset = constraintOf(field, wire.kind) ?? ({ rule: wire.kind, fault: scope.struct.fault } as const);
      emitter.check(scope, field, `${text} === undefined`, { check: checkOf(path, charset, field), octet: "offset", found: shown });
    }
    const characters = constraintOf(field, "characters");
    if (characters !== undefined) {
      const ranges = module.ranges(`${field.name}Characters`, `Allowed characters: ${field.title}.`, characters.ranges);
      const wrong = `!${module.use("charactersWithin")}(${text}, ${ranges})`;
      emitter.check(scope, field, wrong, { check: checkOf(path, characters, field), octet: "offset", found: shown });
    }
    if (text !== variable) emitter.assign(variable, text);
  }
  lines.add(`offset = ${end};`);
  if (wire.size.is !== "octet") return;
  emitter.mark(scope, field, "offset", 0, "8", String(wire.size.octet), ".end");
  lines.add("offset += 1;");
}

/** Emits a struct in place. */
export function emitNested(emitter: ReadEmitter, scope: StructScope, { field, variable }: FieldVariable, wire: NestedModel): void {
  const { struct } = wire;
  if (isRecursive(struct)) return emitter.assign(variable, emitOutermost(emitter, scope, field, struct, fieldPath(scope, field)));
  const branches = struct.fields.some((each) => each.role === "variant" || each.group !== undefined);
  const type = emitter.types.nestedType(wire);
  if (branches) emitter.hoist(variable, type);
  emitter.struct({
    ...scope,
    struct,
    depth: scope.depth + 1,
    path: `${fieldPath(scope, field)}.`,
    fields: new Map(),
    properties: [],
    bare: wire.bare === true,
    type,
    finish: (value) => [`${emitter.isHoisted(variable) ? "" : "const "}${variable} = ${value};`],
    returns: false,
  });
  // A length inside opened a region of its own; behind it only the end of the region is known.
  scope.region.left = ANY_OCTETS;
}

function loopHead(emitter: ReadEmitter, scope: StructScope, { until }: RepeatModel, index: string, last: string): string {
  if (until.is === "count") return `for (let ${index} = 0; ${index} < ${emitter.counted(scope, until.field)}; ${index}++) {`;
  if (until.is === "octet" || until.is === "before") return `for (let ${index} = 0; ; ${index}++) {`;
  if (until.is === "last") return `for (let ${index} = 0; !${last}; ${index}++) {`;
  emitter.whole(scope);
  return `for (let ${index} = 0; offset < ${scope.region.stop}; ${index}++) {`;
}

/** Emits a list of structs. */
export function emitRepeat(emitter: ReadEmitter, scope: StructScope, { field, variable }: FieldVariable, wire: RepeatModel): void {
  const { lines } = emitter;
  const index = emitter.name(`${field.name}Index`);
  const type = emitter.types.nestedType(wire.item);
  const list = emitter.isHoisted(variable) ? emitter.name(`${field.name}Items`) : variable;
  lines.add(`const ${list}${emitter.module.typed(`: ${listType(type)}`)} = [];`);
  const last = wire.until.is === "last" ? emitter.name(`${field.name}Ended`) : "";
  if (last !== "") lines.add(`let ${last} = false;`);
  lines.open(loopHead(emitter, scope, wire, index, last));
  const inner = { ...scope, region: { ...scope.region, left: ANY_OCTETS } };
  if (wire.until.is === "octet") {
    emitter.require(inner, 1, field);
    lines.open(`if (octets[offset] === ${wire.until.octet}) {`);
    emitter.mark(scope, field, "offset", 0, "8", String(wire.until.octet), ".end");
    lines.add("offset += 1;", "break;");
    lines.close();
    inner.region.left = ANY_OCTETS;
  }
  if (wire.until.is === "before") {
    emitter.require(inner, 1, field);
    const next = `octets[offset]${emitter.module.typed("!")}`;
    lines.add(`if (${wire.until.octets.map((range) => sizeTest(next, [range])).join(" || ")}) break;`);
    inner.region.left = ANY_OCTETS;
  }
  emitItem(emitter, { ...inner, indexes: [...scope.indexes, index] }, field, wire, { list, last });
  lines.close();
  if (list !== variable) emitter.assign(variable, list);
  scope.region.left = ANY_OCTETS;
}

/** The variables of a list: that of its items, and that which says whether the last one was read. */
interface ListVariables {
  readonly list: string;
  readonly last: string;
}

/** Emits one item of a list. */
function emitItem(
  emitter: ReadEmitter,
  scope: StructScope,
  field: FieldModel,
  { item, until }: RepeatModel,
  { list, last }: ListVariables,
): void {
  const { struct, bare } = item;
  const path = `${fieldPath(scope, field)}.{}`;
  const fields = new Map<string, FieldVariable>();
  const finish = (value: string): string[] => [
    `${list}.push(${value});`,
    ...(until.is === "last" ? [`${last} = ${emitter.condition({ ...scope, struct, fields }, until.when)};`] : []),
  ];
  if (isRecursive(struct)) return emitter.lines.add(...finish(emitOutermost(emitter, scope, field, struct, path)));
  emitter.struct({
    ...scope,
    struct,
    depth: scope.depth + 1,
    path: `${path}.`,
    fields,
    properties: [],
    bare: bare === true,
    type: emitter.types.nestedType(item),
    finish,
    returns: false,
  });
}
