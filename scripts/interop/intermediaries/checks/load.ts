/**
 * Are many messages on many connections delivered, each once and in order?
 *
 * @module
 */
import type { ClientOptions, Connection } from "../../../../reference/http2/index.ts";
import type { ConnectionEnds } from "../testbed/path-harness.ts";
import { type CheckResult, yesIf, no, type PathCheck } from "./path-check.ts";
import { withTimeout } from "../../../common/waiting.ts";

const CONNECTIONS = 50;
const MESSAGES = 10_000;
const SIZE = 32;
const TIMEOUT_MS = 65_000;
/** All open at once, which takes a proxy that starts threads for them its time; in ms. */
const HANDSHAKE_TIMEOUT_MS = 5000;
const limits = { handshake: HANDSHAKE_TIMEOUT_MS };
/** How long a close may take, in ms. */
const CLOSE_TIMEOUT_MS = 5000;

/** Counts messages whose number is the next one. */
class SequenceCounter {
  next = 0;
  outOfOrder = 0;
  readonly done: Promise<void>;

  constructor(connection: Connection, then: (data: Uint8Array) => void) {
    this.done = new Promise((resolve) => {
      connection.onmessage = (data) => {
        const octets = data as Uint8Array;
        const number = new DataView(octets.buffer, octets.byteOffset).getUint32(0);
        if (number !== this.next) this.outOfOrder += 1;
        this.next += 1;
        then(octets);
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

/** Sends, and waits for everything to come back. */
async function exchangeMessages(ends: readonly ConnectionEnds[]): Promise<CheckResult> {
  const begin = performance.now();
  const counters = ends.flatMap(({ client, server }) => {
    const there = new SequenceCounter(server, (octets) => void server.send(octets));
    return [there, new SequenceCounter(client, () => undefined)];
  });
  for (const { client } of ends) sendAll(client);
  await withTimeout(Promise.all(counters.map(({ done }) => done)), TIMEOUT_MS);
  const ms = performance.now() - begin;
  // What only comes with the close was held back.
  const arrived = counters.reduce((sum, { next }) => sum + next, 0);
  for (const { client } of ends) client.close();
  const reports = await Promise.all(ends.map(({ client }) => withTimeout(client.closed, CLOSE_TIMEOUT_MS)));
  const clean = reports.filter((report) => report?.wasClean === true).length;
  const wrong = counters.reduce((sum, counter) => sum + counter.outOfOrder, 0);
  const expected = 2 * CONNECTIONS * MESSAGES;
  const seen = `${arrived} of ${expected} messages, ${wrong} out of order, ${clean} of ${CONNECTIONS} closed cleanly`;
  return yesIf(arrived === expected && wrong === 0 && clean === CONNECTIONS, seen, ms);
}

type ConnectionSharing = Pick<ClientOptions, "sharedBy">;

function loadCheck(id: string, title: string, which: string, sharing: ConnectionSharing): PathCheck {
  return {
    id,
    group: "Load",
    title,
    asks: `${CONNECTIONS} connections at once, ${which}; on each the client sends ${MESSAGES} numbered messages of ${SIZE} octets, and the server sends each back. Yes: every one arrives at both ends, once, in order, before any close, and all connections close cleanly. The time is that of all together.`,
    phase: "load",
    needsOpen: true,
    run: async (lab) => {
      const client = lab.client(sharing);
      const openings = await Promise.allSettled(Array.from({ length: CONNECTIONS }, () => lab.connectBothEnds({ limits }, client)));
      const ends = openings.flatMap((opening) => (opening.status === "fulfilled" ? [opening.value] : []));
      if (ends.length === CONNECTIONS) return exchangeMessages(ends);
      for (const { client } of ends) client.close();
      return no(`${ends.length} of ${CONNECTIONS} connections open`);
    },
  };
}

/** The questions. */
export const loadChecks: readonly PathCheck[] = [
  loadCheck("load", `${CONNECTIONS} x ${MESSAGES}, shared`, "all on one HTTP/2 connection", { sharedBy: Infinity }),
  loadCheck("load-default", `${CONNECTIONS} x ${MESSAGES}, by default`, "as many on an HTTP/2 connection as our client lets share one by itself", {}),
  loadCheck("load-apart", `${CONNECTIONS} x ${MESSAGES}, apart`, "each on an HTTP/2 connection of its own", { sharedBy: 1 }),
];
