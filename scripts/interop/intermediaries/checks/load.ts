/**
 * Checks of load: whether many messages on many connections all arrive, each once and in order.
 *
 * @module
 */
import type { ClientOptions, Connection } from "../../../../reference/http2/index.ts";
import { withTimeout } from "../../../common/waiting.ts";
import type { ConnectionPair } from "../testbed/path-harness.ts";
import { type CheckResult, no, type PathCheck, yesIf } from "./path-check.ts";

const CONNECTIONS = 50;
const MESSAGES = 10_000;
const SIZE = 32;
const TIMEOUT_MS = 65_000;
/** Longer than usual: all connections open at once, and some proxies start threads for them. */
const HANDSHAKE_TIMEOUT_MS = 5000;
const CLOSE_TIMEOUT_MS = 5000;

/** Counts numbered messages. */
class SequenceCounter {
  next = 0;
  outOfOrder = 0;
  /** Settles when all messages have arrived or the connection has ended. */
  readonly done: Promise<void>;

  constructor(connection: Connection, onMessage: (octets: Uint8Array) => void) {
    this.done = new Promise((resolve) => {
      connection.onmessage = (data) => {
        const octets = data as Uint8Array;
        const number = new DataView(octets.buffer, octets.byteOffset).getUint32(0);
        if (number !== this.next) this.outOfOrder += 1;
        this.next += 1;
        onMessage(octets);
        if (this.next === MESSAGES) resolve();
      };
      void connection.closed.then(() => resolve());
    });
  }
}

function sendAll(connection: Connection): void {
  for (let number = 0; number < MESSAGES; number += 1) {
    const octets = new Uint8Array(SIZE);
    new DataView(octets.buffer).setUint32(0, number);
    connection.send(octets);
  }
}

/** Sends all messages and waits until all of them have come back. */
async function exchangeMessages(pairs: readonly ConnectionPair[]): Promise<CheckResult> {
  const begin = performance.now();
  const counters = pairs.flatMap(({ client, server }) => {
    const there = new SequenceCounter(server, (octets) => void server.send(octets));
    return [there, new SequenceCounter(client, () => undefined)];
  });
  for (const { client } of pairs) sendAll(client);
  await withTimeout(Promise.all(counters.map(({ done }) => done)), TIMEOUT_MS);
  const ms = performance.now() - begin;
  // Messages that arrive only with the close were held back, so they do not count.
  const arrived = counters.reduce((sum, { next }) => sum + next, 0);
  for (const { client } of pairs) client.close();
  const reports = await Promise.all(pairs.map(({ client }) => withTimeout(client.closed, CLOSE_TIMEOUT_MS)));
  const clean = reports.filter((report) => report?.wasClean === true).length;
  const wrong = counters.reduce((sum, counter) => sum + counter.outOfOrder, 0);
  const expected = 2 * CONNECTIONS * MESSAGES;
  const seen = `${arrived} of ${expected} messages, ${wrong} out of order, ${clean} of ${CONNECTIONS} closed cleanly`;
  return yesIf(arrived === expected && wrong === 0 && clean === CONNECTIONS, seen, { ms });
}

function loadCheck(id: string, title: string, sharing: string, options: Pick<ClientOptions, "sharedBy">): PathCheck {
  return {
    id,
    group: "Load",
    title,
    description: `${CONNECTIONS} connections at once, ${sharing}; on each the client sends ${MESSAGES} numbered messages of ${SIZE} octets, and the server sends each back. Yes: every message arrives at both ends, once, in order, before any close, and all connections close cleanly. Time: until the last message arrives.`,
    phase: "load",
    needs: "origin",
    needsOpen: true,
    run: async (harness) => {
      const client = harness.newClient(options);
      const connect = { limits: { handshake: HANDSHAKE_TIMEOUT_MS } };
      const openings = await Promise.allSettled(Array.from({ length: CONNECTIONS }, () => harness.connectPair(connect, client)));
      const pairs = openings.flatMap((opening) => (opening.status === "fulfilled" ? [opening.value] : []));
      if (pairs.length === CONNECTIONS) return exchangeMessages(pairs);
      for (const pair of pairs) pair.client.close();
      return no(`${pairs.length} of ${CONNECTIONS} connections open`);
    },
  };
}

/** The checks of load. */
export const loadChecks: readonly PathCheck[] = [
  loadCheck("load", `${CONNECTIONS} x ${MESSAGES}, shared`, "all on one HTTP/2 connection", { sharedBy: Infinity }),
  loadCheck(
    "load-default",
    `${CONNECTIONS} x ${MESSAGES}, by default`,
    "as many on an HTTP/2 connection as the client puts on one by default",
    {},
  ),
  loadCheck("load-apart", `${CONNECTIONS} x ${MESSAGES}, apart`, "each on an HTTP/2 connection of its own", { sharedBy: 1 }),
];
