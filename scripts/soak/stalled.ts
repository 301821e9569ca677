/**
 * A reader that stalls: its sender has to stop, and nobody else on the HTTP/2 connection.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { waitUntil } from "../common/waiting.ts";
import { eventLoopTurn, SETTLE_TIMEOUT_MS, startLoopbackServer } from "./loopback-server.ts";
import { formatOctets } from "./memory-usage.ts";
import { ensure, type Soak } from "./soak.ts";

const MESSAGE = 16 * 1024;

/** What may be on its way to a reader that takes nothing: what the reader queues, the stream window, and what Node holds to write. */
const ON_THE_WAY = (1024 + 256 + 256) * 1024;

/** Echoes messages one by one. */
async function talk(connection: Connection, count: number): Promise<void> {
  const reader = connection.readable.getReader();
  for (let at = 0; at < count; at += 1) {
    connection.send(String(at));
    const { value } = await reader.read();
    ensure(value === String(at), () => `expected the echo ${at}, found ${String(value)}`);
  }
}

/** Reads and counts octets until so many have come. */
function readAll(connection: Connection, expected: number): Promise<void> {
  return new Promise((resolve) => {
    let at = 0;
    connection.onmessage = (message) => {
      const bytes = message as Uint8Array;
      ensure(bytes[0] === (at / MESSAGE) % 256, () => `the message at octet ${at} came out of order`);
      at += bytes.length;
      if (at === expected) resolve();
    };
  });
}

/** The stalled reader is the server's end in one round, and the client's in the other. */
async function round(size: { readonly octets: number; readonly others: number; readonly messages: number }, stalls: "server" | "client"): Promise<number> {
  let accept: (connection: Connection) => void = () => undefined;
  const stalled = new Promise<Connection>((resolve) => (accept = resolve));
  const lab = await startLoopbackServer({
    resources: {
      "/stalled": { connection: (connection) => accept(connection) },
      "/echo": { connection: (connection) => void (connection.onmessage = (message) => connection.send(message)) },
    },
  });
  const client = new Client({ sharedBy: Infinity });
  const near = await client.connect(`${lab.url}/stalled`);
  const far = await stalled;
  const [sender, reader] = stalls === "server" ? [near, far] : [far, near];
  const others = await Promise.all(Array.from({ length: size.others }, () => client.connect(`${lab.url}/echo`)));
  ensure(lab.sessions.size === 1, () => `expected one HTTP/2 connection, found ${lab.sessions.size}`);
  const count = Math.floor(size.octets / MESSAGE);
  for (let at = 0; at < count; at += 1) sender.send(new Uint8Array(MESSAGE).fill(at % 256));
  await Promise.all(others.map((other) => talk(other, size.messages)));
  const gone = count * MESSAGE - sender.bufferedAmount;
  ensure(gone <= ON_THE_WAY, () => `expected the sender to stop within ${formatOctets(ON_THE_WAY)}, found that ${formatOctets(gone)} went out`);
  await readAll(reader, count * MESSAGE);
  const empty = await waitUntil(() => sender.bufferedAmount === 0, SETTLE_TIMEOUT_MS);
  ensure(empty, () => `expected nothing to wait, found ${formatOctets(sender.bufferedAmount)}`);
  await eventLoopTurn();
  await client.close();
  await lab.end();
  return gone;
}

/** A reader that stalls. */
export const stalled: Soak = async ({ stalled: size }, _random, tell) => {
  for (const stalls of ["server", "client"] as const) {
    const gone = await round(size, stalls);
    tell(
      `the ${stalls} stalls: its peer sent ${formatOctets(gone)} of ${formatOctets(size.octets)} and stopped; ` +
        `${size.others} others on the same HTTP/2 connection exchanged ${size.messages} messages each; then the rest arrived`,
    );
  }
};
