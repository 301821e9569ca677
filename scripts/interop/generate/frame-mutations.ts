/**
 * Generates vectors of malformed frames: each constraint of the model broken alone, and pairs of constraints that show the order of
 * the checks.
 *
 * @module
 */
import type { Model, Rule, StructModel, VariantModel } from "../../../reference/layout/model.ts";
import { toHex } from "../../common/octets.ts";
import type { SuiteBuilder } from "./suite-builder.ts";
import { type Mutation, mutationsOf, sizesOutside } from "./mutations.ts";
import type { FrameConfigs } from "./frame-configs.ts";
import { octetsThrough, type WireField, encodeWireFields, wireFields, fillLengths } from "./wire-fields.ts";
import { fullSample } from "./frame-samples.ts";

/** The inputs and the output of the generators of frame vectors. */
export interface FrameSuiteContext {
  readonly builder: SuiteBuilder;
  readonly model: Model;
  readonly struct: StructModel;
  readonly variant: VariantModel;
  readonly configs: FrameConfigs;
}

/** The reason of each rule, as the note of a flag gives it. */
const mutationReasons: Readonly<Record<Rule, (title: string) => string>> = {
  fits: (title) => `${title} ends after its greatest number of octets, and has a greatest value`,
  shortest: (title) => `${title} is in its shortest form`,
  least: (title) => `${title} has a least value`,
  most: (title) => `${title} has a greatest value`,
  bound: (title) => `${title} is within the receiver's limit; a receiver refuses the frame as soon as it has read the field`,
  equals: (title) => `the bits of ${title} are fixed`,
  registered: (title) => `${title} is an assigned code; in an open registry, any code of printable ASCII`,
  agreed: (title) => `${title} is the method that both endpoints agreed on`,
  sealable: (title) => `only some kinds of ${title} can be compressed`,
  size: (title) => `${title} has a size that its type allows`,
  utf8: (title) => `${title} is UTF-8 (RFC 3629)`,
  ascii: (title) => `${title} is ASCII`,
  depth: (title) => `${title} stands inside itself no deeper than allowed`,
  characters: (title) => `${title} has allowed characters alone`,
  checksum: (title) => `${title} is the checksum of its octets`,
};

const pascal = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function mutationFlag(builder: SuiteBuilder, each: Mutation): string {
  return builder.note(pascal(each.field.name) + pascal(each.rule), mutationReasons[each.rule](each.field.title));
}

/** Returns every mutation of a frame of one type. */
export function frameMutations({ struct, variant, model, configs }: FrameSuiteContext, name: string): Mutation[] {
  const outer = mutationsOf(struct, model, true, configs.agreement);
  const inner = mutationsOf(variant.cases[name] as StructModel, model, false, configs.agreement);
  return [...outer, ...inner].filter((each) => each.cases?.includes(name) ?? true);
}

function addMutation(context: FrameSuiteContext, name: string, fields: readonly WireField[], each: Mutation): void {
  const { builder, configs } = context;
  const key = configs.group(each.bounds);
  const flags = [mutationFlag(builder, each)];
  const broken = each.apply(fields);
  const id = `${name}/${each.field.name}-${each.rule}/${each.name}`;
  const errors = [each.fault];
  builder.add(key, flags, id, { result: "invalid", wire: toHex(encodeWireFields(broken)), errors });
  if (each.early) {
    const through = each.field.role === "variant" ? headerOctets(broken, context) : octetsThrough(broken, each.field);
    builder.add(key, flags, `${id}/at-once`, { result: "invalid", wire: toHex(through), errors });
  }
}

/** Returns the octets in front of the payload. */
function headerOctets(fields: readonly WireField[], { struct }: FrameSuiteContext): Uint8Array {
  const last = struct.fields.filter((field) => field.role !== "variant").at(-1);
  return octetsThrough(fields, last as StructModel["fields"][number]);
}

/** Adds frames that break one constraint each. */
export function addMutations(context: FrameSuiteContext): void {
  for (const name of Object.keys(context.variant.cases)) {
    const fields = wireFields(context.struct, fullSample(context.struct, context.model, name), context.model);
    for (const each of frameMutations(context, name)) addMutation(context, name, fields, each);
  }
}

