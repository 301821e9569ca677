import test from "ava";

import { compressor } from "../../../reference/compression/index.ts";
import type { TurnScheduler } from "../../../reference/connection/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { EndpointPair, type TestEndpoint } from "./endpoint-pair.ts";
import { ManualTurns } from "./manual-turns.ts";

const SIZE = 10_000;

/** A bomb for a budget of fewer octets than it has. */
const payload = compressor({ lz4: 1 }).compress(new Uint8Array(SIZE)) as Uint8Array;
const bomb = encodeFrame({ type: "binary", compression: "lz4", payload });

function openServers(count: number, turns: TurnScheduler): TestEndpoint[] {
  return Array.from({ length: count }, () => {
    const pair = new EndpointPair({ turns });
    pair.policy = { compression: { lz4: [1, 1] } };
    return pair.open({ offer: { lz4: [1, 1] } }).settle().server;
  });
}

const received = (servers: readonly TestEndpoint[]): number[] => servers.map(({ messages }) => messages.length);

test("all connections together decompress one budget in a turn, then one connection after the other", (t) => {
  const turns = new ManualTurns(100, SIZE);
  const servers = openServers(3, turns.scheduler);
  for (const server of servers) server.core.receiveData(Buffer.concat([bomb, bomb]));
  const steps = [received(servers)];
  while (turns.run()) steps.push(received(servers));
  t.deepEqual(steps, [
    [1, 0, 0],
    [2, 0, 0],
    [2, 1, 0],
    [2, 1, 1],
    [2, 2, 1],
    [2, 2, 2],
    [2, 2, 2],
  ]);
});

test("short messages of deflate count as 32 KiB each, since each sets up a state of zlib", (t) => {
  const KIB = 1024;
  const turns = new ManualTurns(100, 96 * KIB);
  const pair = new EndpointPair({ turns: turns.scheduler });
  pair.policy = { compression: { deflate: [15, 15] } };
  const { server } = pair.open({ offer: { deflate: [15, 15] } }).settle();
  const deflate = compressor({ deflate: 15 });
  const frames = Array.from({ length: 7 }, () => {
    const octets = deflate.compress(new Uint8Array(48)) as Uint8Array;
    return encodeFrame({ type: "binary", compression: "deflate", payload: octets });
  });
  server.core.receiveData(Buffer.concat(frames));
  const steps = [server.messages.length];
  while (turns.run()) steps.push(server.messages.length);
  t.deepEqual(steps, [3, 6, 7, 7]);
});

test("a message within the budget is delivered at once, also after others have used up an earlier turn", (t) => {
  const turns = new ManualTurns(100, SIZE);
  const [one, two] = openServers(2, turns.scheduler) as [TestEndpoint, TestEndpoint];
  one.core.receiveData(bomb);
  while (turns.run());
  two.core.receiveData(bomb);
  t.deepEqual(received([one, two]), [1, 1]);
});

test("a turn serves many tasks while their work fits, and the tasks behind one that throws", (t) => {
  const turns = new ManualTurns(3, SIZE);
  const { scheduler } = turns;
  const served: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    scheduler.schedule({
      takeTurn: () => {
        served.push(at);
        scheduler.budget.spend(1);
        if (at === 1) throw new RangeError("of the application");
      },
    });
  }
  t.throws(() => turns.run(), { instanceOf: RangeError });
  t.deepEqual(served, [0, 1]);
  turns.run();
  t.deepEqual(served, [0, 1, 2, 3, 4]);
  t.true(turns.run());
  t.false(turns.run());
});

test("turns that spend nothing serve 128 tasks each", (t) => {
  const turns = new ManualTurns(3, SIZE);
  let served = 0;
  for (let at = 0; at < 200; at += 1) turns.scheduler.schedule({ takeTurn: () => void (served += 1) });
  turns.run();
  t.is(served, 128);
  turns.run();
  t.is(served, 200);
});

test("a task that has left a message half done is served first in the next turn, any other one last", (t) => {
  const turns = new ManualTurns(100, 10);
  const { scheduler } = turns;
  const served: string[] = [];
  const task = (name: string, unfinished: boolean): { takeTurn: () => void } => {
    const self = {
      takeTurn: () => {
        served.push(name);
        scheduler.budget.spend(10);
        scheduler.budget.unfinished = unfinished;
        if (served.length < 4) scheduler.schedule(self);
      },
    };
    return self;
  };
  scheduler.schedule(task("unfinished", true));
  scheduler.schedule(task("done", false));
  while (turns.run());
  t.deepEqual(served, ["unfinished", "unfinished", "unfinished", "unfinished", "done"]);
  served.length = 0;
  scheduler.schedule(task("one", false));
  scheduler.schedule(task("two", false));
  while (turns.run());
  t.deepEqual(served, ["one", "two", "one", "two", "one"]);
});
