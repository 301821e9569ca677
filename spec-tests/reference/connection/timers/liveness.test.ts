import test from "ava";

import { encodeFrame, FrameDecoder } from "../../../../reference/wire/index.ts";
import { type TestEndpoint, EndpointPair, type PairOptions, WINDOW } from "../endpoint-pair.ts";

function opened(options?: PairOptions): EndpointPair {
  return new EndpointPair(options).open().flow();
}

/** The frames that an end has on its way. */
function frames(end: TestEndpoint): readonly string[] {
  const decoder = new FrameDecoder();
  return end.way.flatMap((parcel) => (parcel.is === "octets" ? decoder.push(parcel.octets) : [])).map((frame) => (frame.type === "ping" && frame.compression === undefined ? frame.kind : frame.type));
}

/** Moves the clock and lets an end look at it. */
function at(pair: EndpointPair, end: TestEndpoint, ms: number): void {
  pair.now = ms;
  end.core.handleTimeout();
  while (end.take());
  if (end.unsent > 0) end.sent();
}

test("pings after 20 s of silence, again after 20 s, and gives up 20 s after the second", (t) => {
  const pair = opened();
  const { server } = pair;
  t.is(server.core.deadline, 20_000);
  at(pair, server, 19_999);
  t.deepEqual(frames(server), []);
  at(pair, server, 20_000);
  t.deepEqual(frames(server), ["ping"]);
  at(pair, server, 39_999);
  t.deepEqual(frames(server), ["ping"]);
  at(pair, server, 40_000);
  t.deepEqual(frames(server), ["ping", "ping"]);
  at(pair, server, 59_999);
  t.is(server.core.state, "open");
  at(pair, server, 60_000);
  t.is(server.core.state, "closed");
  t.deepEqual(server.way.at(-1), { is: "reset", code: "CANCEL" });
  t.deepEqual(server.of("closed"), [{ code: 1006, reason: "", wasClean: false, seen: "no octet in spite of pings" }]);
});

test("a quiet connection stays open as long as pings are answered", (t) => {
  const pair = opened().pass(600_000);
  t.deepEqual([pair.client.core.state, pair.server.core.state], ["open", "open"]);
  t.true(pair.server.core.statistics().pings > 10);
});

test("an end that only receives pings so that its own direction stays in use", (t) => {
  const pair = opened();
  for (let second = 5; second < 20; second += 5) {
    pair.now = second * 1000;
    pair.client.core.receiveData(encodeFrame({ type: "text", text: "x" }));
  }
  at(pair, pair.client, 20_000);
  t.deepEqual(frames(pair.client), ["ping"]);
});

test("an end that only sends pings to find out whether the peer is there", (t) => {
  const pair = opened();
  for (let second = 5; second <= 20; second += 5) {
    pair.now = second * 1000;
    pair.server.core.send({ type: "text", text: "x" });
    pair.server.take();
    pair.server.sent();
  }
  pair.server.way.length = 0;
  at(pair, pair.server, 20_000);
  t.deepEqual(frames(pair.server), ["ping"]);
});

test("any octet clears the count of unanswered pings", (t) => {
  const pair = opened();
  at(pair, pair.server, 20_000);
  at(pair, pair.server, 40_000);
  pair.now = 59_999;
  pair.server.core.receiveData(Uint8Array.from([0x03]));
  at(pair, pair.server, 60_000);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 79_999);
  at(pair, pair.server, 99_999);
  at(pair, pair.server, 119_998);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 120_100);
  t.is(pair.server.core.state, "closed");
});

test("does not give up a peer that has no window to answer in", (t) => {
  const pair = opened();
  pair.server.owed = WINDOW - 10;
  for (let second = 20; second <= 400; second += 20) at(pair, pair.server, second * 1000);
  t.is(pair.server.core.state, "open");
  pair.server.owed = WINDOW - 11;
  for (let second = 420; second <= 480; second += 20) at(pair, pair.server, second * 1000);
  t.is(pair.server.core.state, "closed");
});

test("does not count while its own ping waits for window, and gives up after 300 s of that without an octet", (t) => {
  const pair = opened();
  pair.server.window = 0;
  pair.server.core.send({ type: "text", text: "stuck" });
  at(pair, pair.server, 20_000);
  at(pair, pair.server, 200_000);
  pair.server.core.receiveData(Uint8Array.from([0x02]));
  at(pair, pair.server, 320_000);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 499_999);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 500_000);
  t.is(pair.server.core.state, "closed");
});