/** Adds malformed payloads without their last octet: a receiver checks a payload when all of it has arrived. */
export function addTruncatedMutations(context: FrameSuiteContext): void {
  const flag = context.builder.note("Whole", "a receiver checks the inside of a payload when the frame is complete");
  for (const name of Object.keys(context.variant.cases)) {
    const fields = wireFields(context.struct, fullSample(context.struct, context.model, name), context.model);
    for (const each of frameMutations(context, name).filter((one) => !one.early && one.rule !== "size")) {
      const wire = encodeWireFields([...fillLengths(each.apply(fields))]);
      const id = `${name}/${each.field.name}-${each.rule}/${each.name}/cut`;
      context.builder.add(context.configs.group({}), [flag], id, { result: "incomplete", wire: toHex(wire.subarray(0, -1)) });
    }
  }
}

/** Returns the first mutation of each constraint. */
function firstOfEachConstraint(mutations: readonly Mutation[]): Mutation[] {
  const names = mutations.map((each) => `${each.field.name} ${each.rule}`);
  return mutations.filter((_, index) => names.indexOf(names[index] as string) === index);
}

/** Adds frames that break two constraints with different codes; a receiver reports the constraint that it checks first. */
export function addOrder(context: FrameSuiteContext): void {
  const flag = context.builder.note("Order", "a receiver reports the first fault in the order of the checks");
  for (const name of Object.keys(context.variant.cases)) {
    const fields = wireFields(context.struct, fullSample(context.struct, context.model, name), context.model);
    const all = firstOfEachConstraint(frameMutations(context, name));
    for (const [index, first] of all.entries()) {
      for (const second of all.slice(index + 1)) {
        if (first.fault === second.fault || first.field === second.field) continue;
        const key = context.configs.group({ ...second.bounds, ...first.bounds });
        const wire = toHex(encodeWireFields(first.apply(second.apply(fields))));
        const id = `${name}/order/${first.field.name}-${first.rule}-before-${second.field.name}-${second.rule}`;
        context.builder.add(key, [flag], id, { result: "invalid", wire, errors: [first.fault] });
      }
    }
  }
}

/** Returns a frame whose payload has `size` octets, cut or filled up as needed. */
function frameOfSize(context: FrameSuiteContext, name: string, size: number, method?: string): Uint8Array {
  const opaque = context.variant.opaque;
  const value = { [context.variant.by]: name, ...(method === undefined || opaque === undefined ? {} : { [opaque.by]: method }) };
  const payload = wireFields(
    context.struct,
    fullSample(context.struct, context.model, name),
    context.model,
  ).filter((field) => field.struct !== context.struct);
  const bits = payload.map((field) => field.bits ?? "").join("").padEnd(size * 8, "01100001").slice(0, size * 8);
  const header = context.struct.fields.filter((field) => field.role !== "variant");
  const fields = wireFields({ ...context.struct, fields: header }, value, context.model);
  const [first] = payload;
  return encodeWireFields(first === undefined ? fields : [...fields, { ...first, bits }]);
}

/** Adds payloads one octet shorter and one octet longer than their type allows; the header alone shows the fault. */
export function addSizes(context: FrameSuiteContext): void {
  const flag = context.builder.note(
    "Sizes",
    "a receiver refuses a payload of a size that its type does not allow when it has read the flags octet",
  );
  for (const [name, inner] of Object.entries(context.variant.cases)) {
    for (const size of sizesOutside(inner.sizes)) {
      const wire = frameOfSize(context, name, size);
      const key = context.configs.group({});
      const errors = [inner.fault];
      const id = `${name}/size/${size}-octets`;
      context.builder.add(key, [flag], id, { result: "invalid", wire: toHex(wire), errors });
      if (size > 0) {
        context.builder.add(key, [flag], `${id}/at-once`, { result: "invalid", wire: toHex(wire.subarray(0, wire.length - size)), errors });
      }
    }
  }
}

/** Adds compressed payloads of a size that no compressed payload has. */
export function addCompressedSizes(context: FrameSuiteContext): void {
  const { opaque } = context.variant;
  if (opaque === undefined) return;
  const flag = context.builder.note("SealedSizes", "a compressed payload is never empty");
  for (const method of context.configs.methods) {
    for (const name of opaque.cases) {
      for (const size of sizesOutside(opaque.as.sizes)) {
        const wire = toHex(frameOfSize(context, name, size, method));
        const key = context.configs.group({ [context.configs.agreement]: method });
        context.builder.add(key, [flag], `${name}/${method}/${size}-octets`, { result: "invalid", wire, errors: [opaque.as.fault] });
      }
    }
  }
}
