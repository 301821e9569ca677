import { inspect } from "node:util";
import { runInNewContext } from "node:vm";

import test from "ava";

import type { CloseReport, Message, Statistics } from "../../../../reference/connection/index.ts";
import {
  Connection,
  type ConnectionCoreApi,
  type ConnectionFacts,
  connectionInternals,
} from "../../../../reference/http2/api/connection.ts";
import { type SendBuffer, resolveSendBuffer } from "../../../../reference/http2/api/connection-options.ts";
import { UNKNOWN_SOCKET } from "../../../../reference/http2/api/socket-info.ts";
import { CloseError } from "../../../../reference/http2/index.ts";
import type { ConnectionState } from "../../../../reference/schema/states/index.ts";
import { LocalError } from "../../../../reference/layout/errors.ts";
import { all } from "../support.ts";

const clean: CloseReport = { code: 1000, reason: "bye", wasClean: true, error: "CLOS" };
const broken: CloseReport = { code: 1006, reason: "", wasClean: false, seen: "RST_STREAM" };

const unknownFacts: ConnectionFacts = {
  url: "https://a.example/b?c",
  socket: { ...UNKNOWN_SOCKET, remoteAddress: "192.0.2.1", remotePort: 443 },
  requestFields: [["cookie", "a=1"], ["user-agent", "u"], ["cookie", "b=2"]],
  responseFields: [["set-cookie", "a=1"], ["x-node", "n"], ["set-cookie", "b=2"]],
  sendBuffer: resolveSendBuffer(),
};

/** Core that records its calls; messages wait in it as in a real one. */
class FakeCore implements ConnectionCoreApi {
  state: ConnectionState = "open";
  readonly pings: ((roundTrip: number | undefined) => void)[] = [];
  readonly sent: Message[] = [];
  terminated = 0;
  readonly closes: (number | undefined)[] = [];
  readonly #waiting: (() => void)[] = [];
  bufferedAmount = 0;
  paused = false;
  accepts = true;
  readonly peerMessageLimit = 65_536;
  connection!: Connection;

  connect(buffer?: Partial<SendBuffer>): Connection {
    const facts = { ...unknownFacts, sendBuffer: resolveSendBuffer(buffer) };
    this.connection = new Connection(this, { protocol: "p", compression: { deflate: 12 } }, facts);
    return this.connection;
  }
  send(message: Message): boolean {
    if (this.accepts) this.sent.push(message);
    return this.accepts;
  }
  close(code?: number): void {
    this.closes.push(code);
  }
  terminate(): void {
    this.terminated += 1;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
    while (!this.paused && this.#waiting.length > 0) this.#waiting.shift()?.();
  }
  ping(answered: (roundTrip: number | undefined) => void): boolean {
    if (this.state === "open") this.pings.push(answered);
    return this.state === "open";
  }
  statistics(): Statistics {
    const sent = { octets: 10, messages: 2 };
    return { sent, received: { octets: 7, messages: 1 }, pings: 1, roundTrip: 1.26, opening: 5 };
  }
  receive(...messages: string[]): void {
    for (const text of messages) this.#waiting.push(() => connectionInternals.message(this.connection, { type: "text", text }));
    if (!this.paused) this.resume();
  }
  end(report: CloseReport): void {
    this.#waiting.push(() => connectionInternals.closed(this.connection, report));
    if (!this.paused) this.resume();
  }
}

test("protocol and compression are those of the handshake", (t) => {
  const connection = new FakeCore().connect();
  t.is(connection.protocol, "p");
  t.deepEqual(connection.compression, { deflate: 12 });
});

test("target, addresses and fields are those of the opening; repeated fields are kept", (t) => {
  const connection = new FakeCore().connect();
  t.is(connection.url, "https://a.example/b?c");
  t.is(connection.remoteAddress, "192.0.2.1");
  t.is(connection.remotePort, 443);
  t.is(connection.socket.tls, undefined);
  t.is(connection.data, undefined);
  t.deepEqual([...connection.requestHeaders], [["cookie", "a=1; b=2"], ["user-agent", "u"]]);
  t.is(connection.responseHeaders.get("x-node"), "n");
  t.deepEqual(connection.responseHeaders.getSetCookie(), ["a=1", "b=2"]);
});

test("console.log shows state, target and counts in short", (t) => {
  const core = new FakeCore();
  core.bufferedAmount = 3;
  const text = inspect(core.connect(), { breakLength: Infinity });
  t.is(
    text,
    "Connection { state: 'open', url: 'https://a.example/b?c', protocol: 'p', compression: { deflate: 12 }, " +
      "remote: 192.0.2.1 port 443, bufferedAmount: 3, sent: 2 messages, 10 octets, received: 1 message, 7 octets, roundTrip: 1.3 ms }",
  );
  t.is(inspect([[[core.connection]]], { depth: 1 }), "[ [ [Array] ] ]");
  t.is(inspect([core.connection], { depth: 0 }), "[ [Connection] ]");
});

test("ping resolves with the round trip, and rejects with the report of a connection that ends before", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  const pings = [connection.ping(), connection.ping()];
  core.pings[0]?.(12.5);
  core.pings[1]?.(undefined);
  core.state = "closing";
  pings.push(connection.ping());
  core.end(broken);
  core.resume();
  const [first, ...others] = await Promise.allSettled(pings);
  t.deepEqual(first, { status: "fulfilled", value: 12.5 });
  const failed = others.map((each) => (each.status === "rejected" && each.reason instanceof CloseError ? each.reason.report : each));
  t.deepEqual(failed, [broken, broken]);
});

