/**
 * Generates the vectors of frames: valid values at every boundary, every constraint broken, truncated and joined frames.
 *
 * @module
 */
import type { Model, StructModel } from "../../../reference/layout/model.ts";
import { toHex } from "../../common/octets.ts";
import { type Octets } from "../format/octets.ts";
import { websocket2ElementIds } from "../format/element-ids.ts";
import { SuiteBuilder } from "./suite-builder.ts";
import { frameConfigs } from "./frame-configs.ts";
import { addMutations, addTruncatedMutations, addOrder, addCompressedSizes, addSizes, type FrameSuiteContext } from "./frame-mutations.ts";
import { addBrokenSequences, addSequences } from "./frame-sequences.ts";
import { formRanges, encodeWireFields, wireFields } from "./wire-fields.ts";
import { fullSample, frameSamples } from "./frame-samples.ts";

/** The largest payload in octets that a vector contains; of a larger frame, the vector has the header alone. */
const MAX_WHOLE_PAYLOAD = 2 ** 17;

const encodeOf = (sent: boolean): object => (sent ? { encode: "exact" } : {});

function addValues({ builder, struct, model, configs }: FrameSuiteContext): void {
  const flag = builder.note("Values", "each type of frame, with each field at its boundaries");
  for (const sample of frameSamples(struct, model)) {
    const wire = toHex(encodeWireFields(wireFields(struct, sample.value, model)));
    builder.add(configs.group({}), [flag], `${sample.name}`, { result: "valid", wire, frames: [sample.value], ...encodeOf(sample.sent) });
  }
}

/** Adds each type of frame, truncated after every octet. */
function addTruncatedFrames({ builder, struct, model, variant, configs }: FrameSuiteContext): void {
  const flag = builder.note("Cut", "a receiver waits for the rest of a frame that has begun");
  for (const name of Object.keys(variant.cases)) {
    const wire = toHex(encodeWireFields(wireFields(struct, fullSample(struct, model, name), model)));
    for (let end = 2; end < wire.length; end += 2) {
      builder.add(
        configs.group({}),
        [flag],
        `${name}/cut/${end / 2}-of-${wire.length / 2}-octets`,
        { result: "incomplete", wire: wire.slice(0, end) },
      );
    }
  }
}

/** Returns the frame type whose payload is arbitrary octets, and the field that holds them. */
function octetsCase({ variant }: FrameSuiteContext): { name: string; field: string } | undefined {
  for (const [name, { fields }] of Object.entries(variant.cases)) {
    const [only, second] = fields;
    if (second === undefined && only?.wire.kind === "octets" && only.wire.size.is === "rest") return { name, field: only.name };
  }
  return undefined;
}

/** Returns a frame whose payload is `size` equal octets, as header and payload. */
function largeFrame({ struct, model, variant }: FrameSuiteContext, plain: { name: string; field: string }, size: number) {
  const bytes: Octets = { repeat: "c3", count: size };
  const empty = wireFields(struct, { [variant.by]: plain.name, [plain.field]: "" }, model);
  const frame = { [variant.by]: plain.name, [plain.field]: bytes };
  return { header: toHex(encodeWireFields(empty, size)), bytes, frame };
}

function addLargeFrame(context: FrameSuiteContext, flag: string, bounds: Record<string, number>, id: string, size: number): void {
  const plain = octetsCase(context);
  if (plain === undefined || size < 1) return;
  const key = context.configs.group(bounds);
  const { header, bytes, frame } = largeFrame(context, plain, size);
  if (size > MAX_WHOLE_PAYLOAD) {
    context.builder.add(key, [flag], `${id}/header`, { result: "incomplete", wire: header });
    return;
  }
  const steps = [{ feed: header }, { feed: bytes, emit: [frame] }];
  context.builder.add(key, [flag], id, { result: "valid", encode: "exact", steps });
}

/** Adds payloads at the ends of each form of the length. */
function addLengths(context: FrameSuiteContext): void {
  const { builder, configs, struct } = context;
  const flag = builder.note("LengthForms", "the form of the length changes with the size of the payload");
  for (const { wire } of struct.fields.filter((field) => field.role === "length")) {
    if (wire.kind !== "prefixed") continue;
    for (const { first, last } of formRanges(wire.integer)) {
      for (const length of [first, first + 1, last - 1, last]) {
        if (length - configs.overhead <= configs.limit.value) {
          addLargeFrame(context, flag, {}, `length/${length}`, length - configs.overhead);
        }
      }
    }
  }
}

/** Adds payloads one octet below the limit and at the limit, for the limit's default and its least setting. */
function addLimits(context: FrameSuiteContext): void {
  const { bound, value, least } = context.configs.limit;
  const flag = context.builder.note("Limit", "a receiver accepts every message up to the limit");
  for (const limit of [least, value]) {
    for (const size of [limit - 1, limit]) addLargeFrame(context, flag, { [bound]: limit }, `limit/${limit}/${size}`, size);
  }
}

/** Returns the suite of a protocol's frames. */
export function frameSuite(model: Model, ids = websocket2ElementIds): Record<string, unknown> {
  const struct = model.elements[ids.frame] as StructModel;
  const variant = struct.fields.find((field) => field.wire.kind === "variant")?.wire;
  if (variant?.kind !== "variant") throw new Error(`${struct.id} has no variant`);
  const builder = new SuiteBuilder(ids.frame);
  const context: FrameSuiteContext = { builder, model, struct, variant, configs: frameConfigs(struct, model, ids.compression) };
  const steps = [
    addValues,
    addLengths,
    addLimits,
    addMutations,
    addSizes,
    addCompressedSizes,
    addOrder,
    addTruncatedFrames,
    addTruncatedMutations,
    addSequences,
    addBrokenSequences,
  ];
  for (const add of steps) add(context);
  return builder.build();
}
