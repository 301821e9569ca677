/**
 * The section of `make bench` on echoes over the loopback interface: messages per second with several under way, and the time of a
 * single one.
 *
 * @module
 */
import { quantile } from "../common/statistics.ts";
import { alternate, ratio, table } from "./measure.ts";
import { startServerProcess } from "./server-process.ts";
import { type DialledClient, type BenchConnection, SUBJECTS, type SubjectName } from "./subjects.ts";

/** The duration of a round, in ms. */
const ROUND_MS = 200;
const ROUNDS = 9;
/** Rounds that do not count: for about two seconds, code is compiled and heap and socket buffers grow. */
const WARM_UP_ROUNDS = 10;
/** The octets before the payload of a short WebSocket2 frame. The plain stream carries them too. */
const FRAME_HEADER_OCTETS = 2;

/** One comparison. */
interface EchoCase {
  readonly connections: number;
  readonly size: number;
  /** Messages under way on each connection. */
  readonly window: number;
  /** The target: WebSocket2 divided by the subject. */
  readonly targets: Partial<Record<SubjectName, number>>;
}

const CASES: readonly EchoCase[] = [
  { connections: 1, size: 125, window: 1000, targets: { ws: 6, rfc8441: 2 } },
  { connections: 50, size: 125, window: 100, targets: { ws: 12, rfc8441: 2 } },
  { connections: 1, size: 16384, window: 16, targets: { ws: 0.95 } },
  { connections: 50, size: 16384, window: 4, targets: { ws: 0.95 } },
];

/** Keeps a window of messages under way on each connection. @returns octets per second */
async function pipelined(lines: readonly BenchConnection[], message: Uint8Array, window: number): Promise<number> {
  let octets = 0;
  const start = performance.now();
  const until = start + ROUND_MS;
  await Promise.all(
    lines.map(
      (line) =>
        new Promise<void>((resolve) => {
          let underWay = 0;
          let sendable = window;
          const fill = (): void => {
            for (; sendable >= 1; sendable--, underWay += message.length) line.send(message);
          };
          line.onMessage = (length) => {
            octets += length;
            underWay -= length;
            sendable += length / message.length;
            if (performance.now() < until) fill();
            else if (underWay <= 0) resolve();
          };
          fill();
        }),
    ),
  );
  return (octets / (performance.now() - start)) * 1000;
}

/** Exchanges one message at a time on each connection. @returns the round-trip times, in us */
async function roundTrips(lines: readonly BenchConnection[], message: Uint8Array): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + ROUND_MS;
  await Promise.all(
    lines.map(
      (line) =>
        new Promise<void>((resolve) => {
          let start = performance.now();
          line.onMessage = () => {
            const now = performance.now();
            times.push((now - start) * 1000);
            if (now >= until) return resolve();
            start = now;
            line.send(message);
          };
          line.send(message);
        }),
    ),
  );
  return times;
}

/** Runs a task with connections to a server process of each subject, and ends them. */
async function withAll<T>(connections: number, work: (dialled: Readonly<Record<SubjectName, DialledClient>>) => Promise<T>): Promise<T> {
  const names = Object.keys(SUBJECTS) as SubjectName[];
  const servers = await Promise.all(names.map(startServerProcess));
  const dialled = await Promise.all(names.map((name, at) => SUBJECTS[name].dial(servers[at]?.port ?? 0, connections, 1)));
  try {
    return await work(Object.fromEntries(names.map((name, at) => [name, dialled[at]])) as Record<SubjectName, DialledClient>);
  } finally {
    for (const each of dialled) each.end();
    for (const each of servers) each.end();
  }
}

async function throughput({ connections, size, window, targets }: EchoCase): Promise<string[]> {
  return withAll(connections, async (dialled) => {
    const message = new Uint8Array(size).fill(0x61);
    const chunk = new Uint8Array(size + FRAME_HEADER_OCTETS).fill(0x61);
    const run = (name: SubjectName, octets: Uint8Array) => async () =>
      (await pipelined(dialled[name].lines, octets, window)) / octets.length;
    const runs = {
      websocket2: run("websocket2", message),
      ws: run("ws", message),
      rfc8441: run("rfc8441", message),
      plain: run("plain", chunk),
    };
    await alternate(WARM_UP_ROUNDS, runs);
    const found = await alternate(ROUNDS, runs);
    const next = (name: SubjectName): string => ratio(found.websocket2 / found[name], targets[name]);
    return [
      `${size} octets, ${connections} connection${connections === 1 ? "" : "s"}, window ${window}`,
      `${(found.websocket2 / 1000).toFixed(1)}k`,
      next("ws"),
      next("rfc8441"),
      next("plain"),
    ];
  });
}

async function pingPong(connections: number): Promise<string[][]> {
  return withAll(connections, async (dialled) => {
    const message = new Uint8Array(125).fill(0x61);
    const times: Record<SubjectName, number[]> = { websocket2: [], ws: [], rfc8441: [], plain: [] };
    const one = (name: SubjectName) => async () => {
      const found = await roundTrips(dialled[name].lines, message);
      times[name].push(...found);
      return found.length;
    };
    const runs = { websocket2: one("websocket2"), ws: one("ws"), rfc8441: one("rfc8441") };
    await alternate(WARM_UP_ROUNDS, runs);
    for (const name of Object.keys(times) as SubjectName[]) times[name] = [];
    await alternate(ROUNDS, runs);
    const cell = (name: SubjectName, part: number): string => quantile(times[name], part).toFixed(0);
    return [0.5, 0.99].map((part) => [
      `${connections} connection${connections === 1 ? "" : "s"}, p${part * 100}`,
      cell("websocket2", part),
      cell("ws", part),
      cell("rfc8441", part),
    ]);
  });
}

/** Returns the section, in Markdown. */
export async function echo(): Promise<string> {
  const rows: string[][] = [];
  for (const each of CASES) rows.push(await throughput(each));
  const pings = [...(await pingPong(1)), ...(await pingPong(50))];
  return `## Echo on loopback

The server runs in a process of its own, over cleartext. Each connection keeps a window of binary messages under way and sends the next
one when one comes back. Median of ${ROUNDS} alternating rounds of ${ROUND_MS} ms, after ${WARM_UP_ROUNDS} that do not count. First WebSocket2 in messages per second, then
its ratio to each of the others; targets in brackets. \`ws\` over HTTP/1.1 has a TCP connection for each of its connections; all others
share one HTTP/2 connection with the windows of WebSocket2. Over RFC 8441 \`ws\` writes to the streams of \`node:http2\`. The plain stream
echoes octets as they arrive, without messages, and is the upper bound: it writes once per chunk that arrives.

${table(["messages", "a second", "ws", "ws, RFC 8441", "plain stream"], rows)}

Round-trip times in us, 125 octets, one message at a time on each connection:

${table(["", "WebSocket2", "ws", "ws, RFC 8441"], pings)}`;
}
