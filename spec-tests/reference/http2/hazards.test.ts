import { once } from "node:events";
import type { ServerHttp2Session } from "node:http2";
import { createDeflateRaw } from "node:zlib";

import test from "ava";

import { compressor } from "../../../reference/compression/index.ts";
import type { Connection, Resource } from "../../../reference/http2/index.ts";
import { SessionKeepalive } from "../../../reference/http2/server/session-keepalive.ts";
import { limit } from "../../../reference/schema/limits.ts";
import { buildRequest, encodeFrame } from "../../../reference/wire/index.ts";
import { data, headers, type Http2Peer, reset } from "../../../scripts/interop/h2/index.ts";
import { clos, echo, newClient, octets, openRaw, ping, pong, rawClient, rawServer, serve, soon, text, until } from "./support.ts";

const quiet: Resource = { connection: () => undefined };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const policy = hex(encodeFrame({ type: "error", code: "CLOS", status: 1008, reason: "" }));

/** Returns a resource, and the first connection that it receives. */
function firstConnection(): { readonly resource: Resource; readonly connection: Promise<Connection> } {
  let accept: (connection: Connection) => void = () => undefined;
  const connection = new Promise<Connection>((resolve) => (accept = resolve));
  return { resource: { connection: (each) => accept(each) }, connection };
}

/** Sends a message on a stream and returns its echo. */
async function echoOn(peer: Http2Peer, stream: number): Promise<string> {
  peer.send(data(stream, text("on")));
  return hex(await octets(peer, stream, text("on").length));
}

const other = (echo.resources as Readonly<Record<string, Resource>>)["/echo"] as Resource;

test("two ends that both send more than sockets hold on many connections of one HTTP/2 connection do not block each other", async (t) => {
  const far: Connection[] = [];
  const { url } = await serve(t, { resources: { "/": { connection: (connection) => far.push(connection) } } });
  const client = newClient(t, { sharedBy: Infinity });
  const near: Connection[] = [];
  for (let at = 0; at < 150; at += 1) near.push(await client.connect(url));
  await until("all connections are open", () => far.length === near.length);
  const ends = [...near, ...far];
  const size = 100_000;
  const messages = ends.map((end) => new Promise((resolve) => (end.onmessage = resolve)));
  for (const end of ends) t.true(end.send(new Uint8Array(size)));
  for (const message of await soon("all messages arrive", Promise.all(messages))) t.is((message as Uint8Array).length, size);
});

/** Returns the settings and windows that an endpoint grants its raw peer. */
async function grantedTo(peer: Http2Peer): Promise<Record<string, number>> {
  const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
  const { increment } = await peer.next("WINDOW_UPDATE", { stream: 0 });
  return { ...Object.fromEntries(settings.map(({ identifier, value }) => [identifier, value])), connection: 65_535 + increment };
}

test("both roles set windows of 256 KiB for a stream and 1 MiB for the HTTP/2 connection; a server also limits streams", async (t) => {
  const windows = { INITIAL_WINDOW_SIZE: 262_144, connection: 1_048_576 };
  const { port } = await serve(t);
  t.like(await grantedTo(await rawClient(t, { port })), { ...windows, MAX_CONCURRENT_STREAMS: 1000 });
  const arrived = new Promise<Http2Peer>((resolve) => {
    void rawServer(t, resolve).then(({ url }) => newClient(t).connect(url)).catch(() => undefined);
  });
  t.like(await grantedTo(await arrived), windows);
});

test("200 connections whose peer gives no window do not prevent one more from opening", async (t) => {
  const far: Connection[] = [];
  const { port } = await serve(t, { resources: { "/echo": { connection: (connection) => far.push(connection) }, "/other": other } });
  const peer = await rawClient(t, { port });
  for (let at = 0; at < 200; at += 1) {
    peer.withholdWindow(2 * at + 1);
    await openRaw(peer, 2 * at + 1);
  }
  for (const connection of far) connection.send(new Uint8Array(200_000));
  await until("the windows are used up", () => far.every(({ bufferedAmount }) => bufferedAmount === 200_000));
  await openRaw(peer, 401, "/other");
  t.is(await echoOn(peer, 401), hex(text("on")));
});

test("DATA of one octet is read at once although the application does not read", async (t) => {
  const { resource, connection } = firstConnection();
  const { port } = await serve(t, { resources: { "/echo": resource } });
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  const before = (await connection).statistics().received.octets;
  const frame = encodeFrame({ type: "binary", bytes: new Uint8Array(5000) });
  peer.send(...Array.from(frame, (octet) => data(1, Uint8Array.of(octet))), data(1, ping));
  t.is(hex(await octets(peer, 1, pong.length)), hex(pong));
  t.deepEqual((await connection).statistics().received, { octets: before + frame.length + ping.length, messages: 1 });
});

