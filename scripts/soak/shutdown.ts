/**
 * Shuts a server down while messages go both ways. Each message that was accepted before must arrive.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { startLoopbackServer, eventLoopTurn } from "./loopback-server.ts";
import type { SeededRandom } from "../common/random.ts";
import { ensure, type Soak } from "./soak.ts";

/** Messages of one direction of one connection. */
interface DirectionCounts {
  accepted: number;
  received: number;
}

/** Sends until the connection accepts no more messages. */
async function send(connection: Connection, most: number, direction: DirectionCounts, random: SeededRandom): Promise<void> {
  while (direction.accepted < most && connection.send(String(direction.accepted).repeat(1 + random.below(500)))) {
    direction.accepted += 1;
    if (random.once(4)) await eventLoopTurn();
  }
}

function count(connection: Connection, direction: DirectionCounts): void {
  connection.onmessage = (message) => {
    const expected = String(direction.received);
    ensure((message as string).startsWith(expected), () => `expected message ${expected}, found ${String(message).slice(0, 20)}`);
    direction.received += 1;
  };
}

async function round(connections: number, messages: number, random: SeededRandom): Promise<number> {
  const sending: Promise<void>[] = [];
  const ends: Connection[] = [];
  const begin = (connection: Connection, outbound: DirectionCounts, inbound: DirectionCounts): void => {
    ends.push(connection);
    count(connection, inbound);
    sending.push(send(connection, messages, outbound, random.fork()));
  };
  const pairs = Array.from({ length: connections }, (): [DirectionCounts, DirectionCounts] => [
    { accepted: 0, received: 0 },
    { accepted: 0, received: 0 },
  ]);
  const directions = pairs.flat();
  const pairOf = (at: number): [DirectionCounts, DirectionCounts] => pairs[at] as [DirectionCounts, DirectionCounts];
  const server = await startLoopbackServer({
    resources: () => ({
      connection: (connection, { path }) => {
        const [up, down] = pairOf(Number(path.slice(1)));
        begin(connection, down, up);
      },
    }),
  });
  const client = new Client({ sharedBy: Infinity });
  for (const [at, [up, down]] of pairs.entries()) begin(await client.connect(`${server.url}/${at}`), up, down);
  for (let wait = random.below(messages); wait > 0; wait -= 1) await eventLoopTurn();
  await server.ws.close();
  const reports = await Promise.all(ends.map(({ closed }) => closed));
  await Promise.all(sending);
  for (const { code, wasClean, seen } of reports) ensure(wasClean, () => `expected a clean end, found ${code}: ${seen ?? ""}`);
  for (const { accepted, received } of directions) {
    ensure(accepted === received, () => `of ${accepted} accepted messages, ${received} arrived`);
  }
  await client.close();
  await server.end();
  return directions.reduce((sum, { accepted }) => sum + accepted, 0);
}

/** Shuts servers down under load. */
export const shutdown: Soak = async ({ shutdown: { rounds, connections, messages } }, random, report) => {
  let accepted = 0;
  for (let at = 0; at < rounds; at += 1) accepted += await round(connections, messages, random);
  report(`${rounds} shutdowns under load on ${connections} connections: all ${accepted} accepted messages arrived`);
};
