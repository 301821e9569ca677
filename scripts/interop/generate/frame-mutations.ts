/**
 * Vectors of broken frames: each constraint of the model broken alone, and two at once where the order of the checks shows.
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

/** What the generators of frame vectors work on. */
export interface FrameSuiteContext {
  readonly draft: SuiteBuilder;
  readonly model: Model;
  readonly struct: StructModel;
  readonly variant: VariantModel;
  readonly setting: FrameConfigs;
}

const mutationReasons: Readonly<Record<Rule, (title: string) => string>> = {
  shortest: (title) => `${title} is in its shortest form`,
  least: (title) => `${title} has a least value`,
  most: (title) => `${title} has a greatest value`,
  bound: (title) => `${title} keeps within the receiver's limit, and is refused as soon as it is there`,
  equals: (title) => `the bits of ${title} are fixed`,
  registered: (title) => `${title} is a code that is assigned, or in an open registry made of printable ASCII`,
  agreed: (title) => `${title} is what both ends agreed on`,
  sealable: (title) => `not every ${title} can be compressed`,
  size: (title) => `${title} has a size that its type can have`,
  utf8: (title) => `${title} is UTF-8 (RFC 3629)`,
  ascii: (title) => `${title} is ASCII`,
};

const pascal = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function mutationFlag(draft: SuiteBuilder, each: Mutation): string {
  return draft.note(pascal(each.field.name) + pascal(each.rule), mutationReasons[each.rule](each.field.title));
}

/** All ways to break a frame of one case. */
export function frameMutations({ struct, variant, model, setting }: FrameSuiteContext, name: string): Mutation[] {
  const outer = mutationsOf(struct, model, true, setting.agreement);
  const inner = mutationsOf(variant.cases[name] as StructModel, model, false, setting.agreement);
  return [...outer, ...inner].filter((each) => each.cases?.includes(name) ?? true);
}

function addMutation(work: FrameSuiteContext, name: string, parts: readonly WireField[], each: Mutation): void {
  const { draft, setting } = work;
  const key = setting.group(each.bounds);
  const flags = [mutationFlag(draft, each)];
  const broken = each.apply(parts);
  const id = `${name}/${each.field.name}-${each.rule}/${each.name}`;
  const errors = [each.fault];
  draft.add(key, flags, id, { result: "invalid", wire: toHex(encodeWireFields(broken)), errors });
  if (each.early) {
    const through = each.field.role === "variant" ? headerOctets(broken, work) : octetsThrough(broken, each.field);
    draft.add(key, flags, `${id}/at-once`, { result: "invalid", wire: toHex(through), errors });
  }
}

/** The octets before the variant. */
function headerOctets(parts: readonly WireField[], { struct }: FrameSuiteContext): Uint8Array {
  const last = struct.fields.filter((field) => field.role !== "variant").at(-1);
  return octetsThrough(parts, last as StructModel["fields"][number]);
}

/** Every constraint broken alone. */
export function addMutations(work: FrameSuiteContext): void {
  for (const name of Object.keys(work.variant.cases)) {
    const parts = wireFields(work.struct, fullSample(work.struct, work.model, name), work.model);
    for (const each of frameMutations(work, name)) addMutation(work, name, parts, each);
  }
}

/** Constraints of the payload are judged when all of it is there. */
export function addTruncatedMutations(work: FrameSuiteContext): void {
  const flag = work.draft.note("Whole", "what is inside a payload is judged when the frame is complete");
  for (const name of Object.keys(work.variant.cases)) {
    const parts = wireFields(work.struct, fullSample(work.struct, work.model, name), work.model);
    for (const each of frameMutations(work, name).filter((one) => !one.early && one.rule !== "size")) {
      const wire = encodeWireFields([...fillLengths(each.apply(parts))]);
      const id = `${name}/${each.field.name}-${each.rule}/${each.name}/cut`;
      work.draft.add(work.setting.group({}), [flag], id, { result: "incomplete", wire: toHex(wire.subarray(0, -1)) });
    }
  }
}

/** The first way to break each constraint. */
function firstOfEachConstraint(breaks: readonly Mutation[]): Mutation[] {
  const names = breaks.map((each) => `${each.field.name} ${each.rule}`);
  return breaks.filter((_, index) => names.indexOf(names[index] as string) === index);
}

/** Two constraints broken at once, where their faults differ: the earlier one is reported. */
export function addOrder(work: FrameSuiteContext): void {
  const flag = work.draft.note("Order", "of several faults the first in the order of the checks is reported");
  for (const name of Object.keys(work.variant.cases)) {
    const parts = wireFields(work.struct, fullSample(work.struct, work.model, name), work.model);
    const all = firstOfEachConstraint(frameMutations(work, name));
    for (const [index, first] of all.entries()) {
      for (const second of all.slice(index + 1)) {
        if (first.fault === second.fault || first.field === second.field) continue;
        const key = work.setting.group({ ...second.bounds, ...first.bounds });
        const wire = toHex(encodeWireFields(first.apply(second.apply(parts))));
        const id = `${name}/order/${first.field.name}-${first.rule}-before-${second.field.name}-${second.rule}`;
        work.draft.add(key, [flag], id, { result: "invalid", wire, errors: [first.fault] });
      }
    }
  }
}

/** The parts before the variant, with a payload of so many octets behind them. */
function frameOfSize(work: FrameSuiteContext, name: string, size: number, method?: string): Uint8Array {
  const sealed = work.variant.opaque;
  const value = { [work.variant.by]: name, ...(method === undefined || sealed === undefined ? {} : { [sealed.by]: method }) };
  const payload = wireFields(work.struct, fullSample(work.struct, work.model, name), work.model).filter((part) => part.struct !== work.struct);
  const bits = payload.map((part) => part.bits ?? "").join("").padEnd(size * 8, "01100001").slice(0, size * 8);
  const header = work.struct.fields.filter((field) => field.role !== "variant");
  const parts = wireFields({ ...work.struct, fields: header }, value, work.model);
  const [first] = payload;
  return encodeWireFields(first === undefined ? parts : [...parts, { ...first, bits }]);
}

/** Payloads one octet shorter and longer than their type can have, told from the header alone. */
export function addSizes(work: FrameSuiteContext): void {
  const flag = work.draft.note("Sizes", "a payload of a size that its type cannot have is refused at the flags octet");
  for (const [name, inner] of Object.entries(work.variant.cases)) {
    for (const size of sizesOutside(inner.sizes)) {
      const wire = frameOfSize(work, name, size);
      const key = work.setting.group({});
      const errors = [inner.fault];
      const id = `${name}/size/${size}-octets`;
      work.draft.add(key, [flag], id, { result: "invalid", wire: toHex(wire), errors });
      if (size > 0) work.draft.add(key, [flag], `${id}/at-once`, { result: "invalid", wire: toHex(wire.subarray(0, wire.length - size)), errors });
    }
  }
}

/** Sealed payloads of a size that they cannot have. */
export function addCompressedSizes(work: FrameSuiteContext): void {
  const { opaque: sealed } = work.variant;
  if (sealed === undefined) return;
  const flag = work.draft.note("SealedSizes", "a compressed payload is never empty");
  for (const method of work.setting.methods) {
    for (const name of sealed.cases) {
      for (const size of sizesOutside(sealed.as.sizes)) {
        const wire = toHex(frameOfSize(work, name, size, method));
        const key = work.setting.group({ [work.setting.agreement]: method });
        work.draft.add(key, [flag], `${name}/${method}/${size}-octets`, { result: "invalid", wire, errors: [sealed.as.fault] });
      }
    }
  }
}
