import test from "ava";

import { compressor } from "../../../reference/compression/index.ts";
import { MessageBudget } from "../../../reference/connection/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { EndpointPair, type TestEndpoint } from "./endpoint-pair.ts";

const BUDGET = 100_000;
const HALF = 50_000;

const binary = (size: number): Uint8Array => encodeFrame({ type: "binary", bytes: new Uint8Array(size) });

function compressed(size: number): Uint8Array {
  const payload = compressor({ lz4: 1 }).compress(new Uint8Array(size)) as Uint8Array;
  return encodeFrame({ type: "binary", compression: "lz4", payload });
}

/** Returns two servers of different connections that share a budget; their applications have paused. */
function pausedServers(budget: MessageBudget): readonly [TestEndpoint, TestEndpoint] {
  const open = (): TestEndpoint => {
    const pair = new EndpointPair({ server: { messageBudget: budget } });
    pair.policy = { compression: { lz4: [1, 1] } };
    const { server } = pair.open({ offer: { lz4: [1, 1] } }).settle();
    server.core.pause();
    return server;
  };
  return [open(), open()];
}

test("at the budget both connections are read; one octet more stops those whose applications have paused", (t) => {
  const budget = new MessageBudget(BUDGET);
  const [one, two] = pausedServers(budget);
  one.core.receiveData(binary(HALF));
  two.core.receiveData(binary(HALF));
  t.is(budget.waitingOctets, BUDGET);
  t.deepEqual([one.receivePaused, two.receivePaused], [false, false]);
  two.core.receiveData(binary(1));
  t.is(budget.waitingOctets, BUDGET + 1);
  t.true(two.receivePaused);
  one.core.receiveData(binary(0));
  t.true(one.receivePaused);
});

test("a compressed message is read up to the budget, and one more message exceeds it at most", (t) => {
  const budget = new MessageBudget(BUDGET);
  const [one, two] = pausedServers(budget);
  one.core.receiveData(Buffer.concat([compressed(HALF), compressed(HALF)]));
  t.is(budget.waitingOctets, BUDGET);
  two.core.receiveData(Buffer.concat([compressed(70_000), compressed(1000), compressed(1000)]));
  t.is(budget.waitingOctets, BUDGET + 70_000);
  one.core.receiveData(compressed(HALF));
  t.is(budget.waitingOctets, BUDGET + 70_000);
});

test("a connection whose application takes messages receives them although others exceed the budget", (t) => {
  const budget = new MessageBudget(BUDGET);
  const [one, two] = pausedServers(budget);
  one.core.receiveData(binary(BUDGET + 1));
  two.core.resume();
  two.core.receiveData(Buffer.concat([compressed(BUDGET), binary(7)]));
  t.is(two.messages.length, 2);
  t.false(two.receivePaused);
  t.is(budget.waitingOctets, BUDGET + 1);
});

test("a message larger than the budget is let through where nothing waits", (t) => {
  const budget = new MessageBudget(10);
  const [one, two] = pausedServers(budget);
  one.core.receiveData(compressed(BUDGET));
  t.is(budget.waitingOctets, BUDGET);
  one.core.resume();
  t.is(one.messages.length, 1);
  two.core.receiveData(compressed(BUDGET));
  t.is(budget.waitingOctets, BUDGET);
});

test("when one application takes its messages, the other connection reads on in a later turn", (t) => {
  const budget = new MessageBudget(BUDGET);
  const [one, two] = pausedServers(budget);
  one.core.receiveData(binary(BUDGET + 1));
  two.core.receiveData(compressed(HALF));
  t.true(two.receivePaused);
  t.false(two.runTurn());
  one.core.resume();
  t.true(two.readScheduled);
  t.is(budget.waitingOctets, 0);
  t.true(two.runTurn());
  t.is(budget.waitingOctets, HALF);
  t.false(two.receivePaused);
});

test("messages of a connection that has ended do not count, though its application may still take them", (t) => {
  const budget = new MessageBudget(BUDGET);
  const [one, two] = pausedServers(budget);
  one.core.receiveData(binary(BUDGET + 1));
  two.core.receiveData(compressed(HALF));
  one.core.receiveReset(8);
  t.is(budget.waitingOctets, 0);
  t.true(two.runTurn());
  t.is(budget.waitingOctets, HALF);
  one.core.resume();
  t.is(one.messages.length, 1);
  t.is(budget.waitingOctets, HALF);
});

test("the octets of a frame in progress count until its message is taken, and hold up a connection whose application has paused", (t) => {
  const budget = new MessageBudget(BUDGET);
  const [one, two] = pausedServers(budget);
  const frame = binary(BUDGET + 100);
  one.core.resume();
  one.core.receiveData(frame.subarray(0, BUDGET));
  t.is(budget.waitingOctets, BUDGET);
  two.core.receiveData(binary(1));
  t.true(two.receivePaused);
  t.false(one.receivePaused);
  one.core.receiveData(frame.subarray(BUDGET));
  t.is(one.messages.length, 1);
  t.is(budget.waitingOctets, 1);
  t.true(two.runTurn());
  t.false(two.receivePaused);
  one.core.receiveData(frame.subarray(0, 500));
  one.core.receiveReset(8);
  t.is(budget.waitingOctets, 1);
});

test("a budget is 128 MiB by default, and refuses what is no number from 0", (t) => {
  t.is(new MessageBudget().octets, 134_217_728);
  t.is(new MessageBudget(0).octets, 0);
  for (const octets of [-1, NaN]) t.throws(() => new MessageBudget(octets), { name: "LocalError" });
});
