import test from "ava";

import { encodeFrame } from "../../../../reference/wire/index.ts";
import { EndpointPair } from "../endpoint-pair.ts";

const FIRST = new Uint8Array(8).fill(1);
const pong = (data: Uint8Array) => encodeFrame({ type: "ping", kind: "pong", data });
const clos = encodeFrame({ type: "error", code: "CLOS" });
const opened = ["opened", { compression: null, protocol: null }] as const;

test("refuses a request that fails a check and reports the check", (t) => {
  const pair = new EndpointPair();
  pair.policy = { exists: false };
  pair.open().settle();
  t.deepEqual(pair.server.calls, [["failed", { check: "resource", status: 404, seen: "no resource" }]]);
  t.like(pair.client.callsOf("failed")[0], { check: "refused", status: 404, token: "rejected" });
});

test("refuses an undecided request at the handshake timeout", (t) => {
  const pair = new EndpointPair({ client: { limits: { handshake: 20_000 } } });
  pair.server.decide = () => undefined;
  pair.open().settle().advance(9_999);
  t.deepEqual(pair.server.calls, []);
  pair.advance(1);
  t.deepEqual(pair.server.calls, [["failed", { check: "application", status: 503, seen: "no decision in time" }]]);
  t.like(pair.client.callsOf("failed")[0], { check: "refused", status: 503, token: "rejected" });
});

test("reads octets received before the decision once: one pong, one message", (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => undefined;
  pair.open();
  pair.deliver(pair.client);
  const ping = encodeFrame({ type: "ping", kind: "ping", data: FIRST });
  const { core } = pair.server;
  core.receiveData(ping.subarray(0, 5));
  core.receiveData(Uint8Array.from([...ping.subarray(5), ...encodeFrame({ type: "text", text: "Hi" })]));
  core.accept();
  t.true(pair.server.take());
  t.false(pair.server.take());
  t.deepEqual(pair.server.outgoing.slice(1), [{ is: "octets", octets: pong(FIRST) }]);
  t.deepEqual(pair.server.messages, [{ type: "text", text: "Hi" }]);
});

test("opens after a late decision and reads the octets held meanwhile", (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => undefined;
  pair.open().settle();
  t.true(pair.server.receivePaused);
  pair.server.core.accept();
  pair.settle();
  t.false(pair.server.receivePaused);
  t.deepEqual([pair.client.core.state, pair.server.core.state], ["open", "open"]);
});

test("a server lets a refused request end and resets it after the linger limit", (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => pair.server.core.refuse({ status: 401, fields: [["www-authenticate", "Basic"]] });
  pair.open();
  pair.client.take();
  pair.deliver(pair.client);
  t.is(pair.server.core.state, "refused");
  pair.now += 999;
  pair.server.core.handleTimeout();
  t.false(pair.server.resetSent);
  pair.now += 1;
  pair.server.core.handleTimeout();
  t.true(pair.server.resetSent);
  t.deepEqual(pair.server.outgoing.at(-1), { is: "reset", code: "NO_ERROR" });
});

test("a server resets a stream without an opening ping, and counts an opening that the client resets", (t) => {
  const silent = new EndpointPair();
  silent.open();
  silent.deliver(silent.client);
  t.is(silent.server.core.state, "opening");
  silent.now = 10_000;
  silent.server.core.handleTimeout();
  t.deepEqual(silent.server.outgoing.at(-1), { is: "reset", code: "CANCEL" });
  t.deepEqual(silent.server.calls, [["failed", { seen: "nothing in time" }]]);

  const reset = new EndpointPair();
  reset.open();
  reset.deliver(reset.client);
  reset.server.core.receiveReset(8);
  t.deepEqual(reset.server.calls, [["openingAborted"], ["failed", { seen: "RST_STREAM(CANCEL)" }]]);
});

test("a server sends the opening pong before the messages queued earlier", (t) => {
  const pair = new EndpointPair();
  pair.open();
  pair.deliver(pair.client);
  t.true(pair.server.core.send({ type: "text", text: "soon" }));
  t.is(pair.server.core.take(65536), undefined);
  pair.settle();
  t.deepEqual(pair.client.calls, [opened, ["message", { type: "text", text: "soon" }]]);
});

test("a server that closes before its opening pong is sent resets the stream", (t) => {
  const pair = new EndpointPair();
  pair.open();
  pair.deliver(pair.client);
  pair.client.take();
  pair.deliver(pair.client);
  t.is(pair.server.core.state, "open");
  pair.server.take();
  pair.server.sent(10);
  pair.server.core.close();
  t.deepEqual(pair.server.outgoing.at(-1), { is: "reset", code: "CANCEL" });
  t.like(pair.server.callsOf("closed")[0], { code: 1006, wasClean: false });
});

for (const [title, first] of [
  ["a message", encodeFrame({ type: "text", text: "x" })],
  ["a pong", pong(FIRST)],
  ["a CLOS", clos],
  ["another error frame", encodeFrame({ type: "error", code: "LRGE" })],
] as const) {
  test(`a first frame that is ${title} is FRAM for a server`, (t) => {
    const pair = new EndpointPair();
    pair.open();
    pair.deliver(pair.client);
    pair.server.core.receiveData(first);
    t.is(pair.server.core.state, "faulting");
    t.deepEqual(pair.server.core.take(65536), encodeFrame({ type: "error", code: "FRAM" }));
  });
}
