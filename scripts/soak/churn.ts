/**
 * Opens and ends connections in every way. Memory must not grow.
 *
 * @module
 */
import { Client, type Connection, OpeningError } from "../../reference/http2/index.ts";
import type { SeededRandom } from "../common/random.ts";
import { waitUntil } from "../common/waiting.ts";
import { anyCompression, compressionOffers } from "./compression-offers.ts";
import { echoResource, type LoopbackServer, SETTLE_TIMEOUT_MS, startLoopbackServer } from "./loopback-server.ts";
import { formatOctets, measureMemory } from "./memory-usage.ts";
import { MessageSequence } from "./message-sequence.ts";
import { ensure, type Soak } from "./soak.ts";

/** Connections of a round, and messages of each. */
const CONNECTIONS = 10;
const MESSAGES = 5;
/** Rounds between two measurements of memory. The first one follows as many rounds, when code is compiled and caches are filled. */
const MEASURE_EVERY = 10;
/** The allowed growth of memory, in octets. A leak of one connection a round exceeds it in a run of minutes. */
const MAX_GROWTH = 4 * 1024 * 1024;

async function exchangeMessages(connection: Connection, sequence: MessageSequence): Promise<void> {
  for (let at = 0; at < MESSAGES; at += 1) {
    const answer = new Promise((resolve) => (connection.onmessage = resolve));
    connection.send(sequence.next());
    await answer;
  }
}

async function abortOpening(client: Client, url: string): Promise<void> {
  const abort = new AbortController();
  const opening = client.connect(url, { signal: abort.signal });
  abort.abort();
  await opening.catch((error: unknown) => ensure(error instanceof OpeningError, () => `expected an OpeningError, found ${String(error)}`));
}

/** The ends of a round: by the clients, by the server, by the loss of the HTTP/2 connection, by the client object. */
const endings: readonly ((server: LoopbackServer, client: Client, connections: readonly Connection[]) => unknown)[] = [
  (_server, _client, connections) => connections.forEach((connection) => connection.close(1000, "done")),
  (server) => [...server.ws.connections].forEach((connection) => connection.close(1001)),
  (server) => [...server.sessions].forEach((session) => session.destroy()),
  (_server, client) => client.close(),
];

async function round(server: LoopbackServer, random: SeededRandom): Promise<void> {
  const client = new Client({ sharedBy: Infinity });
  const compression = random.pick(compressionOffers);
  const options = compression === undefined ? {} : { compression };
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => client.connect(server.url, options)));
  await abortOpening(client, server.url);
  await Promise.all(connections.map((connection) => exchangeMessages(connection, new MessageSequence(random.below(2 ** 32)))));
  random.pick(endings)(server, client, connections);
  await Promise.all(connections.map(({ closed }) => closed));
  await client.close();
  const allGone = await waitUntil(() => server.ws.connections.size === 0 && server.sessions.size === 0, SETTLE_TIMEOUT_MS);
  ensure(
    allGone,
    () => `expected no connection to remain, found ${server.ws.connections.size} on ${server.sessions.size} HTTP/2 connections`,
  );
}

/** Opens and ends connections. */
export const churn: Soak = async ({ churn: { rounds, minutes } }, random, report) => {
  const server = await startLoopbackServer({ resources: { "/": { ...echoResource, compression: anyCompression } } });
  const until = performance.now() + minutes * 60_000;
  const used: number[] = [];
  let done = 0;
  while (done < rounds || performance.now() < until) {
    await round(server, random);
    done += 1;
    if (done % MEASURE_EVERY === 0) used.push((await measureMemory()).used);
  }
  await server.end();
  const [first = 0, last = 0, most] = [used[0], used.at(-1), Math.max(...used)];
  ensure(
    last - first < MAX_GROWTH,
    () => `expected memory not to grow, found ${formatOctets(first)} after ${MEASURE_EVERY} rounds and ${formatOctets(last)} after ${done}`,
  );
  report(
    `${done} rounds of ${CONNECTIONS} connections: ${formatOctets(first)} after ${MEASURE_EVERY} rounds, ${formatOctets(last)} at the end, ${formatOctets(most)} at most`,
  );
};
