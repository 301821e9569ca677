/**
 * Exchanges messages over many connections at once, with random sizes, cuts, compression and pauses. Each message must arrive once,
 * whole and in order.
 *
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";

import { Client, type Connection } from "../../reference/http2/index.ts";
import { anyCompression, compressionOffers } from "./compression-offers.ts";
import { startLoopbackServer, eventLoopTurn } from "./loopback-server.ts";
import { formatOctets } from "./memory-usage.ts";
import type { SeededRandom } from "../common/random.ts";
import { startRelay } from "./relay.ts";
import { sameMessage, MessageSequence } from "./message-sequence.ts";
import { ensure, type Soak, SoakError } from "./soak.ts";

/** Connections that share an HTTP/2 connection. */
const SHARED = 10;

/** A sender pauses while more octets are queued. */
const HIGH_WATER_MARK = 256 * 1024;
/** One message in 10 is sent uncompressed. */
const UNCOMPRESSED_EVERY = 10;
/** After one message in 40 an end pauses for a turn of the event loop, after one in 400 for up to 5 ms. */
const TURN_EVERY = 40;
const PAUSE_EVERY = 400;

async function pauseAtRandom(random: SeededRandom): Promise<void> {
  if (random.once(TURN_EVERY)) await eventLoopTurn();
  if (random.once(PAUSE_EVERY)) await wait(random.below(5));
}

/** The sum of all messages received so far. */
interface OctetTally {
  octets: number;
}

async function send(connection: Connection, count: number, sequence: MessageSequence, random: SeededRandom): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const accepted = connection.send(sequence.next(), random.once(UNCOMPRESSED_EVERY) ? { compress: false } : {});
    ensure(accepted, () => `message ${at} was not accepted in the state ${connection.state}`);
    while (connection.bufferedAmount > HIGH_WATER_MARK) await eventLoopTurn();
    await pauseAtRandom(random);
  }
}

/** Reads until all messages have arrived, and fails on any further one. */
function receive(connection: Connection, count: number, sequence: MessageSequence, random: SeededRandom, tally: OctetTally): Promise<void> {
  return new Promise((resolve, reject) => {
    let at = 0;
    connection.onclose = ({ code, seen }) => reject(new SoakError(`closed with ${code} after ${at} of ${count} messages: ${seen ?? ""}`));
    connection.onmessage = (found) => {
      if (at >= count) reject(new SoakError(`expected ${count} messages, found one more`));
      if (!sameMessage(sequence.next(), found)) reject(new SoakError(`message ${at} is not the one that was sent`));
      at += 1;
      tally.octets += found.length;
      if (at === count) resolve();
      if (!random.once(TURN_EVERY)) return;
      connection.pause();
      void pauseAtRandom(random).then(() => connection.resume());
    };
  });
}

interface MessagesRun {
  readonly url: string;
  readonly accepted: Map<string, (connection: Connection) => void>;
  readonly count: number;
  readonly tally: OctetTally;
}

async function converse({ url, accepted, count, tally }: MessagesRun, client: Client, at: number, random: SeededRandom): Promise<void> {
  const offer = compressionOffers[at % compressionOffers.length];
  const atServer = new Promise<Connection>((resolve) => accepted.set(`/${at}`, resolve));
  const near = await client.connect(`${url}/${at}`, offer === undefined ? {} : { compression: offer });
  const far = await atServer;
  ensure((near.compression === null) === (offer === undefined), () => `connection ${at} agreed on ${JSON.stringify(near.compression)}`);
  const seeds = [random.below(2 ** 32), random.below(2 ** 32)] as const;
  const [up, down] = seeds.map((seed) => new MessageSequence(seed)) as [MessageSequence, MessageSequence];
  const received = [
    receive(far, count, new MessageSequence(seeds[0]), random.fork(), tally),
    receive(near, count, new MessageSequence(seeds[1]), random.fork(), tally),
  ];
  await Promise.all([...received, send(near, count, up, random.fork()), send(far, count, down, random.fork())]);
  for (const end of [near, far]) end.onclose = null;
  near.close();
  const { wasClean } = await near.closed;
  ensure(wasClean, () => `connection ${at} did not end cleanly`);
  const statistics = [near.statistics(), far.statistics()];
  ensure(
    statistics.every(({ received: { messages } }) => messages === count),
    () => `connection ${at}: expected ${count} messages each way, found ${JSON.stringify(statistics)}`,
  );
}

/** Exchanges messages over many connections. */
export const messages: Soak = async ({ messages: { messages: all, connections } }, random, report) => {
  const accepted: MessagesRun["accepted"] = new Map();
  const resource = {
    compression: anyCompression,
    connection: (connection: Connection, { path }: { readonly path: string }) => accepted.get(path)?.(connection),
  };
  const server = await startLoopbackServer({ resources: () => resource });
  const relay = await startRelay(server.port, random.fork());
  const clients = Array.from({ length: Math.ceil(connections / SHARED) }, () => new Client({ sharedBy: Infinity }));
  const count = Math.round(all / connections / 2);
  const tally = { octets: 0 };
  const began = performance.now();
  const run = { url: relay.url, accepted, count, tally };
  await Promise.all(
    Array.from({ length: connections }, (_, at) => converse(run, clients[Math.floor(at / SHARED)] as Client, at, random.fork())),
  );
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  relay.end();
  await server.end();
  report(
    `${count * connections * 2} messages (${formatOctets(tally.octets)}) both ways over ${connections} connections in ${seconds.toFixed(0)} s: each once, whole, in order`,
  );
};
