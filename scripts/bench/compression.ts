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
import { jsonMessages } from "./json-messages.ts";
import type { BenchFigure, BenchRow } from "./report-schema.ts";
import { type BenchSection, type BenchSize, measureRow } from "./section.ts";

/** What is measured: sizes of messages in octets, the approximate octets of a round, and rounds. The best round counts. */
interface CompressionSize {
  readonly sizes: readonly number[];
  readonly octets: number;
  readonly rounds: number;
}

const runs: Readonly<Record<BenchSize, CompressionSize>> = {
  full: { sizes: [128, 200, 512, 1024, 16384, 65536], octets: 300_000, rounds: 5 },
  small: { sizes: [200], octets: 2000, rounds: 1 },
};

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

/** Returns messages of a size. */
function messagesOf(size: number, octets: number): Uint8Array[] {
  return jsonMessages(size, Math.max(8, Math.floor(octets / size))).map((text) => new TextEncoder().encode(text));
}

interface TimedResult<T> {
  readonly value: T;
  /** Time, in ns per octet. */
  readonly time: number;
}

function bestOfRounds<T>(rounds: number, octets: number, run: () => T): TimedResult<T> {
  let value = run();
  let time = Infinity;
  for (let round = 0; round < rounds; round++) {
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

function measure(choice: CompressionChoice, messages: readonly Uint8Array[], rounds: number): CompressionMeasurement {
  const octets = messages.reduce((sum, { length }) => sum + length, 0);
  const sent = bestOfRounds(rounds, octets, () => compressAll(compressor(choice), messages));
  const payloads = sent.value.filter((each) => each !== undefined);
  const decompressed = bestOfRounds(rounds, octets, () => decompressAll(choice, payloads));
  if (decompressed.value !== payloads.length) throw new Error(`decompressed ${decompressed.value} of ${payloads.length} messages`);
  const size = sent.value.reduce((sum, payload, index) => sum + (payload ?? messages[index] ?? []).length, 0);
  return { ratio: size / octets, compress: sent.time, decompress: decompressed.time };
}

const columns = [
  { id: "size", title: "size" },
  { id: "compress", title: "compress" },
  { id: "decompress", title: "decompress" },
];

const ratio = (value: number): BenchFigure => ({ value, unit: "ratio" });

async function compressionRows(size: number, { octets, rounds }: CompressionSize): Promise<BenchRow[]> {
  const messages = messagesOf(size, octets);
  const rows: BenchRow[] = [];
  let base: CompressionMeasurement | undefined;
  for (const choice of compressionChoices) {
    const [[name, parameter] = []] = Object.entries(choice);
    const row = await measureRow(`${size}, ${name} ${parameter}`, async (): Promise<Record<string, BenchFigure>> => {
      const found = measure(choice, messages, rounds);
      base ??= found;
      return {
        size: { value: found.ratio, unit: "part" },
        compress: ratio(base.compress / found.compress),
        decompress: ratio(base.decompress / found.decompress),
      };
    });
    rows.push(row);
  }
  return rows;
}

const notes = [
  `JSON messages, one direction of a connection. Size: octets sent, divided by octets of the messages. Speeds: relative to lz4 level 1 on
messages of the same size; best of ${runs.full.rounds} rounds, since other work on the machine only slows a round down.`,
];

/** Compression. */
export const compression: BenchSection = {
  title: "Compression",
  run: async (size) => {
    const rows: BenchRow[] = [];
    for (const each of runs[size].sizes) rows.push(...(await compressionRows(each, runs[size])));
    return { notes, tables: [{ id: "compression", label: "octets, method", columns, rows }] };
  },
};
