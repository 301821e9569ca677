import test from "ava";

import { WebSocket2 } from "../../reference/websocket.ts";
import { closeEvent } from "../../reference/websocket/close-event.ts";
import { binary, CLEAN, Fake, settled, text } from "./websocket/fake.ts";
import { isDomException } from "./websocket/support.ts";

async function opened(options: ConstructorParameters<typeof Fake>[0] = {}): Promise<Fake> {
  const fake = new Fake(options);
  fake.open();
  await settled();
  return fake;
}

test("a new socket is connecting, has no protocol, has nothing buffered, and receives octets as blobs", (t) => {
  const { socket, request } = new Fake({ url: "https://Example.com/chat", protocols: ["a", "b"] });
  t.deepEqual(
    [socket.url, socket.readyState, socket.protocol, socket.extensions, socket.bufferedAmount, socket.binaryType],
    ["wss://example.com/chat", 0, "", "", 0, "blob"],
  );
  t.is(request?.url, "https://example.com/chat");
  t.deepEqual(request?.options.protocols, ["a", "b"]);
  t.true(request?.options.requireProtocol);
  t.true(socket instanceof EventTarget);
});

test("without offered subprotocols none is required; further options are passed to connect", (t) => {
  const { request } = new Fake({
    url: "wss://user:secret@example.com/",
    headers: { cookie: "a=b" },
    compression: { lz4: [1, 9] },
    origin: "https://example.com",
  });
  t.false(request?.options.requireProtocol);
  t.is(request?.url, "https://example.com/");
  t.deepEqual(request?.options.headers, [["cookie", "a=b"], ["authorization", "Basic dXNlcjpzZWNyZXQ="]]);
  t.deepEqual(request?.options.compression, { lz4: [1, 9] });
  t.is(request?.options.origin, "https://example.com");
});

test("the constructor throws for an unusable URL or subprotocols, and opens no connection", (t) => {
  const connect = () => Promise.reject(t.fail());
  t.throws(() => new WebSocket2("/chat", [], { connect }), isDomException("SyntaxError"));
  t.throws(() => new WebSocket2("wss://example.com/#x", [], { connect }), isDomException("SyntaxError"));
  t.throws(() => new WebSocket2("wss://example.com/", "a b", { connect }), isDomException("SyntaxError"));
  t.throws(() => new WebSocket2("wss://example.com/", ["a", "a"], { connect }), isDomException("SyntaxError"));
});

test("the constants are on the class and on the instance, and cannot be changed", (t) => {
  const { socket } = new Fake();
  for (const holder of [WebSocket2, socket, WebSocket2.prototype]) {
    t.deepEqual([holder.CONNECTING, holder.OPEN, holder.CLOSING, holder.CLOSED], [0, 1, 2, 3]);
    t.throws(() => Object.assign(holder, { OPEN: 7 }), { instanceOf: TypeError });
    t.is(holder.OPEN, 1);
  }
});

test("socket and close event have their names as Symbol.toStringTag", (t) => {
  const tag = (thing: object): string => Object.prototype.toString.call(thing);
  t.deepEqual(
    [tag(new Fake().socket), tag(WebSocket2.prototype), tag(closeEvent({}))],
    ["[object WebSocket2]", "[object WebSocket2]", "[object CloseEvent]"],
  );
});

test("a missing URL or a symbol as message throws TypeError", async (t) => {
  t.throws(() => Reflect.construct(WebSocket2, []) as unknown, { instanceOf: TypeError });
  const { socket, core } = await opened();
  t.throws(() => Reflect.apply(socket.send, socket, [Symbol()]) as unknown, { instanceOf: TypeError });
  t.deepEqual(core.calls, []);
});

test("members are enumerable, as in browsers", (t) => {
  const listed: string[] = [];
  for (const name in new Fake().socket) listed.push(name);
  for (const name of [
    "url",
    "readyState",
    "bufferedAmount",
    "onopen",
    "onerror",
    "onclose",
    "extensions",
    "protocol",
    "close",
    "onmessage",
    "binaryType",
    "send",
    "CONNECTING",
    "CLOSED",
  ]) {
    t.true(listed.includes(name), name);
  }
});

test("fires open, then each message, then close", async (t) => {
  const fake = new Fake({ protocols: ["chat"], protocol: "chat" });
  fake.open();
  t.is(fake.socket.readyState, 0);
  await settled();
  t.is(fake.socket.protocol, "chat");
  fake.peer(text("a"), text("b"), CLEAN);
  await settled();
  t.deepEqual(fake.events, ["open 1", "message 1 a", "message 1 b", "close 3 1000 done clean"]);
});

test("a connection that opens and ends at once fires every event", async (t) => {
  const fake = new Fake();
  fake.open(CLEAN);
  await settled();
  t.deepEqual(fake.events, ["open 1", "close 3 1000 done clean"]);
});

