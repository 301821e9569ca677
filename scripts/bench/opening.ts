/**
 * The section of `make bench` on opening connections.
 *
 * @module
 */
import type { SubjectName } from "./all-subjects.ts";
import { withProcesses } from "./bench-process.ts";
import { delay } from "../common/waiting.ts";
import type { ClientFigures } from "./client-program.ts";
import { alternate, figure, ratioFigure, type RoundCounts } from "./measure.ts";
import type { BenchFigure } from "./report-schema.ts";
import { type BenchSection, type BenchSize, connectionsText, measureRows } from "./section.ts";
import { startSubject } from "./subject-processes.ts";

const sizes: Readonly<Record<BenchSize, RoundCounts & { readonly connections: number }>> = {
  full: { connections: 250, warmUp: 4, rounds: 11, limitMs: 30_000 },
  small: { connections: 10, warmUp: 0, rounds: 1, limitMs: 5000 },
};

const names = ["websocket2", "ws", "rfc8441", "plain"] as const satisfies readonly SubjectName[];

type OpeningName = (typeof names)[number];

/** The time in which the connections of a round end, in ms. */
const REST_MS = 100;

/** The figures of one round of a subject. */
interface OpeningRound {
  readonly rate: number;
  /** CPU time of both ends for each connection, in us. */
  readonly cpu: number;
}

async function openingFigures(run: BenchSize): Promise<Record<string, BenchFigure>> {
  const { connections, ...counts } = sizes[run];
  const found = await withProcesses(async (start) => {
    const runs: Partial<Record<OpeningName, () => Promise<OpeningRound>>> = {};
    for (const name of names) {
      const { server, client } = await startSubject(start, name, "single");
      runs[name] = async () => {
        const before = await server.ask<number>({ kind: "cpu" });
        const { count, ms, cpu } = await client.ask<ClientFigures>({ kind: "open", connections, sessions: 1 });
        const after = await server.ask<number>({ kind: "cpu" });
        await delay(REST_MS);
        return { rate: (count / ms) * 1000, cpu: (cpu + after - before) / count };
      };
    }
    return alternate(runs as Record<OpeningName, () => Promise<OpeningRound>>, counts);
  });
  const values = (name: OpeningName, key: keyof OpeningRound): number[] => found[name].map((each) => each[key]);
  const ratio = (key: keyof OpeningRound, to: OpeningName): BenchFigure => ratioFigure(values("websocket2", key), values(to, key));
  return {
    rate: figure(values("websocket2", "rate"), "per-second"),
    "rate-ws": ratio("rate", "ws"),
    "rate-rfc8441": ratio("rate", "rfc8441"),
    "rate-plain": ratio("rate", "plain"),
    cpu: figure(values("websocket2", "cpu"), "us"),
    "cpu-ws": ratio("cpu", "ws"),
    "cpu-rfc8441": ratio("cpu", "rfc8441"),
    "cpu-plain": ratio("cpu", "plain"),
  };
}

const columns = [
  { id: "rate", title: "connections" },
  { id: "rate-ws", title: "rate / ws" },
  { id: "rate-rfc8441", title: "rate / RFC 8441" },
  { id: "rate-plain", title: "rate / plain stream" },
  { id: "cpu", title: "CPU a connection" },
  { id: "cpu-ws", title: "CPU / ws" },
  { id: "cpu-rfc8441", title: "CPU / RFC 8441" },
  { id: "cpu-plain", title: "CPU / plain stream" },
];

const notes = [
  `A client opens connections at once, until each of them is open; over HTTP/2 they share one new HTTP/2 connection. CPU time is that of
both ends. A plain stream is open when its response comes, and so is one of RFC 8441, whose handshake fields are not checked here; one of
WebSocket2 is open after the opening ping and pong. All with \`--single-threaded-gc\`.`,
];

/** Opening connections. */
export const opening: BenchSection = {
  title: "Opening",
  run: async (size) => {
    const rows = await measureRows([sizes[size].connections], connectionsText, () => openingFigures(size));
    return { notes, tables: [{ id: "opening", label: "", columns, rows }] };
  },
};
