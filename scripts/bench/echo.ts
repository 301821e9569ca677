/**
 * The section of `make bench` on echoes over the loopback interface: messages per second and CPU time with several messages under way,
 * and the time of a single one.
 *
 * @module
 */
import type { SubjectName } from "./all-subjects.ts";
import type { BenchProcess, GcMode } from "./bench-process.ts";
import { withProcesses } from "./bench-process.ts";
import type { ClientFigures, ExchangeRequest } from "./client-program.ts";
import { alternate, figure, ratioFigure, type RoundCounts } from "./measure.ts";
import type { BenchFigure, BenchTable } from "./report-schema.ts";
import { type BenchSection, type BenchSize, connectionsText, measureRows } from "./section.ts";
import { startSubject } from "./subject-processes.ts";
import type { TargetId } from "./targets.ts";

const KIB = 1024;

/** One row. */
interface EchoCase {
  readonly connections: number;
  readonly size: number;
  /** Messages under way on each connection. */
  readonly window: number;
  readonly targets: Readonly<{ cpu?: TargetId; rate?: TargetId }>;
}

const CASES: readonly EchoCase[] = [
  { connections: 1, size: 125, window: 1000, targets: { cpu: "echo-cpu-one" } },
  { connections: 50, size: 125, window: 100, targets: { cpu: "echo-cpu-many", rate: "echo-rate-many" } },
  { connections: 1, size: 16 * KIB, window: 16, targets: { rate: "echo-rate-long" } },
  { connections: 1, size: 16 * KIB, window: 64, targets: { rate: "echo-rate-long" } },
  { connections: 1, size: 64 * KIB, window: 32, targets: { rate: "echo-rate-long" } },
  { connections: 1, size: 1024 * KIB, window: 4, targets: { rate: "echo-rate-long" } },
];

const PING_PONGS = [1, 50];

const names = ["websocket2", "hand", "ws", "rfc8441"] as const satisfies readonly SubjectName[];

const sizes: Readonly<Record<BenchSize, RoundCounts & { readonly ms: number }>> = {
  full: { warmUp: 6, rounds: 11, limitMs: 25_000, ms: 120 },
  small: { warmUp: 0, rounds: 1, limitMs: 5000, ms: 10 },
};