test("a message that is longer than the peer accepts is not sent, and closes with 1009", async (t) => {
  const fake = await opened();
  fake.core.peerMessageLimit = 65_536;
  fake.socket.send("x".repeat(65_534) + "é");
  fake.socket.send(new Uint8Array(65_537));
  fake.socket.send("behind");
  t.deepEqual(fake.core.calls.map((call) => call.slice(0, 10)), ["text xxxxx", "close 1009"]);
  t.is(fake.socket.bufferedAmount, 65_536 + 65_537 + 6);
});

test("readyState is CLOSING once the connection closes and no event waits", async (t) => {
  const fake = await opened();
  fake.peer(text("a"));
  fake.core.state = "draining";
  t.is(fake.socket.readyState, 1);
  await settled();
  t.deepEqual(fake.events, ["open 1", "message 1 a"]);
  t.is(fake.socket.readyState, 2);
});

test("fires error, then close with 1006 and nothing about the refusal, if no connection opened", async (t) => {
  const failures: unknown[] = [];
  const fake = new Fake({ onfailed: (error) => failures.push((error as Error).name) });
  fake.fail("refused");
  await settled();
  t.deepEqual(fake.events, ["error 3", "close 3 1006  not clean"]);
  t.deepEqual(failures, ["OpeningError"]);
});

test("fires error before close if the connection failed, with the failed check as reason", async (t) => {
  const lost = await opened();
  lost.peer({ code: 1006, reason: "", wasClean: false, seen: "reset" });
  await settled();
  t.deepEqual(lost.events, ["open 1", "error 3", "close 3 1006  not clean"]);
  const cut = await opened();
  cut.peer({ code: 1006, reason: "", wasClean: false, check: "not-duplex" });
  await settled();
  t.deepEqual(cut.events, ["open 1", "error 3", "close 3 1006 not-duplex not clean"]);
});

test("fires only close if the peer ended the connection with an error", async (t) => {
  const fake = await opened();
  fake.peer({ code: 1009, reason: "", wasClean: false, error: "LRGE" });
  await settled();
  t.deepEqual(fake.events, ["open 1", "close 3 1009  not clean"]);
});

test("code that awaits an event runs before the next event", async (t) => {
  const fake = new Fake();
  const seen: unknown[] = [];
  const next = (type: string) => new Promise<Event>((resolve) => fake.socket.addEventListener(type, resolve, { once: true }));
  const reader = (async () => {
    await next("open");
    for (let count = 0; count < 3; count++) seen.push(((await next("message")) as MessageEvent).data);
  })();
  fake.open();
  await settled();
  fake.peer(text("1"), text("2"), text("3"), CLEAN);
  await reader;
  t.deepEqual(seen, ["1", "2", "3"]);
});

test("handlers are called in their order among the listeners", async (t) => {
  const fake = new Fake();
  const seen: string[] = [];
  fake.socket.onopen = () => seen.push("onopen");
  fake.socket.addEventListener("open", () => seen.push("listener"));
  fake.socket.onmessage = (event) => seen.push(`onmessage ${String(event.data)}`);
  fake.socket.onerror = () => seen.push("onerror");
  fake.socket.onclose = (event) => seen.push(`onclose ${event.code}`);
  fake.open();
  await settled();
  fake.peer(text("a"), { code: 1006, reason: "", wasClean: false });
  await settled();
  t.deepEqual(seen, ["onopen", "listener", "onmessage a", "onerror", "onclose 1006"]);
  fake.socket.onopen = null;
  t.is(fake.socket.onopen, null);
});

test("a message is a MessageEvent with the origin of the URL", async (t) => {
  const fake = await opened({ url: "ws://example.com:8080/chat?x", allowCleartext: true });
  const event = new Promise<MessageEvent>((resolve) => (fake.socket.onmessage = resolve));
  fake.peer(text("a"));
  const { origin, data, type } = await event;
  t.true((await event) instanceof MessageEvent);
  t.deepEqual([type, data, origin], ["message", "a", "ws://example.com:8080"]);
});

test("a binary message is a Blob, or an ArrayBuffer of its own", async (t) => {
  const fake = await opened();
  const data: unknown[] = [];
  fake.socket.onmessage = (event) => data.push(event.data);
  fake.peer(binary(1, 2));
  await settled();
  t.true(data[0] instanceof Blob);
  t.deepEqual(Buffer.from(await (data[0] as Blob).arrayBuffer()), Buffer.of(1, 2));
  fake.socket.binaryType = "arraybuffer";
  const shared = Uint8Array.of(0, 1, 2, 3);
  fake.peer({ type: "binary", bytes: shared.subarray(1, 3) });
  await settled();
  t.deepEqual(data[1], Uint8Array.of(1, 2).buffer);
});

