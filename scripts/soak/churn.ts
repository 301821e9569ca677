/**
 * Connections that come and go, in every way: memory has to stay where it is.
 *
 * @module
 */
import { Client, type Connection, OpeningError } from "../../reference/http2/index.ts";
import { waitUntil } from "../common/waiting.ts";
import { echoOptions, SETTLE_TIMEOUT_MS, startLoopbackServer, type LoopbackServer } from "./loopback-server.ts";
import { measureMemory, formatOctets } from "./memory-usage.ts";
import type { SeededRandom } from "../common/random.ts";
import { MessageSequence } from "./message-sequence.ts";
import { ensure, type Soak } from "./soak.ts";

/** Connections of a round, and messages of each. */
const [CONNECTIONS, MESSAGES] = [10, 5];
/** Rounds between two looks at memory; that many come first, for what is compiled and cached. */
const MEASURE_EVERY = 10;
/** What memory may be above where it began: far below what a leak of a connection in each round would come to over time. */
const MAX_GROWTH = 4 * 1024 * 1024;

async function echoes(connection: Connection, script: MessageSequence): Promise<void> {
  for (let at = 0; at < MESSAGES; at += 1) {
    const answer = new Promise((resolve) => (connection.onmessage = resolve));
    connection.send(script.next());
    await answer;
  }
}

async function aborted(client: Client, url: string): Promise<void> {
  const abort = new AbortController();
  const opening = client.connect(url, { signal: abort.signal });
  abort.abort();
  await opening.catch((error: unknown) => ensure(error instanceof OpeningError, () => `expected an OpeningError, found ${String(error)}`));
}

/** The ways in which a round ends. */
const endings: readonly ((lab: LoopbackServer, client: Client, connections: readonly Connection[]) => unknown)[] = [
  (_lab, _client, connections) => connections.forEach((connection) => connection.close(1000, "done")),
  (lab) => [...lab.ws.connections].forEach((connection) => connection.close(1001)),
  (lab) => [...lab.sessions].forEach((session) => session.destroy()),
  (_lab, client) => client.close(),
];

async function round(lab: LoopbackServer, random: SeededRandom): Promise<void> {
  const client = new Client({ sharedBy: Infinity });
  const compression = random.once(2) ? {} : { compression: random.once(2) ? { lz4: [1, 9] as const } : { deflate: [9, 15] as const } };
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => client.connect(lab.url, compression)));
  await aborted(client, lab.url);
  await Promise.all(connections.map((connection) => echoes(connection, new MessageSequence(random.below(2 ** 32)))));
  endings[random.below(endings.length)]?.(lab, client, connections);
  await Promise.all(connections.map(({ closed }) => closed));
  await client.close();
  const gone = await waitUntil(() => lab.ws.connections.size === 0 && lab.sessions.size === 0, SETTLE_TIMEOUT_MS);
  ensure(gone, () => `expected nothing to be left, found ${lab.ws.connections.size} connections on ${lab.sessions.size} HTTP/2 connections`);
}

/** Connections that come and go. */
export const churn: Soak = async ({ churn: { rounds, minutes } }, random, tell) => {
  const { resources } = echoOptions;
  const methods = { lz4: [1, 9], deflate: [9, 15] } as const;
  const lab = await startLoopbackServer({ resources: Object.fromEntries(Object.entries(resources).map(([path, resource]) => [path, { ...resource, compression: { methods } }])) });
  const until = performance.now() + minutes * 60_000;
  const used: number[] = [];
  let done = 0;
  while (done < rounds || performance.now() < until) {
    await round(lab, random);
    done += 1;
    if (done % MEASURE_EVERY === 0) used.push((await measureMemory()).used);
  }
  await lab.end();
  const [first = 0, last = 0, most] = [used[0], used.at(-1), Math.max(...used)];
  ensure(last - first < MAX_GROWTH, () => `expected memory not to grow, found ${formatOctets(first)} after ${MEASURE_EVERY} rounds and ${formatOctets(last)} after ${done}`);
  tell(`${done} rounds of ${CONNECTIONS} connections that come and go: ${formatOctets(first)} after ${MEASURE_EVERY} rounds, ${formatOctets(last)} at the end, ${formatOctets(most)} at most`);
};
