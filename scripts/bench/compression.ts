/**
 * The section of `make bench` on compression: size and speed of each method and parameter, on JSON messages.
 *
 * Messages of one size follow each other in one direction, so that deflate has its context. Sizes are exact; of speeds, only ratios
 * within one run are comparable.
 *
 * @module
 */
import { type Compressor, compressor, decompressor } from "../../reference/compression/index.ts";
import type { CompressionChoice, CompressionMethod } from "../../reference/schema/index.ts";
import { choosableRange, compressionMethods } from "../../reference/wire/index.ts";
import { ratio, table } from "./measure.ts";

/** Sizes of the messages, in octets. */
const SIZES = [128, 200, 512, 1024, 16384, 65536];
/** The approximate size of a round, in octets. */
const ROUND_OCTETS = 400_000;
/** Rounds of each choice. The best one counts, since other work on the machine only slows a round down. */
const ROUNDS = 7;

/** The distance between two parameters; 1 unless given. Windows of neighbouring sizes differ little. */
const parameterSteps: Readonly<Partial<Record<CompressionMethod, number>>> = { deflate: 3 };

/** Returns choices of a method over the whole range of its parameter. */
function choicesOf(method: CompressionMethod): CompressionChoice[] {
  const [least, most] = choosableRange(method);
  const step = parameterSteps[method] ?? 1;
  return Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, index) => ({ [method]: least + index * step }));
}

/** The choices that the benchmark compares: each method of the schema. */
export const compressionChoices: readonly CompressionChoice[] = compressionMethods.flatMap(choicesOf);

const WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett"];

/** Returns one record of an event stream. Its values vary with the index. */
function record(index: number): string {
  const number = Math.imul(index + 1, 2654435761) >>> 0;
  const word = (shift: number): string => WORDS[(number >>> shift) % WORDS.length] ?? "";
  return JSON.stringify({
    id: index,
    time: 1_700_000_000_000 + (number % 86_400_000),
    user: `${word(3)}-${number % 997}`,
    kind: word(7),
    value: (number % 100_000) / 100,
    tags: [word(11), word(17)],
  });
}

/** Returns messages of a size, cut from a sequence of records. */
function messagesOf(size: number): Uint8Array[] {
  const count = Math.max(8, Math.floor(ROUND_OCTETS / size));
  let text = "";
  for (let index = 0; text.length < count * size; index++) text += `${record(index)}\n`;
  return Array.from({ length: count }, (_, index) => new TextEncoder().encode(text.slice(index * size, (index + 1) * size)));
}

interface TimedResult<T> {
  readonly value: T;
  /** Time, in ns per octet. */
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
  return payloads.filter((payload) => receiver.decompress(payload).ok).length;
}

/** The result of one choice. */
interface CompressionMeasurement {
  /** Octets sent, divided by octets of the messages. */
  readonly ratio: number;
  /** Times, in ns per octet of the messages. */
  readonly compress: number;
  readonly decompress: number;
}

function measure(choice: CompressionChoice, messages: readonly Uint8Array[]): CompressionMeasurement {
  const octets = messages.reduce((sum, { length }) => sum + length, 0);
  const sent = bestOfRounds(octets, () => compressAll(compressor(choice), messages));
  const payloads = sent.value.filter((each) => each !== undefined);
  const decompressed = bestOfRounds(octets, () => decompressAll(choice, payloads));
  if (decompressed.value !== payloads.length) throw new Error(`decompressed ${decompressed.value} of ${payloads.length} messages`);
  const size = sent.value.reduce((sum, payload, index) => sum + (payload ?? messages[index] ?? []).length, 0);
  return { ratio: size / octets, compress: sent.time, decompress: decompressed.time };
}

/** Returns the section, in Markdown: the size of messages, and speeds as multiples of those of the first choice. */
export function compression(): string {
  const rows: string[][] = [];
  for (const size of SIZES) {
    const messages = messagesOf(size);
    let base: CompressionMeasurement | undefined;
    for (const choice of compressionChoices) {
      const found = measure(choice, messages);
      base ??= found;
      const [[name, parameter] = []] = Object.entries(choice);
      rows.push([
        `${size}, ${name} ${parameter}`,
        `${(found.ratio * 100).toFixed(0)} %`,
        ratio(base.compress / found.compress),
        ratio(base.decompress / found.decompress),
      ]);
    }
  }
  return `## Compression

JSON messages, one direction of a connection. Size: octets sent, divided by octets of the messages. Speeds: relative to lz4 level 1 on
messages of the same size; best of ${ROUNDS} rounds.

${table(["octets, method", "size", "compress", "decompress"], rows)}`;
}
