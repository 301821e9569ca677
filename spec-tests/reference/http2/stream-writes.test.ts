import { once } from "node:events";
import { createServer, OutgoingMessage } from "node:http";
import { connect } from "node:net";
import { Duplex } from "node:stream";

import test, { type ExecutionContext } from "ava";

import { type Connection, type Resource, WebSocket2Server } from "../../../reference/http2/index.ts";
import { echo, listen, newClient, ping, serve } from "./support.ts";

const KIB = 1024;
const MESSAGES = 64;

/** The number of short messages that are sent, each after the answer to the one before. */
const ROUNDS = 5;

/** Greatest number of writes: 1.25 for each message, plus one for each 16 KiB begun. */
const mostWrites = (size: number): number => MESSAGES * (1.25 + Math.ceil(size / (16 * KIB)));

/** Counts the writes of a kind of stream, such as `ServerHttp2Stream`, until the test ends. */
function countWrites(t: ExecutionContext, kind: string): { readonly count: number } {
  const prototype = (kind === "ServerResponse" ? OutgoingMessage.prototype : Duplex.prototype) as {
    write: (...args: unknown[]) => boolean;
  };
  const { write } = prototype;
  const counter = { count: 0 };
  prototype.write = function (...args: unknown[]) {
    if (this.constructor.name === kind) counter.count += 1;
    return write.apply(this, args);
  };
  t.teardown(() => void (prototype.write = write));
  return counter;
}

function assertFew(t: ExecutionContext, { count }: { readonly count: number }, most: number): void {
  t.true(count > 0 && count <= most, `${count} writes, expected at most ${most}`);
}

/** Receives a number of messages. */
async function receive(connection: Connection, count: number): Promise<void> {
  for await (const _ of connection) if (--count === 0) break;
}

/** Returns octets that no method compresses. */
function incompressible(size: number): Uint8Array {
  let state = 1;
  return new Uint8Array(size).map(() => (state = (state * 48_271) % 2_147_483_647) & 255);
}

/** Returns a function that sends all messages at once. */
const sendAll = (payload: Uint8Array) => (connection: Connection): void => {
  for (let n = 0; n < MESSAGES; n++) connection.send(payload);
};

const methods = { none: {}, lz4: { lz4: [1, 9] }, deflate: { deflate: [8, 15] } } as const;

for (const [method, offer] of Object.entries(methods)) {
  for (const size of [16 * KIB, 64 * KIB, 256 * KIB]) {
    test.serial(`a server writes ${MESSAGES} waiting messages of ${size / KIB} KiB in few pieces, compression ${method}`, async (t) => {
      const resource: Resource = { compression: offer, connection: sendAll(incompressible(size)) };
      const { url } = await serve(t, { resources: { "/": resource } });
      const writes = countWrites(t, "ServerHttp2Stream");
      const connection = await newClient(t).connect(url, { compression: offer });
      t.is(Object.keys(connection.compression ?? { none: 0 })[0], method);
      await receive(connection, MESSAGES);
      assertFew(t, writes, mostWrites(size));
    });
  }
}

test.serial("a client writes waiting messages in few pieces, also from a stream with backpressure", async (t) => {
  const payload = incompressible(16 * KIB);
  const { url } = await serve(t);
  const writes = countWrites(t, "ClientHttp2Stream");
  const connection = await newClient(t).connect(`${url}/echo`);
  const received = receive(connection, 2 * MESSAGES);
  sendAll(payload)(connection);
  const writer = connection.writable.getWriter();
  for (let n = 0; n < MESSAGES; n++) void writer.write(payload);
  await received;
  assertFew(t, writes, 2 * mostWrites(payload.length));
});

test.serial("a server writes waiting messages over HTTP/1.1 in few pieces", async (t) => {
  const payload = incompressible(64 * KIB);
  const server = createServer();
  new WebSocket2Server({ resources: { "/": { connection: sendAll(payload) } } }).attach(server);
  const { port } = await listen(t, server);
  const writes = countWrites(t, "ServerResponse");
  const socket = connect(port, "127.0.0.1");
  t.teardown(() => socket.destroy());
  await once(socket, "connect");
  socket.write(
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/websocket2\r\nWebSocket2-Version: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  socket.write(Buffer.concat([Buffer.from(`${ping.length.toString(16)}\r\n`), ping, Buffer.from("\r\n")]));
  let octets = 0;
  for await (const chunk of socket as AsyncIterable<Uint8Array>) if ((octets += chunk.length) >= MESSAGES * payload.length) break;
  assertFew(t, writes, mostWrites(payload.length));
});

test.serial("a connection exchanges short messages while another on its HTTP/2 connection sends long ones in few pieces", async (t) => {
  const payload = new Uint8Array(1024 * KIB);
  const { url, server } = await serve(t, { resources: { ...echo.resources, "/bulk": { connection: sendAll(payload) } } });
  let sessions = 0;
  server.on("session", () => (sessions += 1));
  const client = newClient(t);
  const short = await client.connect(`${url}/echo`);
  const writes = countWrites(t, "ServerHttp2Stream");
  const bulk = await client.connect(`${url}/bulk`);
  let received = 0;
  const all = new Promise<void>((resolve) => {
    bulk.onmessage = () => {
      received += 1;
      if (received === MESSAGES) resolve();
    };
  });
  for (let round = 0; round < ROUNDS; round++) {
    const answer = new Promise((resolve) => (short.onmessage = resolve));
    short.send(`round ${round}`);
    t.is(await answer, `round ${round}`);
  }
  t.true(received < MESSAGES, "the short messages waited for all of the long ones");
  await all;
  t.is(sessions, 1);
  assertFew(t, writes, mostWrites(payload.length) + ROUNDS);
});
