/**
 * Vectors of frames: valid values at every boundary, every constraint broken, cut and joined octets.
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

/** The cap of sizes for which whole payloads are written out, in octets. */
const MAX_WHOLE_PAYLOAD = 2 ** 17;

const encodeOf = (sent: boolean): object => (sent ? { encode: "exact" } : {});

function addValues({ draft, struct, model, setting }: FrameSuiteContext): void {
  const flag = draft.note("Values", "every type of frame with every field at its boundaries");
  for (const sample of frameSamples(struct, model)) {
    const wire = toHex(encodeWireFields(wireFields(struct, sample.value, model)));
    draft.add(setting.group({}), [flag], `${sample.name}`, { result: "valid", wire, frames: [sample.value], ...encodeOf(sample.sent) });
  }
}

/** Each type of frame, cut at every octet. */
function addTruncatedFrames({ draft, struct, model, variant, setting }: FrameSuiteContext): void {
  const flag = draft.note("Cut", "a frame that has begun is waited for");
  for (const name of Object.keys(variant.cases)) {
    const wire = toHex(encodeWireFields(wireFields(struct, fullSample(struct, model, name), model)));
    for (let end = 2; end < wire.length; end += 2) {
      draft.add(setting.group({}), [flag], `${name}/cut/${end / 2}-of-${wire.length / 2}-octets`, { result: "incomplete", wire: wire.slice(0, end) });
    }
  }
}

/** A case whose payload is any octets, and the field that holds them. */
function octetsCase({ variant }: FrameSuiteContext): { name: string; field: string } | undefined {
  for (const [name, { fields }] of Object.entries(variant.cases)) {
    const [only, second] = fields;
    if (second === undefined && only?.wire.kind === "octets" && only.wire.size.is === "rest") return { name, field: only.name };
  }
  return undefined;
}

/** A frame with a payload of so many equal octets, as header and payload. */
function largeFrame({ struct, model, variant }: FrameSuiteContext, plain: { name: string; field: string }, size: number) {
  const bytes: Octets = { repeat: "c3", count: size };
  const empty = wireFields(struct, { [variant.by]: plain.name, [plain.field]: "" }, model);
  const frame = { [variant.by]: plain.name, [plain.field]: bytes };
  return { header: toHex(encodeWireFields(empty, size)), bytes, frame };
}

function addLargeFrame(work: FrameSuiteContext, flag: string, bounds: Record<string, number>, id: string, size: number): void {
  const plain = octetsCase(work);
  if (plain === undefined || size < 1) return;
  const key = work.setting.group(bounds);
  const { header, bytes, frame } = largeFrame(work, plain, size);
  if (size > MAX_WHOLE_PAYLOAD) work.draft.add(key, [flag], `${id}/header`, { result: "incomplete", wire: header });
  else work.draft.add(key, [flag], id, { result: "valid", encode: "exact", steps: [{ feed: header }, { feed: bytes, emit: [frame] }] });
}

/** Payloads at the ends of each form of the length. */
function addLengths(work: FrameSuiteContext): void {
  const { draft, setting, struct } = work;
  const flag = draft.note("LengthForms", "the form of the length changes with the size of the payload");
  for (const { wire } of struct.fields.filter((field) => field.role === "length")) {
    if (wire.kind !== "prefixed") continue;
    for (const { first, last } of formRanges(wire.integer)) {
      for (const length of [first, first + 1, last - 1, last]) {
        if (length - setting.overhead <= setting.limit.value) addLargeFrame(work, flag, {}, `length/${length}`, length - setting.overhead);
      }
    }
  }
}

/** Payloads just under and at the limit, for its default and for its least setting. */
function addLimits(work: FrameSuiteContext): void {
  const { bound, value, least } = work.setting.limit;
  const flag = work.draft.note("Limit", "every message up to the limit is taken");
  for (const limit of [least, value]) {
    for (const size of [limit - 1, limit]) addLargeFrame(work, flag, { [bound]: limit }, `limit/${limit}/${size}`, size);
  }
}

/** The suite of a protocol's frames. */
export function frameSuite(model: Model, parts = websocket2ElementIds): Record<string, unknown> {
  const struct = model.elements[parts.frame] as StructModel;
  const variant = struct.fields.find((field) => field.wire.kind === "variant")?.wire;
  if (variant?.kind !== "variant") throw new Error(`${struct.id} has no variant`);
  const draft = new SuiteBuilder(parts.frame);
  const work: FrameSuiteContext = { draft, model, struct, variant, setting: frameConfigs(struct, model, parts.compression) };
  const steps = [addValues, addLengths, addLimits, addMutations, addSizes, addCompressedSizes, addOrder, addTruncatedFrames, addTruncatedMutations, addSequences, addBrokenSequences];
  for (const add of steps) add(work);
  return draft.build();
}