test("empty DATA frames close nothing, however many an HTTP/2 connection carries", async (t) => {
  const { port } = await serve(t);
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  await openRaw(peer, 3);
  const count = 1500;
  peer.send(...Array.from({ length: count }, () => data(1)));
  t.is(await echoOn(peer, 3), hex(text("on")));
  peer.send(...Array.from({ length: count }, () => data(1)));
  t.is(await echoOn(peer, 1), hex(text("on")));
});

test("empty messages have no limit of their own", async (t) => {
  const { resource, connection } = firstConnection();
  const { port } = await serve(t, { resources: { "/echo": resource, "/other": other } });
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  let count = 0;
  (await connection).onmessage = () => (count += 1);
  await peer.sendAll(1, Buffer.concat(Array<Uint8Array>(12_000).fill(text(""))));
  await until("all messages arrive", () => count === 12_000);
  t.is(await echoOnNext(peer), hex(text("on")));
});

/** Opens a further connection on a peer and returns its echo. */
async function echoOnNext(peer: Http2Peer): Promise<string> {
  await openRaw(peer, 3, "/other");
  return echoOn(peer, 3);
}

test("pings: the limit is answered, one more closes the connection with 1008, and no other", async (t) => {
  const { port } = await serve(t, { ...echo, limits: { pings: 20 } });
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  await openRaw(peer, 3);
  // The second ping of a client belongs to the opening and does not count.
  for (let at = 0; at < 21; at += 1) {
    peer.send(data(1, ping));
    t.is(hex(await octets(peer, 1, pong.length)), hex(pong));
  }
  peer.send(data(1, ping));
  t.is(hex(await octets(peer, 1, 1)), policy);
  t.is(await echoOn(peer, 3), hex(text("on")));
});

test("for many pings while the peer gives no window, one pong waits", async (t) => {
  const { resource, connection } = firstConnection();
  const { port } = await serve(t, { resources: { "/echo": resource } });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  const filled = 65_535 - pong.length;
  (await connection).send(new Uint8Array(200_000));
  const had = await octets(peer, 1, filled);
  t.is(had.length, filled);
  peer.send(...Array.from({ length: 90 }, () => data(1, ping)));
  await until("the pings are read", () => peer.sendWindow(3) > 0);
  peer.releaseWindow(1);
  peer.send(data(1, clos));
  // The rest of the message, then everything up to the last octet.
  const message = encodeFrame({ type: "binary", bytes: new Uint8Array(200_000) }).length - filled;
  const rest = await octets(peer, 1, message + pong.length + clos.length);
  t.is(hex(rest.subarray(message)), hex(pong) + hex(clos));
});

test("a peer that gives no window stops its own sender at the window, and no other on the HTTP/2 connection", async (t) => {
  const { resource, connection } = firstConnection();
  const { port } = await serve(t, { resources: { "/echo": resource, "/other": other } });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  await openRaw(peer, 3, "/other");
  const far = await connection;
  const message = new Uint8Array(1_000_000);
  for (let at = 0; at < 10; at += 1) far.send(message);
  const window = 65_535 - pong.length;
  t.is((await octets(peer, 1, window)).length, window);
  for (let at = 0; at < 100; at += 1) t.is(await echoOn(peer, 3), hex(text("on")));
  t.false(peer.unread.some((event) => event.type === "DATA" && event.stream === 1));
  t.true(far.bufferedAmount >= 9 * message.length);
});

test("an application that does not read stops its own peer within queuedOctets, and no other", async (t) => {
  const { resource, connection } = firstConnection();
  const { port } = await serve(t, { resources: { "/echo": resource, "/other": other } });
  // Long, because output waits while the other connection is used, also on a busy machine.
  const peer = await rawClient(t, { port }, { timeoutMs: 60_000 });
  await openRaw(peer);
  await openRaw(peer, 3, "/other");
  const frame = encodeFrame({ type: "binary", bytes: new Uint8Array(50_000) });
  const all = Buffer.concat(Array.from({ length: 60 }, () => frame));
  const sending = peer.sendAll(1, all);
  const far = await connection;
  await until("the sender has no window", () => peer.sendWindow(1) <= 0 && peer.sendWindow(3) > 0);
  for (let at = 0; at < 100; at += 1) t.is(await echoOn(peer, 3), hex(text("on")));
  t.true(peer.sendWindow(1) <= 0);
  const { octets: before } = far.statistics().received;
  t.true(before <= limit.value("queuedOctets") + frame.length + 256 * 1024, `${before} octets were received`);
  let messages = 0;
  far.onmessage = () => (messages += 1);
  await sending;
  await until("all messages arrive", () => messages === 60);
  t.is(messages, 60);
});

