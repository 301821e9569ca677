/**
 * The part of `make bench` on compression: size and speed of each method and parameter, on JSON messages.
 *
 * Messages of one size follow each other in one direction, so that deflate has its context. Sizes are exact; speeds are of one
 * run, and only their ratios mean something.
 *
 * @module
 */
import { type Compressor, compressor, decompressor } from "../../reference/compression/index.ts";
import type { CompressionChoice } from "../../reference/schema/index.ts";
import { ratio, table } from "./measure.ts";

/** Sizes of the messages, in octets. */
const SIZES = [128, 200, 512, 1024, 16384, 65536];
/** Octets of one round, about. */
const ROUND_OCTETS = 400_000;
/** Rounds of each; the best counts, since whatever else the machine does only slows it. */
const ROUNDS = 7;

const CHOICES: readonly CompressionChoice[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((lz4) => ({ lz4 })),
  ...[9, 12, 15].map((deflate) => ({ deflate })),
];

const WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett"];

/** One record of an event stream; a small generator of fixed numbers makes it vary. */
function record(index: number): string {
  const number = Math.imul(index + 1, 2654435761) >>> 0;
  const word = (shift: number): string => WORDS[(number >>> shift) % WORDS.length] ?? "";
  return JSON.stringify({ id: index, time: 1_700_000_000_000 + (number % 86_400_000), user: `${word(3)}-${number % 997}`, kind: word(7), value: (number % 100_000) / 100, tags: [word(11), word(17)] });
}

/** Messages of so many octets, cut from records one behind the other. */
function messagesOf(size: number): Uint8Array[] {
  const count = Math.max(8, Math.floor(ROUND_OCTETS / size));
  let text = "";
  for (let index = 0; text.length < count * size; index++) text += `${record(index)}\n`;
  return Array.from({ length: count }, (_, index) => new TextEncoder().encode(text.slice(index * size, (index + 1) * size)));
}

interface TimedResult<T> {
  readonly value: T;
  /** Nanoseconds an octet. */
  readonly time: number;
}

function bestOfRounds<T>(octets: number, run: () => T): TimedResult<T> {
  let value = run();
  let time = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    value = run();
    time = Math.min(time, Number(process.hrtime.bigint() - start) / octets);
  }
  return { value, time };
}

function compressAll(sender: Compressor, messages: readonly Uint8Array[]): (Uint8Array | undefined)[] {
  return messages.map((message) => sender.compress(message));
}

function decompressAll(choice: CompressionChoice, payloads: readonly Uint8Array[]): number {
  const receiver = decompressor(choice, { message: 1 << 24 });
  let opened = 0;
  for (const payload of payloads) if (receiver.decompress(payload).ok) opened++;
  return opened;
}

/** What one choice makes of some messages. */
interface CompressionMeasurement {
  /** Octets sent by octets of the messages. */
  readonly ratio: number;
  readonly compress: number;
  readonly decompress: number;
}

function measure(choice: CompressionChoice, messages: readonly Uint8Array[]): CompressionMeasurement {
  const octets = messages.reduce((sum, { length }) => sum + length, 0);
  const sent = bestOfRounds(octets, () => compressAll(compressor(choice), messages));
  const payloads = sent.value.filter((each) => each !== undefined);
  const opened = bestOfRounds(octets, () => decompressAll(choice, payloads));
  if (opened.value !== payloads.length) throw new Error(`opened ${opened.value} of ${payloads.length} messages`);
  const size = sent.value.reduce((sum, payload, index) => sum + (payload ?? messages[index] ?? []).length, 0);
  return { ratio: size / octets, compress: sent.time, decompress: opened.time };
}

/** The section on compression, in Markdown: what is left of the messages, and the speed as a multiple of that of lz4 at level 1. */
export function compression(): string {
  const rows: string[][] = [];
  for (const size of SIZES) {
    const messages = messagesOf(size);
    let base: CompressionMeasurement | undefined;
    for (const choice of CHOICES) {
      const found = measure(choice, messages);
      base ??= found;
      const [[name, parameter] = []] = Object.entries(choice);
      rows.push([`${size}, ${name} ${parameter}`, `${(found.ratio * 100).toFixed(0)} %`, ratio(base.compress / found.compress), ratio(base.decompress / found.decompress)]);
    }
  }
  return `## Compression

JSON messages, one direction of a connection: octets sent by octets of the messages, and the speed next to lz4 level 1 on messages of
the same size; best of ${ROUNDS} rounds.

${table(["octets, method", "size", "compress", "decompress"], rows)}`;
}
