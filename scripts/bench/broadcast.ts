/**
 * The section of `make bench` on broadcasts: CPU time of a server that sends one message to all of its connections.
 *
 * @module
 */
import type { SubjectName } from "./all-subjects.ts";
import { type StartProcess, withProcesses } from "./bench-process.ts";
import { jsonMessages } from "./json-messages.ts";
import { alternate, figure, ratioFigure, type RoundCounts } from "./measure.ts";
import type { BenchFigure, BenchTable } from "./report-schema.ts";
import { type BenchSection, type BenchSize, connectionsText, measureRow, measureRows } from "./section.ts";
import { startSubject } from "./subject-processes.ts";
import type { TargetId } from "./targets.ts";

/** A size of the benchmark: connections of plain and of compressed broadcasts, and rounds. */
interface BroadcastSize extends RoundCounts {
  readonly connections: number;
  readonly compressed: number;
}

const sizes: Readonly<Record<BenchSize, BroadcastSize>> = {
  full: { connections: 10_000, compressed: 1000, warmUp: 4, rounds: 11, limitMs: 30_000 },
  small: { connections: 20, compressed: 10, warmUp: 0, rounds: 1, limitMs: 5000 },
};

/** WebSocket2 connections that share an HTTP/2 connection, at most. */
const SHARED_BY = 1000;

const MESSAGE_OCTETS = 125;
const COMPRESSED_OCTETS = 1024;

/** A recipient's share of the CPU time of a server, in us, by subject and round. */
type BroadcastCosts = Readonly<Record<string, readonly number[]>>;

async function startBroadcaster(
  start: StartProcess,
  name: SubjectName,
  connections: number,
  messages: readonly string[],
): Promise<() => Promise<number>> {
  const { server, client } = await startSubject(start, name, "single", true);
  await client.ask({ kind: "dial", connections, sessions: Math.ceil(connections / SHARED_BY) });
  let round = 0;
  let octets = 0;
  return async () => {
    const text = messages[round++ % messages.length] as string;
    octets += text.length * connections;
    const received = client.ask({ kind: "receive", octets });
    // A client that fails rejects before it is awaited.
    received.catch(() => undefined);
    const before = await server.ask<number>({ kind: "broadcast", text });
    await received;
    return ((await server.ask<number>({ kind: "restCpu" })) - before) / connections;
  };
}

function costs(
  names: readonly SubjectName[],
  connections: number,
  messages: readonly string[],
  counts: RoundCounts,
): Promise<BroadcastCosts> {
  return withProcesses(async (start) => {
    const runs: Record<string, () => Promise<number>> = {};
    for (const name of names) runs[name] = await startBroadcaster(start, name, connections, messages);
    return alternate(runs, counts);
  });
}

/** Returns the cost of a subject, and its ratios to other subjects. */
function compare(
  found: BroadcastCosts,
  name: SubjectName,
  others: Readonly<Record<string, TargetId | undefined>>,
): Record<string, BenchFigure> {
  const costsOf = (each: string): readonly number[] => found[each] as readonly number[];
  const ratios = Object.entries(others).map(([other, target]) => [other, ratioFigure(costsOf(name), costsOf(other), target)] as const);
  return { cpu: figure(costsOf(name), "us"), ...Object.fromEntries(ratios) };
}

async function uncompressedTable(run: BenchSize): Promise<BenchTable> {
  const { connections, ...counts } = sizes[run];
  const label = `${MESSAGE_OCTETS} octets, ${connectionsText(connections)}`;
  const row = await measureRow(label, async () => {
    const found = await costs(["websocket2", "ws", "plain"], connections, ["a".repeat(MESSAGE_OCTETS)], counts);
    return compare(found, "websocket2", { ws: "broadcast-ws", plain: "broadcast-plain" });
  });
  const columns = [
    { id: "cpu", title: "CPU a recipient" },
    { id: "ws", title: "CPU / ws" },
    { id: "plain", title: "CPU / plain stream" },
  ];
  return { id: "broadcast", label: "message", columns, rows: [row] };
}

/** The methods to compare, each with its subject. */
const compressedSubjects = [
  { method: "lz4", name: "websocket2-lz4" },
  { method: "deflate", name: "websocket2-deflate" },
] as const;

async function compressedTable(run: BenchSize): Promise<BenchTable> {
  const { compressed, ...counts } = sizes[run];
  const messages = jsonMessages(COMPRESSED_OCTETS, counts.warmUp + counts.rounds);
  const label = ({ method }: (typeof compressedSubjects)[number]): string =>
    `${method}, ${COMPRESSED_OCTETS} octets, ${connectionsText(compressed)}`;
  const subjects = run === "full" ? compressedSubjects : compressedSubjects.slice(1);
  const rows = await measureRows(subjects, label, async ({ name }) => {
    const found = await costs([name, "websocket2", "ws-deflate"], compressed, messages, counts);
    return compare(found, name, { websocket2: undefined, "ws-deflate": undefined });
  });
  const columns = [
    { id: "cpu", title: "CPU a recipient" },
    { id: "websocket2", title: "CPU / uncompressed" },
    { id: "ws-deflate", title: "CPU / ws with deflate" },
  ];
  return { id: "broadcast-compressed", title: "Compressed", label: "message", columns, rows };
}

const notes = [
  `CPU time of the server from the first \`send()\` until all recipients have the message and the server rests, divided by their number. The
recipients are in another process, whose time does not count. Up to ${SHARED_BY} connections share an HTTP/2 connection; each one of
\`ws\` has a TCP connection of its own. All with \`--single-threaded-gc\`.`,
  `Compressed messages are JSON that differs from message to message. The server compresses for each recipient, so these rows have no
targets.`,
];

/** Broadcasts. */
export const broadcast: BenchSection = {
  title: "Broadcast",
  run: async (size) => ({ notes, tables: [await uncompressedTable(size), await compressedTable(size)] }),
};
