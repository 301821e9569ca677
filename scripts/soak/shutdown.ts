/**
 * A server that shuts down while messages go both ways: what was taken before arrives, at both ends.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { startLoopbackServer, eventLoopTurn } from "./loopback-server.ts";
import type { SeededRandom } from "../common/random.ts";
import { ensure, type Soak } from "./soak.ts";

/** One direction of one connection. */
interface DirectionCounts {
  taken: number;
  got: number;
}

/** Sends until messages are taken no more. */
async function send(connection: Connection, most: number, way: DirectionCounts, random: SeededRandom): Promise<void> {
  while (way.taken < most && connection.send(String(way.taken).repeat(1 + random.below(500)))) {
    way.taken += 1;
    if (random.once(4)) await eventLoopTurn();
  }
}

function count(connection: Connection, way: DirectionCounts): void {
  connection.onmessage = (message) => {
    const expected = String(way.got);
    ensure((message as string).startsWith(expected), () => `expected message ${expected}, found ${String(message).slice(0, 20)}`);
    way.got += 1;
  };
}

async function round(connections: number, messages: number, random: SeededRandom): Promise<number> {
  const ways: DirectionCounts[] = [];
  const sending: Promise<void>[] = [];
  const ends: Connection[] = [];
  const begin = (connection: Connection, out: DirectionCounts, back: DirectionCounts): void => {
    ends.push(connection);
    count(connection, back);
    sending.push(send(connection, messages, out, random.fork()));
  };
  const pairs = Array.from({ length: connections }, (): [DirectionCounts, DirectionCounts] => [{ taken: 0, got: 0 }, { taken: 0, got: 0 }]);
  ways.push(...pairs.flat());
  const pairOf = (at: number): [DirectionCounts, DirectionCounts] => pairs[at] as [DirectionCounts, DirectionCounts];
  const lab = await startLoopbackServer({
    resources: () => ({
      connection: (connection, { path }) => {
        const [there, back] = pairOf(Number(path.slice(1)));
        begin(connection, back, there);
      },
    }),
  });
  const client = new Client({ sharedBy: Infinity });
  for (const [at, [there, back]] of pairs.entries()) begin(await client.connect(`${lab.url}/${at}`), there, back);
  for (let wait = random.below(messages); wait > 0; wait -= 1) await eventLoopTurn();
  await lab.ws.close();
  const reports = await Promise.all(ends.map(({ closed }) => closed));
  await Promise.all(sending);
  for (const { code, wasClean, seen } of reports) ensure(wasClean, () => `expected a clean end, found ${code}: ${seen ?? ""}`);
  for (const { taken, got } of ways) ensure(taken === got, () => `of ${taken} messages that were taken, ${got} arrived`);
  await client.close();
  await lab.end();
  return ways.reduce((sum, { taken }) => sum + taken, 0);
}

/** Shutdowns under load. */
export const shutdown: Soak = async ({ shutdown: { rounds, connections, messages } }, random, tell) => {
  let taken = 0;
  for (let at = 0; at < rounds; at += 1) taken += await round(connections, messages, random);
  tell(`${rounds} shutdowns with messages under way on ${connections} connections: all ${taken} messages that were taken arrived, at both ends`);
};