test("binaryType applies when the event is fired; other values are ignored", async (t) => {
  const fake = await opened();
  const data: unknown[] = [];
  fake.socket.onmessage = (event) => data.push(event.data);
  fake.peer(binary(1));
  fake.socket.binaryType = "arraybuffer";
  await settled();
  t.true(data[0] instanceof ArrayBuffer);
  fake.socket.binaryType = "nodebuffer" as never;
  t.is(fake.socket.binaryType as string, "arraybuffer");
  fake.socket.binaryType = ["blob"] as never;
  t.is(fake.socket.binaryType as string, "blob");
});

test("send throws while the socket is connecting", (t) => {
  const { socket, core } = new Fake();
  t.throws(() => socket.send("a"), isDomException("InvalidStateError"));
  t.throws(() => (socket.send as () => void)(), { instanceOf: TypeError });
  t.deepEqual(core.calls, []);
});

test("send accepts every type and keeps the order, also of Blobs and of close", async (t) => {
  const { socket, core } = await opened();
  socket.send("é");
  socket.send(Uint8Array.of(1, 2, 3).subarray(1));
  socket.send(new Blob([Uint8Array.of(9)]));
  socket.send(Uint8Array.of(7).buffer);
  socket.send("last");
  socket.close(3000, "bye");
  t.is(socket.readyState, 2);
  await settled();
  t.deepEqual(core.calls, ["text é", "binary 0203", "binary 09", "binary 07", "text last", "close 3000 bye"]);
});

test("bufferedAmount counts unsent messages of every type in octets", async (t) => {
  const fake = await opened();
  const { socket } = fake;
  socket.send("€");
  socket.send(new Uint16Array(2));
  t.is(socket.bufferedAmount, 7);
  socket.send(new Blob(["12345"]));
  socket.send("x");
  t.is(socket.bufferedAmount, 13);
  await settled();
  t.is(socket.bufferedAmount, 13);
  fake.flush();
  t.is(socket.bufferedAmount, 0);
});

test("send while closing discards the message and counts it in bufferedAmount", async (t) => {
  const fake = await opened();
  fake.socket.close();
  fake.socket.send("12");
  fake.socket.send(new Blob(["345"]));
  await settled();
  t.is(fake.socket.bufferedAmount, 5);
  fake.peer(CLEAN);
  await settled();
  fake.socket.send("6");
  t.is(fake.socket.bufferedAmount, 6);
  t.deepEqual(fake.core.calls, ["close"]);
});

test("messages after the own close are discarded; the close event follows", async (t) => {
  const fake = await opened();
  fake.peer(text("before"));
  await settled();
  fake.peer(text("waits"));
  fake.socket.close(1000);
  fake.peer(text("after"), CLEAN);
  await settled();
  t.deepEqual(fake.events, ["open 1", "message 1 before", "close 3 1000 done clean"]);
});

test("a second close has no effect, and its arguments are checked", async (t) => {
  const fake = await opened();
  fake.socket.close(3001, "first");
  fake.socket.close(3002, "second");
  fake.peer(CLEAN);
  await settled();
  fake.socket.close();
  t.throws(() => fake.socket.close(1001), isDomException("InvalidAccessError"));
  t.throws(() => fake.socket.close(1000, "x".repeat(124)), isDomException("SyntaxError"));
  t.deepEqual(fake.core.calls, ["close 3001 first"]);
  t.is(fake.events.length, 2);
});

test("a close while connecting aborts the opening", async (t) => {
  const fake = new Fake();
  fake.socket.close(3000, "bye");
  t.is(fake.socket.readyState, 2);
  t.deepEqual(fake.events, []);
  await settled();
  t.deepEqual(fake.events, ["error 3", "close 3 1006  not clean"]);
  t.deepEqual(fake.core.calls, []);
});

test("a close between the opening pong and the event open closes the connection, which never appears open", async (t) => {
  const fake = new Fake();
  fake.open(text("a"));
  fake.socket.close();
  fake.fail("cancelled");
  await settled();
  t.deepEqual(fake.events, ["error 3", "close 3 1006  not clean"]);
  t.deepEqual(fake.core.calls, ["close"]);
  fake.peer(CLEAN);
  await settled();
  t.is(fake.events.length, 2);
});

test("send and close work inside event handlers", async (t) => {
  const fake = new Fake();
  fake.socket.onopen = () => {
    fake.socket.send("hi");
    fake.socket.close();
  };
  fake.socket.onclose = () => fake.socket.close();
  fake.open();
  await settled();
  fake.peer(CLEAN);
  await settled();
  t.deepEqual(fake.core.calls, ["text hi", "close"]);
  t.deepEqual(fake.events, ["open 1", "close 3 1000 done clean"]);
});

test("a Blob that cannot be read closes the connection", async (t) => {
  const { socket, core } = await opened();
  const blob = new Blob(["x"]);
  blob.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  socket.send(blob);
  await settled();
  t.deepEqual(core.calls, ["close 1011"]);
  t.is(socket.bufferedAmount, 1);
});
