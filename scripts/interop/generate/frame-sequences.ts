/**
 * Vectors of several frames one behind the other, in feeds that are cut anywhere.
 *
 * @module
 */
import { isStreamEnd } from "../../../reference/layout/stream.ts";
import { concatOctets, toHex } from "../../common/octets.ts";
import { SeededRandom } from "../../common/random.ts";
import { frameMutations, type FrameSuiteContext } from "./frame-mutations.ts";
import { encodeWireFields, wireFields, type PlainValue } from "./wire-fields.ts";
import { fullSample, frameSamples } from "./frame-samples.ts";

const SEED = 913;
const SEQUENCES = 24;
const MOST_FRAMES = 6;
const MOST_FEEDS = 5;

/** A frame with its octets. */
interface EncodedSample {
  readonly value: PlainValue;
  readonly wire: Uint8Array;
}

function encodedSamples({ struct, model }: FrameSuiteContext): EncodedSample[] {
  return frameSamples(struct, model)
    .filter((sample) => sample.sent)
    .map(({ value }) => ({ value, wire: encodeWireFields(wireFields(struct, value, model)) }));
}

/** The last frame of a sequence may end the connection, others do not: what follows such a frame is not judged here. */
function randomSequence(random: SeededRandom, all: readonly EncodedSample[], ends: (sent: EncodedSample) => boolean): EncodedSample[] {
  const open = all.filter((sent) => !ends(sent));
  const count = 1 + random.below(MOST_FRAMES);
  return Array.from({ length: count }, (_, index) => random.pick(index === count - 1 ? all : open));
}

/** Cuts the octets of frames anywhere; a step emits the frames that end in its feed. */
function splitIntoSteps(random: SeededRandom, sent: readonly EncodedSample[]) {
  const all = concatOctets(sent.map((each) => each.wire));
  const cuts = Array.from({ length: random.below(MOST_FEEDS) }, () => random.below(all.length + 1)).sort((a, b) => a - b);
  let at = 0;
  const frames = sent.map(({ value, wire }) => ({ value, end: (at += wire.length) }));
  const ends = [...cuts, all.length];
  return ends.map((end, index) => {
    const begin = ends[index - 1] ?? 0;
    const emit = frames.filter((frame) => frame.end > begin && frame.end <= end).map((frame) => frame.value);
    return { feed: toHex(all.subarray(begin, end)), ...(emit.length === 0 ? {} : { emit }) };
  });
}

/** Returns whether a frame ends the stream of its sender. */
function endsSending({ model: { stream } }: FrameSuiteContext): (sent: EncodedSample) => boolean {
  return (sent) => stream !== undefined && isStreamEnd(stream, sent.value);
}

/** Frames one behind the other. */
export function addSequences(work: FrameSuiteContext): void {
  const flag = work.draft.note("Sequence", "frames follow each other, and where their octets are cut means nothing");
  const random = new SeededRandom(SEED);
  const all = encodedSamples(work);
  for (let index = 1; index <= SEQUENCES; index += 1) {
    const content = { result: "valid", encode: "exact", steps: splitIntoSteps(random, randomSequence(random, all, endsSending(work))) };
    work.draft.add(work.setting.group({}), [flag], `sequence/${index}`, content);
  }
}

/** Whole frames, then a broken one, then another: those before the fault count. */
export function addBrokenSequences(work: FrameSuiteContext): void {
  const flag = work.draft.note("Before", "frames that were complete before a fault are delivered, those behind it never");
  const random = new SeededRandom(SEED + 1);
  const all = encodedSamples(work);
  for (const name of Object.keys(work.variant.cases)) {
    const parts = wireFields(work.struct, fullSample(work.struct, work.model, name), work.model);
    const plain = frameMutations(work, name).filter((each) => Object.keys(each.bounds).length === 0);
    for (let index = 1; index <= 4; index += 1) {
      const broken = random.pick(plain);
      const before = randomSequence(random, all.filter((sent) => !endsSending(work)(sent)), () => false);
      const wire = concatOctets([...before.map((sent) => sent.wire), encodeWireFields(broken.apply(parts)), random.pick(all).wire]);
      const frames = before.map((sent) => sent.value);
      const id = `${name}/behind-others/${index}-${broken.field.name}-${broken.rule}`;
      work.draft.add(work.setting.group({}), [flag], id, { result: "invalid", wire: toHex(wire), frames, errors: [broken.fault] });
    }
  }
}
