/**
 * The section of `make bench` on growth: how CPU time grows with the size of the input.
 *
 * @module
 */
import { limit } from "../../reference/schema/index.ts";
import { type StartProcess, withProcesses } from "./bench-process.ts";
import type { ClientFigures } from "./client-program.ts";
import type { GrowthTaskName } from "./growth-tasks.ts";
import { alternate, figure, type RoundCounts } from "./measure.ts";
import type { BenchFigure } from "./report-schema.ts";
import { type BenchSection, type BenchSize, measureRow } from "./section.ts";
import { startSubject } from "./subject-processes.ts";

/** The multiples of the smallest input. */
const SCALES = [1, 2, 4, 8];
const scalesOf: Readonly<Record<BenchSize, readonly number[]>> = { full: SCALES, small: SCALES.slice(0, 2) };

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Returns the exponent of the power that fits costs best: the slope of their logarithms. */
export function growthExponent(scales: readonly number[], costs: readonly number[]): number {
  const xs = scales.map(Math.log);
  const ys = costs.map(Math.log);
  const [x, y] = [mean(xs), mean(ys)];
  const covariance = mean(xs.map((each, at) => (each - x) * ((ys[at] as number) - y)));
  return covariance / mean(xs.map((each) => (each - x) ** 2));
}

/** A row: its input, and what prepares a function that returns the cost in us. */
interface GrowthCase {
  readonly label: string;
  readonly rounds: Readonly<Record<BenchSize, RoundCounts>>;
  start(start: StartProcess, size: BenchSize): Promise<(scale: number) => Promise<number>>;
}

const taskRounds = { full: { warmUp: 1, rounds: 5, limitMs: 15_000 }, small: { warmUp: 0, rounds: 1, limitMs: 5000 } };

function taskCase(label: string, name: GrowthTaskName): GrowthCase {
  return {
    label,
    rounds: taskRounds,
    start: async (start, size) => {
      const child = start("growth-program", [name, size], "single");
      return (scale) => child.ask<number>({ kind: "run", scale });
    },
  };
}

/** Connections of x8. */
const CONNECTIONS: Readonly<Record<BenchSize, number>> = { full: 10_000, small: 80 };
const WARM_UP_CONNECTIONS: Readonly<Record<BenchSize, number>> = { full: 1000, small: 8 };
const SHARED_BY = 1000;

const connections: GrowthCase = {
  label: "connections: open them and send each one a message, to 10,000",
  rounds: { full: { warmUp: 0, rounds: 3, limitMs: 30_000 }, small: { warmUp: 0, rounds: 1, limitMs: 5000 } },
  // Processes for each cost: earlier connections would take part in later ones.
  start: async (_start, size) => (scale) =>
    withProcesses(async (start) => {
      const { server, client } = await startSubject(start, "websocket2", "single", true);
      const dial = (kind: "dial" | "open", count: number): Promise<ClientFigures> =>
        client.ask({ kind, connections: count, sessions: Math.ceil(count / SHARED_BY) });
      for (let warmUp = 0; warmUp < 3; warmUp++) await dial("open", WARM_UP_CONNECTIONS[size]);
      await server.ask({ kind: "forget" });
      const count = (CONNECTIONS[size] / 8) * scale;
      const before = await server.ask<number>({ kind: "restCpu" });
      const { cpu } = await dial("dial", count);
      const received = client.ask({ kind: "receive", octets: count });
      await Promise.all([received, server.ask({ kind: "broadcast", text: "a" })]);
      return cpu + (await server.ask<number>({ kind: "restCpu" })) - before;
    }),
};

const LONGEST: Readonly<Record<BenchSize, number>> = { full: limit.value("message"), small: 64 * 1024 };

const messages: GrowthCase = {
  label: "messages: echo one, to the limit of 16 MiB",
  rounds: { full: { warmUp: 3, rounds: 7, limitMs: 20_000 }, small: { warmUp: 0, rounds: 1, limitMs: 5000 } },
  start: async (start, size) => {
    const { server, client } = await startSubject(start, "websocket2", "single");
    await client.ask({ kind: "dial", connections: 1, sessions: 1 });
    return async (scale) => {
      const octets = (LONGEST[size] / 8) * scale;
      const before = await server.ask<number>({ kind: "cpu" });
      const { count, cpu } = await client.ask<ClientFigures>({ kind: "roundTrips", size: octets, window: 1, ms: 1 });
      return (cpu + (await server.ask<number>({ kind: "cpu" })) - before) / count;
    };
  },
};

const CASES: readonly GrowthCase[] = [
  taskCase("model: read it and compile its structs, from ten times the elements of the protocol", "model"),
  taskCase("struct: compile it, decode and encode, from 100 fields", "struct"),
  taskCase("vectors: read, validate and run them, from twice those of integers", "vectors"),
  taskCase("draft: Markdown to XML, from 100 sections", "draft"),
  connections,
  messages,
];

function growthFigures({ start: startCase, rounds }: GrowthCase, size: BenchSize): Promise<Record<string, BenchFigure>> {
  return withProcesses(async (start) => {
    const cost = await startCase(start, size);
    const scales = scalesOf[size];
    const found = await alternate(Object.fromEntries(scales.map((scale) => [`x${scale}`, () => cost(scale)])), rounds[size]);
    const costsOf = (scale: number): readonly number[] => found[`x${scale}`] as readonly number[];
    const exponents = costsOf(1).map((_, round) => growthExponent(scales, scales.map((scale) => costsOf(scale)[round] as number)));
    const times = scales.map((scale): [string, BenchFigure] => {
      const ms = costsOf(scale).map((each) => each / 1000);
      return [`x${scale}`, figure(ms, "ms")];
    });
    return { exponent: figure(exponents, "exponent", "growth"), ...Object.fromEntries(times) };
  });
}

const columns = [{ id: "exponent", title: "exponent" }, ...SCALES.map((scale) => ({ id: `x${scale}`, title: `x${scale}` }))];

const notes = [
  `CPU time with one, two, four and eight times the input, of both ends where there are two; with \`--single-threaded-gc\`. The exponent is
the slope of a line through the logarithms of the four: 1 for a cost that grows as the input does, 2 for a quadratic one.`,
];

/** Growth of costs. */
export const growth: BenchSection = {
  title: "Growth",
  run: async (size) => {
    const rows = [];
    for (const each of CASES) rows.push(await measureRow(each.label, () => growthFigures(each, size)));
    return { notes, tables: [{ id: "growth", label: "input", columns, rows }] };
  },
};