test("messages wait for a handler, and reach all handlers that one task sets", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  core.receive("a", "b");
  core.end(clean);
  const seen: unknown[] = [];
  connection.onmessage = (data) => seen.push(data);
  connection.onclose = (report) => seen.push(report);
  t.deepEqual(seen, []);
  t.deepEqual(await connection.closed, clean);
  t.deepEqual(seen, ["a", "b", clean]);
});

test("messages wait again when the handler is removed", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  const seen: unknown[] = [];
  connection.onmessage = (data) => {
    seen.push(data);
    connection.onmessage = null;
  };
  core.receive("a", "b");
  await Promise.resolve();
  t.deepEqual(seen, ["a"]);
  connection.onmessage = (data) => seen.push(data);
  await Promise.resolve();
  t.deepEqual(seen, ["a", "b"]);
});

test("a pause in the task that sets the handler holds until resume", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  const seen: unknown[] = [];
  core.receive("a");
  connection.onmessage = (data) => seen.push(data);
  connection.pause();
  await new Promise(setImmediate);
  t.deepEqual(seen, []);
  connection.resume();
  t.deepEqual(seen, ["a"]);
});

test("text is sent as text, every kind of octets as binary, of a view only its own octets", (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  const { buffer } = Uint8Array.of(1, 2, 3, 4);
  for (const data of ["x", Uint8Array.of(9), buffer, new DataView(buffer, 1, 2), new Uint16Array(buffer, 2, 1)]) {
    t.true(connection.send(data));
  }
  t.deepEqual(
    core.sent.map((message) => (message.type === "text" ? message.text : [...message.bytes])),
    ["x", [9], [1, 2, 3, 4], [2, 3], [3, 4]],
  );
});

test("an ArrayBuffer of another realm is accepted; data that is neither text nor octets throws", (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  t.true(connection.send(runInNewContext("Uint8Array.of(1, 2).buffer") as ArrayBuffer));
  t.deepEqual(core.sent, [{ type: "binary", bytes: Uint8Array.of(1, 2) }]);
  for (const data of [undefined, null, 5, {}, [1], new Blob(["x"]), Symbol()]) {
    t.throws(() => connection.send(data as never), { instanceOf: LocalError });
  }
  t.is(core.sent.length, 1);
});

test("a buffer that was transferred, and a view beyond the end of one that shrank, throw", (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  const gone = new ArrayBuffer(8);
  const views = [new DataView(gone), new Float32Array(gone)];
  structuredClone(gone, { transfer: [gone] });
  const shrunk = new ArrayBuffer(8, { maxByteLength: 8 }) as ArrayBuffer & { resize(octets: number): void };
  views.push(new Float32Array(shrunk, 4, 1), new DataView(shrunk, 4));
  shrunk.resize(2);
  for (const data of [gone, ...views]) t.throws(() => connection.send(data), { instanceOf: LocalError, message: /^data: expected octets/ });
  t.true(connection.send(new Float32Array()));
  t.true(connection.send(new DataView(shrunk, 2)));
  t.deepEqual(core.sent, [{ type: "binary", bytes: new Uint8Array() }, { type: "binary", bytes: new Uint8Array() }]);
});

test("a message that fits the send buffer exactly is accepted; one octet more closes with 1008", (t) => {
  const core = new FakeCore();
  const connection = core.connect({ most: 10 });
  core.bufferedAmount = 4;
  t.true(connection.send(new Uint8Array(6)));
  t.deepEqual(core.closes, []);
  t.false(connection.send(new Uint8Array(7)));
  t.deepEqual(core.closes, [1008]);
});

test("a full send buffer with over: refuse does not close the connection", (t) => {
  const core = new FakeCore();
  const connection = core.connect({ most: 10, over: "refuse" });
  core.bufferedAmount = 4;
  t.false(connection.send("1234567"));
  t.deepEqual(core.closes, []);
});

test("a message is accepted whatever its size if no other message waits", (t) => {
  t.true(new FakeCore().connect({ most: 0 }).send(new Uint8Array(1000)));
});

test("an unusable send buffer throws", (t) => {
  for (const wrong of [{ most: -1 }, { most: NaN }, { over: "drop" as "close" }]) {
    t.throws(() => resolveSendBuffer(wrong), { instanceOf: LocalError });
  }
});