test("pings that a peer has no window to answer do not count", (t) => {
  const pair = opened();
  pair.server.owed = WINDOW;
  for (let second = 20; second <= 100; second += 20) at(pair, pair.server, second * 1000);
  pair.server.owed = 0;
  for (const second of [120, 140, 159.9]) at(pair, pair.server, second * 1000);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 160_000);
  t.is(pair.server.core.state, "closed");
});

test("the last wait begins anew while the peer has no window", (t) => {
  const pair = opened();
  at(pair, pair.server, 20_000);
  at(pair, pair.server, 40_000);
  pair.server.owed = WINDOW;
  at(pair, pair.server, 60_000);
  pair.server.owed = 0;
  at(pair, pair.server, 79_999);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 80_000);
  t.is(pair.server.core.state, "closed");
});

test("the last wait begins anew when window is given back", (t) => {
  const pair = opened({ server: { limits: { queuedMessages: 1 } } });
  pair.server.core.pause();
  for (let count = 0; count < 2; count += 1) pair.server.core.receiveData(encodeFrame({ type: "text", text: "x" }));
  t.true(pair.server.withheld);
  at(pair, pair.server, 20_000);
  at(pair, pair.server, 40_000);
  pair.now = 59_000;
  pair.server.core.resume();
  at(pair, pair.server, 78_999);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 79_000);
  t.is(pair.server.core.state, "closed");
});

test("a ping that was taken and has not gone out waits for window", (t) => {
  const pair = opened();
  pair.now = 20_000;
  pair.server.core.handleTimeout();
  pair.server.take();
  pair.server.core.sent(10);
  pair.now = 100_000;
  pair.server.core.handleTimeout();
  t.is(pair.server.core.state, "open");
  pair.now = 320_000;
  pair.server.core.handleTimeout();
  t.is(pair.server.core.state, "closed");
});

test("a ping goes out before the messages that wait", (t) => {
  const pair = opened();
  pair.server.window = 0;
  pair.server.core.send({ type: "text", text: "x" });
  at(pair, pair.server, 20_000);
  pair.server.window = WINDOW;
  at(pair, pair.server, 20_001);
  t.deepEqual(frames(pair.server), ["ping", "text"]);
});

test("a pong goes out before the messages that wait, and the latest ping suffices", (t) => {
  const pair = opened();
  pair.server.core.send({ type: "text", text: "x" });
  const ping = (octet: number) => encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(octet) });
  pair.server.core.receiveData(ping(0xa1));
  pair.server.core.receiveData(ping(0xa2));
  pair.server.take();
  t.deepEqual(pair.server.way, [{ is: "octets", octets: encodeFrame({ type: "ping", kind: "pong", data: new Uint8Array(8).fill(0xa2) }) }]);
});

test("pings are answered while messages wait for a slow application", (t) => {
  const pair = opened({ server: { limits: { queuedMessages: 1 } } });
  pair.server.core.pause();
  for (let count = 0; count < 5; count += 1) pair.client.core.send({ type: "text", text: "x" });
  pair.flow();
  t.true(pair.server.withheld);
  pair.server.core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(9) }));
  pair.server.take();
  t.deepEqual(frames(pair.server), ["pong"]);
});

test("pings can be switched off, and are answered all the same", (t) => {
  const pair = opened({ client: { limits: { pingAfter: 0 } }, server: { limits: { pingAfter: 0 } } });
  t.deepEqual([pair.client.core.deadline, pair.server.core.deadline], [undefined, undefined]);
  pair.pass(1_000_000);
  t.is(pair.client.core.state, "open");
  pair.server.core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  pair.server.take();
  t.deepEqual(frames(pair.server), ["pong"]);
});

test("measures the round trip of its pings", (t) => {
  const pair = new EndpointPair().open();
  pair.client.take();
  pair.arrive(pair.client);
  pair.arrive(pair.client);
  pair.now = 30;
  pair.flow();
  t.is(pair.client.core.statistics().opening, 30);
  pair.now = 20_030;
  pair.client.core.handleTimeout();
  pair.client.take();
  pair.client.sent();
  pair.arrive(pair.client);
  pair.now = 20_045;
  pair.flow();
  t.is(pair.client.core.statistics().roundTrip, 15);
});
