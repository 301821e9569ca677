/**
 * Generates vectors of several frames in a row, cut into feeds at random places.
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

/** A frame and its octets. */
interface EncodedSample {
  readonly value: PlainValue;
  readonly wire: Uint8Array;
}

function encodedSamples({ struct, model }: FrameSuiteContext): EncodedSample[] {
  return frameSamples(struct, model)
    .filter((sample) => sample.sent)
    .map(({ value }) => ({ value, wire: encodeWireFields(wireFields(struct, value, model)) }));
}

/** Returns a random sequence; only its last frame may end the connection, because a receiver ignores the octets after such a frame. */
function randomSequence(random: SeededRandom, all: readonly EncodedSample[], ends: (sent: EncodedSample) => boolean): EncodedSample[] {
  const open = all.filter((sent) => !ends(sent));
  const count = 1 + random.below(MOST_FRAMES);
  return Array.from({ length: count }, (_, index) => random.pick(index === count - 1 ? all : open));
}

/** Cuts the octets of frames at random places; a step emits the frames that end in its feed. */
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

/** Adds sequences of valid frames. */
export function addSequences(context: FrameSuiteContext): void {
  const flag = context.builder.note("Sequence", "frames follow each other; the places where their octets are cut carry no meaning");
  const random = new SeededRandom(SEED);
  const all = encodedSamples(context);
  for (let index = 1; index <= SEQUENCES; index += 1) {
    const content = { result: "valid", encode: "exact", steps: splitIntoSteps(random, randomSequence(random, all, endsSending(context))) };
    context.builder.add(context.configs.group({}), [flag], `sequence/${index}`, content);
  }
}

/** Adds sequences of valid frames, a malformed frame and another frame: a receiver delivers the frames before the fault. */
export function addBrokenSequences(context: FrameSuiteContext): void {
  const flag = context.builder.note("Before", "a receiver delivers the frames that are complete before a fault, and none after it");
  const random = new SeededRandom(SEED + 1);
  const all = encodedSamples(context);
  for (const name of Object.keys(context.variant.cases)) {
    const fields = wireFields(context.struct, fullSample(context.struct, context.model, name), context.model);
    const plain = frameMutations(context, name).filter((each) => Object.keys(each.bounds).length === 0);
    for (let index = 1; index <= 4; index += 1) {
      const broken = random.pick(plain);
      const before = randomSequence(random, all.filter((sent) => !endsSending(context)(sent)), () => false);
      const wire = concatOctets([...before.map((sent) => sent.wire), encodeWireFields(broken.apply(fields)), random.pick(all).wire]);
      const frames = before.map((sent) => sent.value);
      const id = `${name}/behind-others/${index}-${broken.field.name}-${broken.rule}`;
      context.builder.add(context.configs.group({}), [flag], id, { result: "invalid", wire: toHex(wire), frames, errors: [broken.fault] });
    }
  }
}
