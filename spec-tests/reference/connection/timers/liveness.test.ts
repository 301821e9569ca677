import test from "ava";

import { encodeFrame, FrameDecoder } from "../../../../reference/wire/index.ts";
import { type TestEndpoint, EndpointPair, type PairOptions, WINDOW } from "../endpoint-pair.ts";

function opened(options?: PairOptions): EndpointPair {
  return new EndpointPair(options).open().settle();
}

/** Returns the kinds of the frames that an end has sent. */
function frames(end: TestEndpoint): readonly string[] {
  const decoder = new FrameDecoder();
  return end.outgoing
    .flatMap((part) => (part.is === "octets" ? decoder.push(part.octets) : []))
    .map((frame) => (frame.type === "ping" && frame.compression === undefined ? frame.kind : frame.type));
}

/** Sets the clock, runs the timer of an end, and sends its octets. */
function at(pair: EndpointPair, end: TestEndpoint, ms: number): void {
  pair.now = ms;
  end.core.handleTimeout();
  while (end.take());
  if (end.unsent > 0) end.sent();
}

test("sends a ping after 20 s of silence and another 20 s later, and closes 20 s after the second", (t) => {
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
  t.deepEqual(server.outgoing.at(-1), { is: "reset", code: "CANCEL" });
  t.deepEqual(server.callsOf("closed"), [{ code: 1006, reason: "", wasClean: false, seen: "no octet received although pings were sent" }]);
});

test("a quiet connection stays open while pings are answered", (t) => {
  const pair = opened().advance(600_000);
  t.deepEqual([pair.client.core.state, pair.server.core.state], ["open", "open"]);
  t.true(pair.server.core.statistics().pings > 10);
});

test("an end that only receives sends pings, which keep its own direction in use", (t) => {
  const pair = opened();
  for (let second = 5; second < 20; second += 5) {
    pair.now = second * 1000;
    pair.client.core.receiveData(encodeFrame({ type: "text", text: "x" }));
  }
  at(pair, pair.client, 20_000);
  t.deepEqual(frames(pair.client), ["ping"]);
});

test("an end that only sends messages sends pings to check the peer", (t) => {
  const pair = opened();
  for (let second = 5; second <= 20; second += 5) {
    pair.now = second * 1000;
    pair.server.core.send({ type: "text", text: "x" });
    pair.server.take();
    pair.server.sent();
  }
  pair.server.outgoing.length = 0;
  at(pair, pair.server, 20_000);
  t.deepEqual(frames(pair.server), ["ping"]);
});

test("any octet resets the count of unanswered pings", (t) => {
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

test("does not close while the peer has no window for a pong", (t) => {
  const pair = opened();
  pair.server.withheldWindow = WINDOW - 10;
  for (let second = 20; second <= 400; second += 20) at(pair, pair.server, second * 1000);
  t.is(pair.server.core.state, "open");
  pair.server.withheldWindow = WINDOW - 11;
  for (let second = 420; second <= 480; second += 20) at(pair, pair.server, second * 1000);
  t.is(pair.server.core.state, "closed");
});

test("does not count pings while its own ping waits for window, and closes after 300 s of waiting without an octet", (t) => {
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

test("does not count pings sent while the peer has no window for a pong", (t) => {
  const pair = opened();
  pair.server.withheldWindow = WINDOW;
  for (let second = 20; second <= 100; second += 20) at(pair, pair.server, second * 1000);
  pair.server.withheldWindow = 0;
  for (const second of [120, 140, 159.9]) at(pair, pair.server, second * 1000);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 160_000);
  t.is(pair.server.core.state, "closed");
});

test("restarts the last wait if the peer has no window when it ends", (t) => {
  const pair = opened();
  at(pair, pair.server, 20_000);
  at(pair, pair.server, 40_000);
  pair.server.withheldWindow = WINDOW;
  at(pair, pair.server, 60_000);
  pair.server.withheldWindow = 0;
  at(pair, pair.server, 60_001);
  at(pair, pair.server, 80_000);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 80_001);
  t.is(pair.server.core.state, "closed");
});

test("the clock of the last wait stands still while the peer has no window", (t) => {
  const pair = opened({ server: { limits: { queuedMessages: 1 } } });
  pair.server.core.pause();
  for (let count = 0; count < 2; count += 1) pair.server.core.receiveData(encodeFrame({ type: "text", text: "x" }));
  t.true(pair.server.receivePaused);
  at(pair, pair.server, 20_000);
  at(pair, pair.server, 40_000);
  pair.server.withheldWindow = WINDOW;
  at(pair, pair.server, 45_000);
  pair.now = 59_000;
  pair.server.withheldWindow = 0;
  pair.server.core.resume();
  at(pair, pair.server, 73_999);
  t.is(pair.server.core.state, "open");
  at(pair, pair.server, 74_000);
  t.is(pair.server.core.state, "closed");
});

test("a ping that is taken but not sent waits for window", (t) => {
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

test("sends a ping before queued messages", (t) => {
  const pair = opened();
  pair.server.window = 0;
  pair.server.core.send({ type: "text", text: "x" });
  at(pair, pair.server, 20_000);
  pair.server.window = WINDOW;
  at(pair, pair.server, 20_001);
  t.deepEqual(frames(pair.server), ["ping", "text"]);
});

test("sends a pong before queued messages, for the latest ping only", (t) => {
  const pair = opened();
  pair.server.core.send({ type: "text", text: "x" });
  const ping = (octet: number) => encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(octet) });
  pair.server.core.receiveData(ping(0xa1));
  pair.server.core.receiveData(ping(0xa2));
  pair.server.take();
  t.deepEqual(pair.server.outgoing, [
    { is: "octets", octets: encodeFrame({ type: "ping", kind: "pong", data: new Uint8Array(8).fill(0xa2) }) },
  ]);
});

test("answers pings while messages wait for a slow application", (t) => {
  const pair = opened({ server: { limits: { queuedMessages: 1 } } });
  pair.server.core.pause();
  for (let count = 0; count < 5; count += 1) pair.client.core.send({ type: "text", text: "x" });
  pair.settle();
  t.true(pair.server.receivePaused);
  pair.server.core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(9) }));
  pair.server.take();
  t.deepEqual(frames(pair.server), ["pong"]);
});

test("answers pings with its own pings disabled", (t) => {
  const pair = opened({ client: { limits: { pingAfter: 0 } }, server: { limits: { pingAfter: 0 } } });
  t.deepEqual([pair.client.core.deadline, pair.server.core.deadline], [undefined, undefined]);
  pair.advance(1_000_000);
  t.is(pair.client.core.state, "open");
  pair.server.core.receiveData(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  pair.server.take();
  t.deepEqual(frames(pair.server), ["pong"]);
});

test("measures the round trip of its pings", (t) => {
  const pair = new EndpointPair().open();
  pair.client.take();
  pair.deliver(pair.client);
  pair.deliver(pair.client);
  pair.now = 30;
  pair.settle();
  t.is(pair.client.core.statistics().opening, 30);
  pair.now = 20_030;
  pair.client.core.handleTimeout();
  pair.client.take();
  pair.client.sent();
  pair.deliver(pair.client);
  pair.now = 20_045;
  pair.settle();
  t.is(pair.client.core.statistics().roundTrip, 15);
});
