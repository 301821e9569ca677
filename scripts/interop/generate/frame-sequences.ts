/**
 * Vectors of several frames one behind the other, in feeds that are cut anywhere.
 *
 * @module
 */
import { hexOf, joinOctets } from "../format/octets.ts";
import { frameBreaks, type Work } from "./frame-faults.ts";
import { partOctets, partsOf, type Plain } from "./parts.ts";
import { Random } from "./random.ts";
import { fullSample, samplesOf } from "./samples.ts";

const SEED = 913;
const SEQUENCES = 24;
const MOST_FRAMES = 6;
const MOST_FEEDS = 5;

/** A frame with its octets. */
interface Sent {
  readonly value: Plain;
  readonly wire: Uint8Array;
}

function pool({ struct, model }: Work): Sent[] {
  return samplesOf(struct, model)
    .filter((sample) => sample.sent)
    .map(({ value }) => ({ value, wire: partOctets(partsOf(struct, value, model)) }));
}

/** The last frame of a sequence may end the connection, others do not: what follows such a frame is not judged here. */
function sequence(random: Random, all: readonly Sent[], ends: (sent: Sent) => boolean): Sent[] {
  const open = all.filter((sent) => !ends(sent));
  const count = 1 + random.below(MOST_FRAMES);
  return Array.from({ length: count }, (_, index) => random.pick(index === count - 1 ? all : open));
}

/** Cuts the octets of frames anywhere; a step emits the frames that end in its feed. */
function steps(random: Random, sent: readonly Sent[]) {
  const all = joinOctets(sent.map((each) => each.wire));
  const cuts = Array.from({ length: random.below(MOST_FEEDS) }, () => random.below(all.length + 1)).sort((a, b) => a - b);
  let at = 0;
  const frames = sent.map(({ value, wire }) => ({ value, end: (at += wire.length) }));
  const ends = [...cuts, all.length];
  return ends.map((end, index) => {
    const begin = ends[index - 1] ?? 0;
    const emit = frames.filter((frame) => frame.end > begin && frame.end <= end).map((frame) => frame.value);
    return { feed: hexOf(all.subarray(begin, end)), ...(emit.length === 0 ? {} : { emit }) };
  });
}

/** Whether a frame of this case ends what its sender sends: its payload is a code of the registry of faults. */
function endsIn(work: Work): (sent: Sent) => boolean {
  const ending = Object.entries(work.variant.cases)
    .filter(([, inner]) => inner.fields.some((field) => field.wire.kind === "code" && field.wire.as === "ascii"))
    .map(([name]) => name);
  return (sent) => ending.includes(String(sent.value[work.variant.by]));
}

/** Frames one behind the other. */
export function addSequences(work: Work): void {
  const flag = work.draft.note("Sequence", "frames follow each other, and where their octets are cut means nothing");
  const random = new Random(SEED);
  const all = pool(work);
  for (let index = 1; index <= SEQUENCES; index += 1) {
    const content = { result: "valid", encode: "exact", steps: steps(random, sequence(random, all, endsIn(work))) };
    work.draft.add(work.setting.group({}), [flag], `sequence/${index}`, content);
  }
}

/** Whole frames, then a broken one, then another: those before the fault count. */
export function addBrokenSequences(work: Work): void {
  const flag = work.draft.note("Before", "frames that were complete before a fault are delivered, those behind it never");
  const random = new Random(SEED + 1);
  const all = pool(work);
  for (const name of Object.keys(work.variant.cases)) {
    const parts = partsOf(work.struct, fullSample(work.struct, work.model, name), work.model);
    const plain = frameBreaks(work, name).filter((each) => Object.keys(each.bounds).length === 0);
    for (let index = 1; index <= 4; index += 1) {
      const broken = random.pick(plain);
      const before = sequence(random, all.filter((sent) => !endsIn(work)(sent)), () => false);
      const wire = joinOctets([...before.map((sent) => sent.wire), partOctets(broken.apply(parts)), random.pick(all).wire]);
      const frames = before.map((sent) => sent.value);
      const id = `${name}/behind-others/${index}-${broken.field.name}-${broken.rule}`;
      work.draft.add(work.setting.group({}), [flag], id, { result: "invalid", wire: hexOf(wire), frames, errors: [broken.fault] });
    }
  }
}