test("malformed octets close their connection only", async (t) => {
  const { port, ws } = await serve(t);
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  await openRaw(peer, 3);
  peer.send(data(1, Uint8Array.of(0)));
  t.is(hex((await octets(peer, 1, 1)).subarray(0, 6)), "05024652414d");
  t.is(await echoOn(peer, 3), hex(text("on")));
  peer.send(data(1, clos, { endStream: true }));
  await until("one connection is left", () => ws.connections.size === 1);
  t.is(ws.connections.size, 1);
});

test("a stall in a frame, an end in a frame and a reset affect their connection only", async (t) => {
  const { port, ws } = await serve(t, { ...echo, limits: { close: 50 } });
  const peer = await rawClient(t, { port });
  for (const stream of [1, 3, 5, 7]) await openRaw(peer, stream);
  const half = encodeFrame({ type: "binary", bytes: new Uint8Array(1000) }).subarray(0, 500);
  peer.send(data(1, half), data(3, half, { endStream: true }), data(5, half), reset(5, "CANCEL"));
  t.is(await echoOn(peer, 7), hex(text("on")));
  await until("two connections are left", () => ws.connections.size === 2);
  // The stalled connection ends by the close timeout of the server.
  const closing = ws.close();
  peer.send(data(7, clos, { endStream: true }));
  await soon("the server is closed", closing);
  t.is(ws.connections.size, 0);
});

test("the connections of a lost peer end, and no others", async (t) => {
  const { port, ws, url } = await serve(t);
  const good = await newClient(t).connect(`${url}/echo`);
  const peer = await rawClient(t, { port });
  for (const stream of [1, 3]) await openRaw(peer, stream);
  peer.send(data(1, encodeFrame({ type: "text", text: "half" }).subarray(0, 3)));
  peer.destroy();
  await until("one connection is left", () => ws.connections.size === 1);
  good.send("on");
  t.is((await good[Symbol.asyncIterator]().next()).value, "on");
});

test("a session that Node.js stopped reading after octets that are not HTTP/2 is destroyed", async (t) => {
  const { port, ws, server } = await serve(t, { ...echo, limits: { pingStalled: 50 } });
  const sessions = once(server, "session");
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  const [session] = (await sessions) as [NodeJS.EventEmitter];
  // Not events.once: newer versions of Node.js emit an error before.
  const closed = new Promise((resolve) => session.once("close", resolve));
  // Header of a frame of 16 MiB.
  peer.send(Uint8Array.from([0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1]));
  peer.destroy();
  await soon("the session is closed", closed);
  t.is(ws.connections.size, 0);
});

test("a session that answers PING is kept; one that does not is destroyed at the second check", async (t) => {
  for (const answers of [true, false]) {
    const { port, server } = await serve(t);
    const sessions = once(server, "session");
    const peer = await rawClient(t, { port }, { pong: answers });
    await openRaw(peer);
    const [session] = (await sessions) as [ServerHttp2Session];
    const keepalive = new SessionKeepalive(session);
    for (let count = 0; count < 3 && !session.destroyed; count += 1) {
      keepalive.check();
      if (session.destroyed) break;
      const { data: sent } = await peer.next("PING", { matches: ({ ack }) => !ack });
      t.is(sent.length, 8);
      // The acknowledgement precedes the echo.
      if (answers) t.is(await echoOn(peer, 1), hex(text("on")));
    }
    t.is(session.destroyed, !answers);
  }
});

test("close of a client can be called twice", async (t) => {
  const { url } = await serve(t);
  const client = newClient(t);
  await client.connect(`${url}/echo`);
  await Promise.all([client.close(), client.close()]);
  t.is(client.connections.size, 0);
});

/** Returns a deflate payload that inflates to zeros. */
async function deflateBomb(mebibytes: number): Promise<Uint8Array> {
  const deflate = createDeflateRaw({ level: 9 });
  const parts: Buffer[] = [];
  deflate.on("data", (part: Buffer) => parts.push(part));
  for (let at = 0; at < mebibytes; at += 1) if (!deflate.write(new Uint8Array(1024 * 1024))) await once(deflate, "drain");
  deflate.end();
  await once(deflate, "end");
  return Buffer.concat(parts);
}