test("each read takes one message; the others wait in the core", async (t) => {
  const core = new FakeCore();
  const reader = core.connect().readable.getReader();
  core.receive("a", "b", "c");
  t.true(core.paused);
  t.deepEqual([(await reader.read()).value, (await reader.read()).value], ["a", "b"]);
  t.true(core.paused);
  const [third, fourth] = [reader.read(), reader.read()];
  core.receive("d");
  t.deepEqual([(await third).value, (await fourth).value], ["c", "d"]);
});

test("closed resolves as soon as the end is known, read before or after it, and waiting messages can still be read", async (t) => {
  for (const early of [true, false]) {
    const core = new FakeCore();
    const connection = core.connect();
    core.receive("a");
    const before = early ? connection.closed : undefined;
    connectionInternals.outcome(connection, broken);
    core.end(broken);
    t.deepEqual(await (before ?? connection.closed), broken);
    const calls: unknown[] = [];
    connection.onclose = (report) => calls.push(report);
    connection.onmessage = (message) => calls.push(message);
    await Promise.resolve();
    t.deepEqual(calls, ["a", broken]);
  }
});

test("whenEnded calls back after the last message, and at once if the connection has ended", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  const calls: unknown[] = [];
  connectionInternals.whenEnded(connection, (report) => calls.push(report));
  core.receive("a");
  connectionInternals.outcome(connection, clean);
  core.end(clean);
  t.deepEqual(calls, []);
  connection.onmessage = (message) => calls.push(message);
  await Promise.resolve();
  t.deepEqual(calls, ["a", clean]);
  connectionInternals.whenEnded(connection, () => calls.push("late"));
  t.deepEqual(calls, ["a", clean, "late"]);
});

test("discardUnread discards messages of a connection without a reader, and no others", (t) => {
  const [unread, read] = [new FakeCore(), new FakeCore()];
  const calls: unknown[] = [];
  for (const core of [unread, read]) core.connect().onclose = (report) => calls.push(report);
  read.connection.onmessage = (message) => calls.push(message);
  read.connection.pause();
  for (const core of [unread, read]) {
    core.receive("a");
    core.end(clean);
    connectionInternals.discardUnread(core.connection);
  }
  t.deepEqual(calls, [clean]);
  read.connection.resume();
  t.deepEqual(calls, [clean, "a", clean]);
});

test("the readable stream closes after the last message if the end is clean", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  core.receive("a");
  core.end(clean);
  t.deepEqual(await all(connection), ["a"]);
});

test("the readable stream fails after the last message if the end is not clean", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  core.receive("a");
  core.end(broken);
  const reader = connection.readable.getReader();
  t.is((await reader.read()).value, "a");
  const error = await t.throwsAsync(reader.read(), { instanceOf: CloseError });
  t.deepEqual(error.report, broken);
  t.is(error.message, "the connection closed with code 1006: RST_STREAM");
});

test("leaving a loop over the messages discards further messages and closes", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  core.receive("a", "b");
  for await (const message of connection) if (message === "a") break;
  t.deepEqual(core.closes, [undefined]);
  core.end(clean);
  t.deepEqual(await connection.closed, clean);
});

test("a write resolves when at most 64 KiB wait to be sent", async (t) => {
  const core = new FakeCore();
  const writer = core.connect().writable.getWriter();
  core.bufferedAmount = 65_536;
  await writer.write("at once");
  core.bufferedAmount = 65_537;
  let written = false;
  const waiting = writer.write("waits").then(() => (written = true));
  await new Promise(setImmediate);
  connectionInternals.progress(core.connection);
  await new Promise(setImmediate);
  t.false(written);
  core.bufferedAmount = 65_536;
  connectionInternals.progress(core.connection);
  await waiting;
  t.is(core.sent.length, 2);
});

test("when the connection ends, a pending write resolves, the next fails, and so does the stream", async (t) => {
  const core = new FakeCore();
  const connection = core.connect();
  connection.onmessage = () => undefined;
  await Promise.resolve();
  const writer = connection.writable.getWriter();
  core.bufferedAmount = 100_000;
  const waiting = writer.write("waits");
  await new Promise(setImmediate);
  core.end(broken);
  await waiting;
  await t.throwsAsync(writer.write("next"), { instanceOf: CloseError });
  await t.throwsAsync(writer.closed, { instanceOf: CloseError });
});

test("a write that is not accepted fails", async (t) => {
  const core = new FakeCore();
  core.accepts = false;
  const writer = core.connect().writable.getWriter();
  writer.closed.catch(() => undefined);
  await t.throwsAsync(writer.write("no"), { instanceOf: CloseError });
});

test("closing or aborting the writable stream closes the connection", async (t) => {
  const core = new FakeCore();
  await core.connect().writable.close();
  await core.connect().writable.abort();
  t.deepEqual(core.closes, [undefined, undefined]);
});