/** The figures of one round of a subject. */
interface EchoRound {
  readonly rate: number;
  /** CPU time of both ends for each message, in us. */
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

type EchoRounds = Readonly<Record<(typeof names)[number], readonly EchoRound[]>>;

async function echoRound(server: BenchProcess, client: BenchProcess, request: ExchangeRequest): Promise<EchoRound> {
  const before = await server.ask<number>({ kind: "cpu" });
  const { count, ms, cpu, p50 = 0, p99 = 0 } = await client.ask<ClientFigures>(request);
  const after = await server.ask<number>({ kind: "cpu" });
  return { rate: (count / ms) * 1000, cpu: (cpu + after - before) / count, p50, p99 };
}

/** Runs rounds of all subjects in turns, each with a server process and a client process. */
function echoRounds(connections: number, gc: GcMode, request: ExchangeRequest, counts: RoundCounts): Promise<EchoRounds> {
  return withProcesses(async (start) => {
    const runs: Partial<Record<(typeof names)[number], () => Promise<EchoRound>>> = {};
    for (const name of names) {
      const { server, client } = await startSubject(start, name, gc);
      await client.ask({ kind: "dial", connections, sessions: 1 });
      runs[name] = () => echoRound(server, client, request);
    }
    return alternate(runs as Record<(typeof names)[number], () => Promise<EchoRound>>, counts);
  });
}

const valuesOf = (rounds: readonly EchoRound[], key: keyof EchoRound): number[] => rounds.map((each) => each[key]);

async function throughput(each: EchoCase, gc: GcMode, run: BenchSize): Promise<Record<string, BenchFigure>> {
  const { connections, size, window, targets } = each;
  const { ms, ...counts } = sizes[run];
  const found = await echoRounds(connections, gc, { kind: "pipelined", size, window, ms }, counts);
  const ratio = (key: keyof EchoRound, to: (typeof names)[number], target?: TargetId): BenchFigure =>
    ratioFigure(valuesOf(found.websocket2, key), valuesOf(found[to], key), gc === "single" ? target : undefined);
  return {
    rate: figure(valuesOf(found.websocket2, "rate"), "per-second"),
    "rate-hand": ratio("rate", "hand", targets.rate),
    "rate-ws": ratio("rate", "ws", "echo-rate-ws"),
    "rate-rfc8441": ratio("rate", "rfc8441", "echo-rate-rfc8441"),
    cpu: figure(valuesOf(found.websocket2, "cpu"), "us"),
    "cpu-hand": ratio("cpu", "hand", targets.cpu),
    "cpu-ws": ratio("cpu", "ws"),
    "cpu-rfc8441": ratio("cpu", "rfc8441"),
  };
}

async function pingPong(connections: number, gc: GcMode, run: BenchSize): Promise<Record<string, BenchFigure>> {
  const { ms, ...counts } = sizes[run];
  const found = await echoRounds(connections, gc, { kind: "roundTrips", size: 125, window: 1, ms }, counts);
  const ratio = (key: keyof EchoRound, to: (typeof names)[number]): BenchFigure =>
    ratioFigure(valuesOf(found.websocket2, key), valuesOf(found[to], key));
  return {
    p50: figure(valuesOf(found.websocket2, "p50"), "us"),
    p99: figure(valuesOf(found.websocket2, "p99"), "us"),
    "p50-hand": ratio("p50", "hand"),
    "p50-ws": ratio("p50", "ws"),
    "p50-rfc8441": ratio("p50", "rfc8441"),
    cpu: figure(valuesOf(found.websocket2, "cpu"), "us"),
    "cpu-hand": ratio("cpu", "hand"),
    "cpu-ws": ratio("cpu", "ws"),
    "cpu-rfc8441": ratio("cpu", "rfc8441"),
  };
}

const compared = (key: string, title: string): BenchTable["columns"] => [
  { id: `${key}-hand`, title: `${title} / by hand` },
  { id: `${key}-ws`, title: `${title} / ws` },
  { id: `${key}-rfc8441`, title: `${title} / ws, RFC 8441` },
];

const cpuColumns = [{ id: "cpu", title: "CPU a message" }, ...compared("cpu", "CPU")];
const echoColumns = [{ id: "rate", title: "messages" }, ...compared("rate", "rate"), ...cpuColumns];
const pingPongColumns = [{ id: "p50", title: "p50" }, { id: "p99", title: "p99" }, ...compared("p50", "p50"), ...cpuColumns];

/** Returns the cases of a run: all, or one in one mode of the garbage collector. */
function casesOf<T>(cases: readonly T[], gc: GcMode, run: BenchSize): readonly T[] {
  if (run === "full") return cases;
  return gc === "single" ? cases.slice(-1) : [];
}

const gcTitles: Readonly<Record<GcMode, string>> = { single: "--single-threaded-gc", default: "default garbage collector, no targets" };

function sizeText(octets: number): string {
  if (octets < KIB) return `${octets} octets`;
  return octets < KIB * KIB ? `${octets / KIB} KiB` : `${octets / KIB / KIB} MiB`;
}

const caseLabel = ({ size, connections, window }: EchoCase): string =>
  `${sizeText(size)}, ${connectionsText(connections)}, window ${window}`;

async function echoTables(gc: GcMode, run: BenchSize): Promise<BenchTable[]> {
  const rows = await measureRows(casesOf(CASES, gc, run), caseLabel, (each) => throughput(each, gc, run));
  const pings = await measureRows(casesOf(PING_PONGS, gc, run), connectionsText, (connections) => pingPong(connections, gc, run));
  const pingTitle = `One message at a time, 125 octets, ${gcTitles[gc]}`;
  return [
    { id: `echo-${gc}`, title: `Messages under way, ${gcTitles[gc]}`, label: "echo", columns: echoColumns, rows },
    { id: `ping-pong-${gc}`, title: pingTitle, label: "", columns: pingPongColumns, rows: pings },
  ];
}

const notes = (run: BenchSize): string[] => [
  `Each subject has a server process and a client process, over cleartext. A connection keeps a window of binary messages under way and
sends the next one when one comes back: ${sizes[run].rounds} rounds of ${sizes[run].ms} ms count, after ${sizes[run].warmUp} that do not.
CPU time is that of both ends, divided by the messages. \`ws\` over HTTP/1.1 has a TCP connection for each of its connections; all others
share one HTTP/2 connection with the windows of WebSocket2. Over RFC 8441 \`ws\` writes to the streams of \`node:http2\`.`,
  `By hand: the frames of WebSocket2 on a plain stream of \`node:http2\`, without state machine, timers, limits and checks. It is the limit
of each WebSocket2 on \`node:http2\`.`,
  `With its default garbage collector, Node.js frees buffers on another thread. On few cores a process then is fast or slow for its whole
life, so ratios at 16 KiB and more vary between runs. \`--single-threaded-gc\` makes all subjects even; the targets hold with it.`,
];

/** Echo and ping-pong. */
export const echo: BenchSection = {
  title: "Echo on loopback",
  run: async (size) => ({ notes: notes(size), tables: [...(await echoTables("single", size)), ...(await echoTables("default", size))] }),
};