test("a message that inflates beyond the limit is answered with LRGE and closes its connection only", async (t) => {
  const methods = { deflate: [9, 15] } as const;
  // Without pings, which a busy machine would send before the bomb is complete.
  const { port } = await serve(t, {
    resources: { "/echo": { ...quiet, compression: methods }, "/other": other },
    limits: { pingAfter: 0 },
  });
  const peer = await rawClient(t, { port }, { timeoutMs: 30_000 });
  peer.send(
    ...headers(1, buildRequest({ scheme: "http", authority: "127.0.0.1", path: "/echo", offer: { deflate: [9, 15] } })),
    data(1, ping),
  );
  await octets(peer, 1, pong.length);
  await openRaw(peer, 3, "/other");
  const payload = await deflateBomb(512);
  await peer.sendAll(1, encodeFrame({ type: "binary", compression: "deflate", payload }));
  t.is(hex((await octets(peer, 1, 1)).subarray(2, 6)), hex(Buffer.from("LRGE")));
  t.is(await echoOn(peer, 3), hex(text("on")));
});

/** Opens a connection of a raw client with compression. */
async function openCompressed(peer: Http2Peer, method: "lz4" | "deflate"): Promise<void> {
  peer.send(
    ...headers(1, buildRequest({ scheme: "http", authority: "127.0.0.1", path: "/echo", offer: { [method]: [9, 9] } })),
    data(1, ping),
  );
  await octets(peer, 1, pong.length);
}

for (const method of ["lz4", "deflate"] as const) {
  const compressed: Partial<Resource> = { compression: { [method]: [9, 9] } };

  test(`messages that expand by ${method} stay within the bound while the application does not read, and all arrive`, async (t) => {
    const { resource, connection } = firstConnection();
    const limits = { message: 1024 * 1024, queuedOctets: 65_536 };
    const { port } = await serve(t, { resources: { "/echo": { ...resource, ...compressed }, "/other": other }, limits });
    const peer = await rawClient(t, { port });
    await openCompressed(peer, method);
    await openRaw(peer, 3, "/other");
    const size = 500_000;
    const count = 20;
    const sender = compressor({ [method]: 9 });
    const frames = Array.from({ length: count }, (_, at) =>
      encodeFrame({ type: "binary", compression: method, payload: sender.compress(new Uint8Array(size).fill(at)) as Uint8Array }),
    );
    const all = Buffer.concat([...frames, clos]);
    t.true(all.length < 64 * 1024);
    for (let at = 0; at < all.length; at += 16_384) {
      peer.send(data(1, all.subarray(at, at + 16_384), { endStream: at + 16_384 >= all.length }));
    }
    const far = await connection;
    // Octets arrive in order: after the second echo everything has been received, and turns have passed.
    for (let at = 0; at < 5; at += 1) t.is(await echoOn(peer, 3), hex(text("on")));
    // The first message over the bound is the last one read.
    t.is(far.statistics().received.messages, Math.ceil((limits.queuedOctets + 1) / size));
    const received: number[] = [];
    far.onmessage = (message) => received.push((message as Uint8Array)[0] ?? -1);
    t.like(await soon("the connection ends", far.closed), { code: 1005, wasClean: true });
    t.deepEqual(
      received,
      Array.from({ length: count }, (_, at) => at),
    );
    t.is(hex(await octets(peer, 1, clos.length)), hex(clos));
  });

  test(`a flood of short ${method} messages does not starve other connections`, async (t) => {
    const count = 2000;
    let received = 0;
    let receivedBefore: number | undefined;
    const { port } = await serve(t, {
      resources: {
        "/echo": { ...compressed, connection: (connection) => (connection.onmessage = () => (received += 1)) },
        "/other": { connection: (connection) => (connection.onmessage = () => (receivedBefore = received)) },
      },
    });
    const peer = await rawClient(t, { port });
    await openCompressed(peer, method);
    await openRaw(peer, 3, "/other");
    const sender = compressor({ [method]: 9 });
    const message = new Uint8Array(30);
    const flood = Buffer.concat(
      Array.from({ length: count }, () =>
        encodeFrame({ type: "binary", compression: method, payload: sender.compress(message) as Uint8Array }),
      ),
    );
    for (let at = 0; at < flood.length; at += 1000) peer.send(data(1, flood.subarray(at, at + 1000)));
    peer.send(data(3, text("on")));
    await until("all messages arrive", () => received === count && receivedBefore !== undefined);
    t.true((receivedBefore ?? count) < count, `the message of the other connection arrived after ${receivedBefore} of ${count}`);
  });
}
