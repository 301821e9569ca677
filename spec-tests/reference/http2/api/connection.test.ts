import { runInNewContext } from "node:vm";

import test from "ava";

import type { CloseReport, Message, Statistics } from "../../../../reference/connection/index.ts";
import { Connection, type ConnectionCoreApi, connectionInternals } from "../../../../reference/http2/api/connection.ts";
import { type SendBuffer, resolveSendBuffer } from "../../../../reference/http2/api/connection-options.ts";
import { CloseError } from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/errors.ts";
import { all } from "../support.ts";

const clean: CloseReport = { code: 1000, reason: "bye", wasClean: true, error: "CLOS" };
const broken: CloseReport = { code: 1006, reason: "", wasClean: false, seen: "RST_STREAM" };

/** A core that does nothing but take down what is asked of it; messages wait in it as in a real one. */
class Stub implements ConnectionCoreApi {
  readonly state = "open";
  readonly sent: Message[] = [];
  readonly closes: (number | undefined)[] = [];
  readonly #waiting: (() => void)[] = [];
  bufferedAmount = 0;
  paused = false;
  takes = true;
  connection!: Connection;

  make(buffer?: Partial<SendBuffer>): Connection {
    this.connection = new Connection(this, { protocol: "p", compression: { deflate: 12 } }, resolveSendBuffer(buffer));
    return this.connection;
  }
  send(message: Message): boolean {
    if (this.takes) this.sent.push(message);
    return this.takes;
  }
  close(code?: number): void {
    this.closes.push(code);
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
    while (!this.paused && this.#waiting.length > 0) this.#waiting.shift()?.();
  }
  statistics(): Statistics {
    throw new RangeError("not asked for here");
  }
  come(...words: string[]): void {
    for (const text of words) this.#waiting.push(() => connectionInternals.message(this.connection, { type: "text", text }));
    if (!this.paused) this.resume();
  }
  end(report: CloseReport): void {
    this.#waiting.push(() => connectionInternals.closed(this.connection, report));
    if (!this.paused) this.resume();
  }
}

test("what was agreed on can be read", (t) => {
  const connection = new Stub().make();
  t.is(connection.protocol, "p");
  t.deepEqual(connection.compression, { deflate: 12 });
});

test("messages wait until there is a handler, and reach those that were set in the same task", async (t) => {
  const core = new Stub();
  const connection = core.make();
  core.come("a", "b");
  core.end(clean);
  const seen: unknown[] = [];
  connection.onmessage = (data) => seen.push(data);
  connection.onclose = (report) => seen.push(report);
  t.deepEqual(seen, []);
  t.deepEqual(await connection.closed, clean);
  t.deepEqual(seen, ["a", "b", clean]);
});

test("without a handler messages wait again", async (t) => {
  const core = new Stub();
  const connection = core.make();
  const seen: unknown[] = [];
  connection.onmessage = (data) => {
    seen.push(data);
    connection.onmessage = null;
  };
  core.come("a", "b");
  await Promise.resolve();
  t.deepEqual(seen, ["a"]);
  connection.onmessage = (data) => seen.push(data);
  await Promise.resolve();
  t.deepEqual(seen, ["a", "b"]);
});

test("a pause in the task that sets the handler holds until resume", async (t) => {
  const core = new Stub();
  const connection = core.make();
  const seen: unknown[] = [];
  core.come("a");
  connection.onmessage = (data) => seen.push(data);
  connection.pause();
  await new Promise(setImmediate);
  t.deepEqual(seen, []);
  connection.resume();
  t.deepEqual(seen, ["a"]);
});

test("every kind of data is sent as the message that it is, views by their own octets", (t) => {
  const core = new Stub();
  const connection = core.make();
  const { buffer } = Uint8Array.of(1, 2, 3, 4);
  for (const data of ["x", Uint8Array.of(9), buffer, new DataView(buffer, 1, 2), new Uint16Array(buffer, 2, 1)]) t.true(connection.send(data));
  t.deepEqual(
    core.sent.map((message) => (message.type === "text" ? message.text : [...message.bytes])),
    ["x", [9], [1, 2, 3, 4], [2, 3], [3, 4]],
  );
});

test("an ArrayBuffer of another realm is octets; what is neither text nor octets is a mistake", (t) => {
  const core = new Stub();
  const connection = core.make();
  t.true(connection.send(runInNewContext("Uint8Array.of(1, 2).buffer") as ArrayBuffer));
  t.deepEqual(core.sent, [{ type: "binary", bytes: Uint8Array.of(1, 2) }]);
  for (const data of [undefined, null, 5, {}, [1], new Blob(["x"]), Symbol()]) t.throws(() => connection.send(data as never), { instanceOf: LocalError });
  t.is(core.sent.length, 1);
});

test("a message that fits the send buffer exactly is taken, one octet more is not and closes with 1008", (t) => {
  const core = new Stub();
  const connection = core.make({ most: 10 });
  core.bufferedAmount = 4;
  t.true(connection.send(new Uint8Array(6)));
  t.deepEqual(core.closes, []);
  t.false(connection.send(new Uint8Array(7)));
  t.deepEqual(core.closes, [1008]);
});

test("a send buffer that refuses closes nothing", (t) => {
  const core = new Stub();
  const connection = core.make({ most: 10, over: "refuse" });
  core.bufferedAmount = 4;
  t.false(connection.send("1234567"));
  t.deepEqual(core.closes, []);
});

test("a message that finds nothing waiting is taken whatever its size", (t) => {
  t.true(new Stub().make({ most: 0 }).send(new Uint8Array(1000)));
});

test("a send buffer that is none is a mistake", (t) => {
  for (const wrong of [{ most: -1 }, { most: NaN }, { over: "drop" as "close" }]) t.throws(() => resolveSendBuffer(wrong), { instanceOf: LocalError });
});

test("a reader gets one message a read, the others wait in the core", async (t) => {
  const core = new Stub();
  const reader = core.make().readable.getReader();
  core.come("a", "b", "c");
  t.true(core.paused);
  t.deepEqual([(await reader.read()).value, (await reader.read()).value], ["a", "b"]);
  t.true(core.paused);
  const [third, fourth] = [reader.read(), reader.read()];
  core.come("d");
  t.deepEqual([(await third).value, (await fourth).value], ["c", "d"]);
});

test("closed tells how it ended as soon as that is known, asked before or behind, and messages that wait can still be read", async (t) => {
  for (const early of [true, false]) {
    const core = new Stub();
    const connection = core.make();
    core.come("a");
    const before = early ? connection.closed : undefined;
    connectionInternals.outcome(connection, broken);
    core.end(broken);
    t.deepEqual(await (before ?? connection.closed), broken);
    const told: unknown[] = [];
    connection.onclose = (report) => told.push(report);
    connection.onmessage = (message) => told.push(message);
    await Promise.resolve();
    t.deepEqual(told, ["a", broken]);
  }
});

test("who waits for the end in its place is told behind the last message, and at once where it has ended", async (t) => {
  const core = new Stub();
  const connection = core.make();
  const told: unknown[] = [];
  connectionInternals.whenEnded(connection, (report) => told.push(report));
  core.come("a");
  connectionInternals.outcome(connection, clean);
  core.end(clean);
  t.deepEqual(told, []);
  connection.onmessage = (message) => told.push(message);
  await Promise.resolve();
  t.deepEqual(told, ["a", clean]);
  connectionInternals.whenEnded(connection, () => told.push("late"));
  t.deepEqual(told, ["a", clean, "late"]);
});

test("messages of a connection that nobody reads are dropped once it is forsaken; those that somebody reads are not", (t) => {
  const [none, some] = [new Stub(), new Stub()];
  const told: unknown[] = [];
  for (const core of [none, some]) core.make().onclose = (report) => told.push(report);
  some.connection.onmessage = (message) => told.push(message);
  some.connection.pause();
  for (const core of [none, some]) {
    core.come("a");
    core.end(clean);
    connectionInternals.discardUnread(core.connection);
  }
  t.deepEqual(told, [clean]);
  some.connection.resume();
  t.deepEqual(told, [clean, "a", clean]);
});

test("the stream of messages ends with a clean end, behind the last message", async (t) => {
  const core = new Stub();
  const connection = core.make();
  core.come("a");
  core.end(clean);
  t.deepEqual(await all(connection), ["a"]);
});

test("the stream of messages fails with any other end, behind the last message", async (t) => {
  const core = new Stub();
  const connection = core.make();
  core.come("a");
  core.end(broken);
  const reader = connection.readable.getReader();
  t.is((await reader.read()).value, "a");
  const error = await t.throwsAsync(reader.read(), { instanceOf: CloseError });
  t.deepEqual(error.report, broken);
  t.is(error.message, "the connection closed with code 1006: RST_STREAM");
});

test("to leave a loop over the messages discards what still comes and closes", async (t) => {
  const core = new Stub();
  const connection = core.make();
  core.come("a", "b");
  for await (const message of connection) if (message === "a") break;
  t.deepEqual(core.closes, [undefined]);
  core.end(clean);
  t.deepEqual(await connection.closed, clean);
});

test("a write waits while more than 64 KiB wait to be sent", async (t) => {
  const core = new Stub();
  const writer = core.make().writable.getWriter();
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

test("a write that waits fails when the connection ends, and so does the next", async (t) => {
  const core = new Stub();
  const connection = core.make();
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

test("a write that is not taken fails", async (t) => {
  const core = new Stub();
  core.takes = false;
  const writer = core.make().writable.getWriter();
  writer.closed.catch(() => undefined);
  await t.throwsAsync(writer.write("no"), { instanceOf: CloseError });
});

test("to close the stream closes the connection, and to abort it too", async (t) => {
  const core = new Stub();
  await core.make().writable.close();
  await core.make().writable.abort();
  t.deepEqual(core.closes, [undefined, undefined]);
});
