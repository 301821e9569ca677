/**
 * The section of `make bench` on memory: the cost of an idle connection to a server.
 *
 * @module
 */
import { DEFAULT_SHARED_BY } from "../../reference/http2/index.ts";
import type { MemoryUsage } from "../soak/memory-usage.ts";
import type { SubjectName } from "./all-subjects.ts";
import { withProcesses } from "./bench-process.ts";
import { figure, ratioFigure } from "./measure.ts";
import type { BenchFigure } from "./report-schema.ts";
import { type BenchSection, type BenchSize, measureRows } from "./section.ts";
import { startSubject } from "./subject-processes.ts";
import type { TargetId } from "./targets.ts";

/** Connections before the ones that count, and those that count; fewer over TLS, where each one costs a handshake. */
interface IdleSize {
  readonly first: number;
  readonly more: number;
  readonly tlsFirst: number;
  readonly tlsMore: number;
  /** Measurements of a row over cleartext, each with a new server. */
  readonly runs: number;
}

const sizes: Readonly<Record<BenchSize, IdleSize>> = {
  full: { first: 1000, more: 3000, tlsFirst: 250, tlsMore: 750, runs: 3 },
  small: { first: 10, more: 20, tlsFirst: 4, tlsMore: 8, runs: 1 },
};

/** WebSocket2 connections that share an HTTP/2 connection, unless a row says otherwise. */
const SHARED_BY = 100;

/** One row. */
interface IdleCase {
  readonly label: string;
  readonly name: SubjectName;
  readonly tls?: boolean;
  readonly sharedBy?: number;
  readonly target?: TargetId;
}

const CASES: readonly IdleCase[] = [
  { label: "WebSocket2", name: "websocket2", target: "idle-memory" },
  { label: "`ws`", name: "ws" },
  { label: "`ws` over RFC 8441", name: "rfc8441" },
  { label: "by hand", name: "hand" },
  { label: "plain stream", name: "plain" },
  { label: "WebSocket2 over TLS", name: "websocket2-tls", tls: true },
  { label: `WebSocket2 over TLS, ${DEFAULT_SHARED_BY} share one`, name: "websocket2-tls", tls: true, sharedBy: DEFAULT_SHARED_BY },
  { label: "`ws` over TLS", name: "ws-tls", tls: true },
];

const perConnection = (from: MemoryUsage, to: MemoryUsage, count: number): MemoryUsage => ({
  used: (to.used - from.used) / count,
  resident: (to.resident - from.resident) / count,
});

/** The memory of a connection among the first ones, and among the later ones, in octets. */
interface IdleCost {
  readonly first: MemoryUsage;
  readonly later: MemoryUsage;
}

function idleCost({ name, sharedBy = SHARED_BY }: IdleCase, first: number, more: number): Promise<IdleCost> {
  return withProcesses(async (start) => {
    const { server, client } = await startSubject(start, name, "single");
    const dial = (connections: number) => client.ask({ kind: "dial", connections, sessions: Math.ceil(connections / sharedBy) });
    // The first connection creates objects that all connections share.
    await dial(1);
    const empty = await server.ask<MemoryUsage>({ kind: "memory" });
    await dial(first);
    const begun = await server.ask<MemoryUsage>({ kind: "memory" });
    await dial(more);
    const full = await server.ask<MemoryUsage>({ kind: "memory" });
    return { first: perConnection(empty, begun, first), later: perConnection(begun, full, more) };
  });
}

async function idleCosts(each: IdleCase, run: BenchSize): Promise<IdleCost[]> {
  const { first, more, tlsFirst, tlsMore, runs } = sizes[run];
  if (each.tls) return [await idleCost(each, tlsFirst, tlsMore)];
  const costs: IdleCost[] = [];
  while (costs.length < runs) costs.push(await idleCost(each, first, more));
  return costs;
}

const columns = [
  { id: "marginal", title: "JavaScript" },
  { id: "next", title: "next to WebSocket2" },
  { id: "first", title: "JavaScript, first ones" },
  { id: "process", title: "process" },
];

function notes({ first, more, tlsFirst, tlsMore }: IdleSize): string[] {
  return [
    `Memory of a server for each idle connection, after garbage collection: heap and buffers of JavaScript, as the cost of each of
${more} more connections after the first ${first}; over TLS of ${tlsMore} after ${tlsFirst}. The cost of each of the first ones includes
code that is compiled once. The memory of the whole process is less exact and includes that of TLS and sockets. None includes the memory of
the operating system for sockets. ${SHARED_BY} connections share an HTTP/2 connection, except where a row says otherwise; each one of
\`ws\` has a TCP connection of its own.`,
  ];
}

/** Memory of idle connections. */
export const idle: BenchSection = {
  title: "Idle connections",
  run: async (size) => {
    let base: readonly IdleCost[] | undefined;
    const used = (costs: readonly IdleCost[]): number[] => costs.map(({ later }) => later.used);
    const cases = CASES.filter(({ name }) => size === "full" || name.startsWith("websocket2"));
    const rows = await measureRows(cases, ({ label }) => label, async (each): Promise<Record<string, BenchFigure>> => {
      const costs = await idleCosts(each, size);
      base ??= costs;
      return {
        marginal: figure(used(costs), "octets", each.target),
        next: ratioFigure(used(costs), used(base)),
        first: figure(costs.map(({ first }) => first.used), "octets"),
        process: figure(costs.map(({ later }) => later.resident), "octets"),
      };
    });
    return { notes: notes(sizes[size]), tables: [{ id: "idle", label: "", columns, rows }] };
  },
};
