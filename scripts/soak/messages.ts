/**
 * Messages both ways over many connections at once, with random sizes, cuts, compression and pauses: every one arrives once, whole
 * and in order.
 *
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";

import { Client, type Connection } from "../../reference/http2/index.ts";
import type { CompressionOffer } from "../../reference/schema/headers/index.ts";
import { openLab, turn } from "./lab.ts";
import { octets } from "./memory.ts";
import type { Random } from "./random.ts";
import { relayTo } from "./relay.ts";
import { same, Script } from "./script.ts";
import { ensure, type Soak, SoakError } from "./soak.ts";

/** Connections that share an HTTP/2 connection. */
const SHARED = 10;

const OFFERS: readonly (CompressionOffer | undefined)[] = [undefined, { lz4: [1, 9] }, { deflate: [9, 15] }];

/** A sender waits while more octets than this wait. */
const ENOUGH = 256 * 1024;
/** One message in so many goes uncompressed, makes its sender or reader pause for a turn, and for some milliseconds. */
const [PLAIN, TURN, WHILE] = [10, 40, 400];

async function rest(random: Random): Promise<void> {
  if (random.once(TURN)) await turn();
  if (random.once(WHILE)) await wait(random.below(5));
}

/** Octets of messages so far. */
interface Tally {
  octets: number;
}

async function send(connection: Connection, count: number, script: Script, random: Random): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const taken = connection.send(script.next(), random.once(PLAIN) ? { compress: false } : {});
    ensure(taken, () => `message ${at} was not taken in the state ${connection.state}`);
    while (connection.bufferedAmount > ENOUGH) await turn();
    await rest(random);
  }
}

/** Reads until all have come; the connection reads on, so that one too many is seen. */
function receive(connection: Connection, count: number, script: Script, random: Random, tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    let at = 0;
    connection.onclose = ({ code, seen }) => reject(new SoakError(`closed with ${code} after ${at} of ${count} messages: ${seen ?? ""}`));
    connection.onmessage = (found) => {
      if (at >= count) reject(new SoakError(`expected ${count} messages, found one more`));
      if (!same(script.next(), found)) reject(new SoakError(`message ${at} is not the one that was sent`));
      at += 1;
      tally.octets += found.length;
      if (at === count) resolve();
      if (!random.once(TURN)) return;
      connection.pause();
      void rest(random).then(() => connection.resume());
    };
  });
}

interface Run {
  readonly url: string;
  readonly accepted: Map<string, (connection: Connection) => void>;
  readonly count: number;
  readonly tally: Tally;
}

async function converse({ url, accepted, count, tally }: Run, client: Client, at: number, random: Random): Promise<void> {
  const offer = OFFERS[at % OFFERS.length];
  const atServer = new Promise<Connection>((resolve) => accepted.set(`/${at}`, resolve));
  const near = await client.connect(`${url}/${at}`, offer === undefined ? {} : { compression: offer });
  const far = await atServer;
  ensure((near.compression === null) === (offer === undefined), () => `connection ${at} agreed on ${JSON.stringify(near.compression)}`);
  const seeds = [random.below(2 ** 32), random.below(2 ** 32)] as const;
  const [there, back] = seeds.map((seed) => new Script(seed)) as [Script, Script];
  const received = [receive(far, count, new Script(seeds[0]), random.fork(), tally), receive(near, count, new Script(seeds[1]), random.fork(), tally)];
  await Promise.all([...received, send(near, count, there, random.fork()), send(far, count, back, random.fork())]);
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

/** Messages over many connections. */
export const messages: Soak = async ({ messages: { messages: all, connections } }, random, tell) => {
  const accepted: Run["accepted"] = new Map();
  const resource = {
    compression: { methods: { lz4: [1, 9], deflate: [9, 15] } } as const,
    connection: (connection: Connection, { path }: { readonly path: string }) => accepted.get(path)?.(connection),
  };
  const lab = await openLab({ resources: () => resource });
  const relay = await relayTo(lab.port, random.fork());
  const clients = Array.from({ length: Math.ceil(connections / SHARED) }, () => new Client({ sharedBy: Infinity }));
  const count = Math.round(all / connections / 2);
  const tally = { octets: 0 };
  const began = performance.now();
  const run = { url: relay.url, accepted, count, tally };
  await Promise.all(Array.from({ length: connections }, (_, at) => converse(run, clients[Math.floor(at / SHARED)] as Client, at, random.fork())));
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  relay.end();
  await lab.end();
  tell(`${count * connections * 2} messages (${octets(tally.octets)}) both ways over ${connections} connections in ${seconds.toFixed(0)} s: each once, whole, in order`);
};
