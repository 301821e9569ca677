/**
 * Stalls a reader. Its sender must stop, and the other connections of the HTTP/2 connection must continue.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { STREAM_WINDOW } from "../../reference/http2/stream/session-options.ts";
import { limit } from "../../reference/schema/index.ts";
import { waitUntil } from "../common/waiting.ts";
import { echoResource, eventLoopTurn, SETTLE_TIMEOUT_MS, startLoopbackServer } from "./loopback-server.ts";
import { formatOctets } from "./memory-usage.ts";
import { ensure, type Soak } from "./soak.ts";

const MESSAGE_OCTETS = 16 * 1024;

/** The octets that Node.js may hold for a socket that accepts none. */
const SOCKET_OCTETS = 256 * 1024;

/** The octets that may be under way to a stalled reader: in its queue, in the stream window, and in the socket. */
const MAX_UNDER_WAY = limit.value("queuedOctets") + STREAM_WINDOW + SOCKET_OCTETS;

/** Exchanges messages one by one. */
async function exchangeMessages(connection: Connection, count: number): Promise<void> {
  const reader = connection.readable.getReader();
  for (let at = 0; at < count; at += 1) {
    connection.send(String(at));
    const { value } = await reader.read();
    ensure(value === String(at), () => `expected the echo ${at}, found ${String(value)}`);
  }
}

/** Reads until a number of octets has arrived. */
function readAll(connection: Connection, expected: number): Promise<void> {
  return new Promise((resolve) => {
    let at = 0;
    connection.onmessage = (message) => {
      const bytes = message as Uint8Array;
      ensure(bytes[0] === (at / MESSAGE_OCTETS) % 256, () => `the message at octet ${at} came out of order`);
      at += bytes.length;
      if (at === expected) resolve();
    };
  });
}

/** Runs one round. @param stalls - the end that stalls. @returns the octets that its peer sent */
async function round(
  size: { readonly octets: number; readonly others: number; readonly messages: number },
  stalls: "server" | "client",
): Promise<number> {
  let accept: (connection: Connection) => void = () => undefined;
  const stalled = new Promise<Connection>((resolve) => (accept = resolve));
  const server = await startLoopbackServer({
    resources: {
      "/stalled": { connection: (connection) => accept(connection) },
      "/echo": echoResource,
    },
  });
  const client = new Client({ sharedBy: Infinity });
  const clientEnd = await client.connect(`${server.url}/stalled`);
  const serverEnd = await stalled;
  const [sender, reader] = stalls === "server" ? [clientEnd, serverEnd] : [serverEnd, clientEnd];
  const others = await Promise.all(Array.from({ length: size.others }, () => client.connect(`${server.url}/echo`)));
  ensure(server.sessions.size === 1, () => `expected one HTTP/2 connection, found ${server.sessions.size}`);
  const count = Math.floor(size.octets / MESSAGE_OCTETS);
  for (let at = 0; at < count; at += 1) sender.send(new Uint8Array(MESSAGE_OCTETS).fill(at % 256));
  await Promise.all(others.map((other) => exchangeMessages(other, size.messages)));
  const sent = count * MESSAGE_OCTETS - sender.bufferedAmount;
  ensure(
    sent <= MAX_UNDER_WAY,
    () => `expected the sender to stop within ${formatOctets(MAX_UNDER_WAY)}, found ${formatOctets(sent)} sent`,
  );
  await readAll(reader, count * MESSAGE_OCTETS);
  const empty = await waitUntil(() => sender.bufferedAmount === 0, SETTLE_TIMEOUT_MS);
  ensure(empty, () => `expected an empty queue, found ${formatOctets(sender.bufferedAmount)}`);
  await eventLoopTurn();
  await client.close();
  await server.end();
  return sent;
}

/** Stalls the reader at the server, then at the client. */
export const stalled: Soak = async ({ stalled: size }, _random, report) => {
  for (const stalls of ["server", "client"] as const) {
    const sent = await round(size, stalls);
    report(
      `the ${stalls} stalls: its peer sent ${formatOctets(sent)} of ${formatOctets(size.octets)} and stopped; ` +
        `${size.others} others on the same HTTP/2 connection exchanged ${size.messages} messages each; then the rest arrived`,
    );
  }
};
