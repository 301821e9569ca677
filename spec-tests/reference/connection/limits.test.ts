import test from "ava";

import type { ServerCore } from "../../../reference/connection/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { EndpointPair, type PairOptions } from "./endpoint-pair.ts";

const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8).fill(5) });

function opened(options?: PairOptions): EndpointPair {
  return new EndpointPair(options).open().settle();
}

function repeat(times: number, body: () => void): void {
  for (let time = 0; time < times; time += 1) body();
}

for (const role of ["client", "server"] as const) {
  test(`a ${role} answers 100 pings in 10 s and closes with 1008 on the next`, (t) => {
    const pair = opened();
    repeat(100, () => pair[role].core.receiveData(ping));
    t.is(pair[role].core.state, "open");
    pair[role].core.receiveData(ping);
    t.is(pair[role].core.state, "flushing");
    pair.settle();
    t.like(pair[role].callsOf("closed")[0], { code: 1008, limit: "pings", wasClean: true });
    t.like(pair[role === "client" ? "server" : "client"].callsOf("closed")[0], { code: 1008 });
  });

  test(`a ${role} restarts the count of pings after 10 s`, (t) => {
    const pair = opened();
    repeat(100, () => pair[role].core.receiveData(ping));
    pair.now = 10_000;
    repeat(100, () => pair[role].core.receiveData(ping));
    t.is(pair[role].core.state, "open");
  });

  test(`a ${role} accepts empty messages and DATA frames of at most one octet without a limit`, (t) => {
    const pair = opened();
    const { core } = pair[role];
    repeat(12_000, () => core.receiveData(Buffer.from("0100", "hex")));
    repeat(12_000, () => core.receiveData(new Uint8Array(0)));
    const frame = encodeFrame({ type: "binary", bytes: new Uint8Array(12_000) });
    for (let at = 0; at < frame.length; at += 1) core.receiveData(frame.subarray(at, at + 1));
    t.is(core.state, "open");
    t.is(pair[role].messages.length, 12_001);
    t.deepEqual(pair[role].messages.at(-1), { type: "binary", bytes: new Uint8Array(12_000) });
  });

  test(`a ${role} pauses receiving above 1,024 queued messages or 1 MiB and resumes below`, (t) => {
    const pair = opened();
    const end = pair[role];
    end.core.pause();
    const short = encodeFrame({ type: "text", text: "x" });
    repeat(1024, () => end.core.receiveData(short));
    t.false(end.receivePaused);
    end.core.receiveData(short);
    t.true(end.receivePaused);
    end.core.resume();
    t.false(end.receivePaused);

    end.core.pause();
    const long = encodeFrame({ type: "binary", bytes: new Uint8Array(1024 * 1024) });
    end.core.receiveData(long);
    t.false(end.receivePaused);
    end.core.receiveData(short);
    t.true(end.receivePaused);
    end.core.resume();
    t.false(end.receivePaused);
    t.is(end.messages.length, 1027);
  });

  test(`a ${role} does not pause receiving for an incomplete long message`, (t) => {
    const pair = opened({ [role]: { limits: { queuedOctets: 1000 } } });
    const end = pair[role];
    end.core.pause();
    const long = encodeFrame({ type: "binary", bytes: new Uint8Array(500_000) });
    for (let at = 0; at < 499_000; at += 10_000) {
      end.core.receiveData(long.subarray(at, at + 10_000));
      t.is(end.receivePaused, at + 10_000 >= long.length);
    }
  });

  test(`a ${role} resumes receiving when it discards`, (t) => {
    const pair = opened({ [role]: { limits: { queuedMessages: 1 } } });
    const end = pair[role];
    end.core.pause();
    repeat(2, () => end.core.receiveData(encodeFrame({ type: "text", text: "x" })));
    t.true(end.receivePaused);
    end.core.receiveData(Uint8Array.from([0]));
    t.false(end.receivePaused);
  });

  test(`a ${role} accepts a message at its limit and reports LRGE for one octet more, before the payload arrives`, (t) => {
    const limits = { message: 65_536 };
    const pair = opened({ [role]: { limits } });
    const other = role === "client" ? pair.server : pair.client;
    other.core.send({ type: "binary", bytes: new Uint8Array(65_536) });
    pair.settle();
    t.is(pair[role].messages.length, 1);
    pair[role].core.receiveData(encodeFrame({ type: "binary", bytes: new Uint8Array(65_537) }).subarray(0, 5));
    t.is(pair[role].core.state, "faulting");
    pair.settle();
    t.like(other.callsOf("closed")[0], { code: 1009, error: "LRGE" });
  });
}

test("the pings of the opening do not count", (t) => {
  const pair = opened();
  t.is(pair.server.core.statistics().pings, 2);
  repeat(100, () => pair.server.core.receiveData(ping));
  t.is(pair.server.core.state, "open");
});

test("a queued message retains its own octets only", (t) => {
  const pair = opened();
  pair.client.core.pause();
  const chunk = new Uint8Array(60_000);
  chunk.set(encodeFrame({ type: "binary", bytes: Uint8Array.from([1, 2, 3]) }));
  pair.client.core.receiveData(chunk.subarray(0, 5));
  pair.client.core.resume();
  const [message] = pair.client.messages;
  t.deepEqual(message, { type: "binary", bytes: Uint8Array.from([1, 2, 3]) });
  t.is(message?.type === "binary" ? message.bytes.buffer.byteLength : 0, 3);
});

test("bufferedAmount counts queued octets as the application sent them", (t) => {
  const pair = opened();
  pair.client.core.send({ type: "text", text: "é" });
  pair.client.core.send({ type: "binary", bytes: new Uint8Array(300) });
  pair.client.core.send({ type: "binary", bytes: new Uint8Array(70_000) });
  t.is(pair.client.core.bufferedAmount, 70_302);
  pair.client.take();
  t.is(pair.client.core.bufferedAmount, 70_000);
  pair.client.take(30_000);
  t.is(pair.client.core.bufferedAmount, 70_000);
  pair.settle();
  t.is(pair.client.core.bufferedAmount, 0);
});

const breaks = [
  ["resets", (core: ServerCore) => core.receiveReset(8), "RST_STREAM(CANCEL)"],
  ["ends", (core: ServerCore) => core.receiveEndStream(), "END_STREAM"],
] as const;

for (const [does, by, seen] of breaks) {
  test(`a server counts an opening that the client ${does} before the opening pong is sent, and none later`, (t) => {
    const counted = [10, 11].map((octetsOut) => {
      const pair = new EndpointPair();
      pair.open();
      pair.deliver(pair.client);
      pair.client.take();
      pair.deliver(pair.client);
      pair.server.take();
      pair.server.sent(octetsOut);
      by(pair.server.core);
      t.like(pair.server.callsOf("closed")[0], { code: 1006, seen });
      return pair.server.callsOf("openingAborted").length;
    });
    t.deepEqual(counted, [1, 0]);
  });
}
