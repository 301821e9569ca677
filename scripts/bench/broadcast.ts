/**
 * The section of `make bench` on broadcasts: CPU time of a server that sends one message to all of its connections.
 *
 * @module
 */
import type { SubjectName } from "./all-subjects.ts";
import { type StartProcess, withProcesses } from "./bench-process.ts";
import { jsonMessages } from "./json-messages.ts";
import { alternate, figure, ratioFigure, type RoundCounts } from "./measure.ts";
import type { BenchFigure, BenchRow, BenchTable } from "./report-schema.ts";
import { type BenchSection, type BenchSize, connectionsText, measureRows } from "./section.ts";
import { startSubject } from "./subject-processes.ts";
import type { TargetId } from "./targets.ts";

/** A size of the benchmark: numbers of connections, the least first, and rounds. */
interface BroadcastSize extends RoundCounts {
  readonly connections: readonly [few: number, ...more: number[]];
}

const sizes: Readonly<Record<BenchSize, BroadcastSize>> = {
  full: { connections: [1000, 10_000], warmUp: 3, rounds: 9, limitMs: 30_000 },
  small: { connections: [10], warmUp: 0, rounds: 1, limitMs: 5000 },
};

/** Rounds of compressed broadcasts to more connections than the least number. */
const FURTHER_ROUNDS = { warmUp: 2, rounds: 5 };

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

/** Measures a group of subjects together. @returns a row for each comparison */
async function measureGroup(
  label: (name: string) => string,
  comparisons: Readonly<Partial<Record<SubjectName, Readonly<Record<string, TargetId | undefined>>>>>,
  measure: () => Promise<BroadcastCosts>,
): Promise<BenchRow[]> {
  // One measurement for all rows; each row reports its failure.
  let found: Promise<BroadcastCosts> | undefined;
  return measureRows(Object.entries(comparisons), ([name]) => label(name), async ([name, others]) => {
    found ??= measure();
    return compare(await found, name as SubjectName, others);
  });
}

/** How the server sends: each message by itself, or one prepared for all. */
const sending = (name: string): string => (name.includes("-prepared") ? "prepared, " : "");

async function uncompressedTable(run: BenchSize): Promise<BenchTable> {
  const { connections: numbers, ...counts } = sizes[run];
  const messages = ["a".repeat(MESSAGE_OCTETS)];
  const others = { plain: "broadcast-plain" } as const;
  const comparisons = {
    websocket2: { ws: "broadcast-ws", ...others },
    "websocket2-prepared": { ws: "broadcast-prepared-ws", ...others },
  } as const;
  const rows: BenchRow[] = [];
  for (const connections of numbers) {
    const label = (name: string): string => `${sending(name)}${MESSAGE_OCTETS} octets, ${connectionsText(connections)}`;
    const names = ["websocket2", "websocket2-prepared", "ws", "plain"] as const;
    rows.push(...(await measureGroup(label, comparisons, () => costs(names, connections, messages, counts))));
  }
  const columns = [
    { id: "cpu", title: "CPU a recipient" },
    { id: "ws", title: "CPU / ws" },
    { id: "plain", title: "CPU / plain stream" },
  ];
  return { id: "broadcast", label: "message", columns, rows };
}

/** The subjects of compressed broadcasts, with the method of each. */
const methodOf = {
  "websocket2-lz4": "lz4",
  "websocket2-prepared-lz4": "lz4",
  "websocket2-deflate": "deflate",
} as const;

/** Returns a label of a compressed broadcast. */
function compressedLabel(name: string, connections: number): string {
  return `${methodOf[name as keyof typeof methodOf]}, ${sending(name)}${COMPRESSED_OCTETS} octets, ${connectionsText(connections)}`;
}

async function compressedTable(run: BenchSize): Promise<BenchTable> {
  const { connections, ...counts } = sizes[run];
  const [few, ...more] = connections;
  const messages = jsonMessages(COMPRESSED_OCTETS, counts.warmUp + counts.rounds);
  const others = { ws: undefined, websocket2: undefined, "ws-deflate": undefined };
  const comparisons = {
    "websocket2-lz4": others,
    "websocket2-prepared-lz4": { ...others, ws: "broadcast-prepared-ws" },
    "websocket2-deflate": { ...others, "ws-deflate": "broadcast-deflate" },
  } as const;
  const names = [...(Object.keys(comparisons) as SubjectName[]), "websocket2", "ws", "ws-deflate"] as const;
  const rows = await measureGroup((name) => compressedLabel(name, few), comparisons, () => costs(names, few, messages, counts));
  // zlib needs 256 KiB for each context of deflate, too much for many connections.
  for (const many of more) {
    const prepared = { "websocket2-prepared-lz4": { ws: "broadcast-prepared-ws" } } as const;
    const measure = () => costs(["websocket2-prepared-lz4", "ws"], many, messages, { ...counts, ...FURTHER_ROUNDS });
    rows.push(...(await measureGroup((name) => compressedLabel(name, many), prepared, measure)));
  }
  const columns = [
    { id: "cpu", title: "CPU a recipient" },
    { id: "websocket2", title: "CPU / uncompressed" },
    { id: "ws", title: "CPU / ws, uncompressed" },
    { id: "ws-deflate", title: "CPU / ws with deflate" },
  ];
  return { id: "broadcast-compressed", title: "Compressed", label: "message", columns, rows };
}

const notes = [
  `CPU time of the server from the first \`send()\` until all recipients have the message and the server rests, divided by their number. The
recipients are in another process, whose time does not count. Up to ${SHARED_BY} connections share an HTTP/2 connection; each one of
\`ws\` has a TCP connection of its own. All with \`--single-threaded-gc\`.`,
  `A prepared message is encoded once, and compressed once for each level of lz4. Otherwise the server encodes and compresses for each
recipient; with deflate, which has a context, it always does. Compressed messages are JSON that differs from message to message.`,
];

/** Broadcasts. */
export const broadcast: BenchSection = {
  title: "Broadcast",
  run: async (size) => ({ notes, tables: [await uncompressedTable(size), await compressedTable(size)] }),
};
