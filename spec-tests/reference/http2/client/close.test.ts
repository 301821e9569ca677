/** The end of a client: the openings, HTTP/2 connections and promises that `close` ends. */
import { once } from "node:events";
import type { ServerHttp2Session } from "node:http2";
import { createServer, type Socket } from "node:net";

import test, { type ExecutionContext } from "ava";

import { Client, type ConnectOptions, OpeningError } from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/errors.ts";
import { headers, type Http2ListenOptions, type Http2Peer } from "../../../../scripts/interop/h2/index.ts";
import { acceptRaw, listen, rawServer, serve, soon } from "../support.ts";

/** Opening under way when its client closes. */
interface PendingOpening {
  /** How a raw server treats each HTTP/2 connection; resolves when the client waits. */
  readonly handle: (peer: Http2Peer) => Promise<unknown>;
  readonly server?: Http2ListenOptions;
  readonly options?: ConnectOptions;
  /** Calls of `connect`; the default is 1. */
  readonly count?: number;
}

const refuse = async (peer: Http2Peer, status: string, field: readonly [string, string]): Promise<void> => {
  const { stream } = await peer.next("HEADERS");
  peer.send(headers(stream, [[":status", status], ["websocket2-error", "declined"], field], { endStream: true }));
};

/** Resolves when the callback `credentials` has been called. */
let asked: () => void = () => undefined;
const wasAsked = new Promise<void>((resolve) => (asked = resolve));

const pendingOpenings: Readonly<Record<string, PendingOpening>> = {
  "a response": { handle: (peer) => peer.next("HEADERS") },
  "the opening pong": { handle: (peer) => acceptRaw(peer, false) },
  "SETTINGS, for a stream on the same HTTP/2 connection": {
    // Six connections share one HTTP/2 connection, the seventh waits for its limit.
    handle: async (peer) => {
      for (let count = 0; count < 6; count += 1) await peer.next("HEADERS");
    },
    server: { settings: false },
    count: 7,
  },
  "the time to repeat the handshake": {
    handle: async (peer) => {
      await refuse(peer, "503", ["retry-after", "60"]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    options: { maxRetryDelay: 100_000 },
  },
  credentials: {
    handle: async (peer) => {
      await refuse(peer, "401", ["www-authenticate", "Basic"]);
      await wasAsked;
    },
    options: { credentials: () => (asked(), new Promise(() => undefined)) },
  },
};

/** Checks that an opening has been cancelled by the close of its client. */
async function assertCancelled(t: ExecutionContext, opening: Promise<unknown>): Promise<void> {
  const error = await t.throwsAsync(soon("the opening fails", opening), { instanceOf: OpeningError });
  t.is(error.check, "cancelled");
  t.true(error.cause instanceof LocalError);
}

for (const [name, { handle, server, options, count = 1 }] of Object.entries(pendingOpenings)) {
  test(`close of a client cancels an opening that waits for ${name}, and opens nothing behind it`, async (t) => {
    const handled: Promise<unknown>[] = [];
    const { url } = await rawServer(t, (peer) => void handled.push(handle(peer)), server);
    const client = new Client();
    const openings = Array.from({ length: count }, () => client.connect(url, options));
    const failed = Promise.all(openings.map((opening) => assertCancelled(t, opening)));
    while (handled.length === 0) await new Promise(setImmediate);
    await handled[0];
    await soon("the client is closed", client.close());
    await failed;
    t.is(client.connections.size, 0);
    t.is(handled.length, 1);
  });
}

test("close of a client cancels an opening whose server says nothing, and ends its TCP connection", async (t) => {
  const sockets: Socket[] = [];
  const { url } = await listen(t, createServer((socket) => sockets.push(socket)));
  const client = new Client();
  const cancelled = assertCancelled(t, client.connect(url));
  while (sockets.length === 0) await new Promise(setImmediate);
  await soon("the client is closed", client.close());
  await cancelled;
  const [socket] = sockets as [Socket];
  socket.resume();
  await soon("TCP has ended", once(socket.on("error", () => undefined), "close"));
});

test("close of a client right after connect cancels the opening, and a second close is the same", async (t) => {
  const { url } = await serve(t);
  const client = new Client();
  const cancelled = assertCancelled(t, client.connect(`${url}/echo`));
  const closing = client.close();
  t.is(client.close(), closing);
  await soon("the client is closed", closing);
  await cancelled;
});

test("connect of a closed client is refused with check cancelled", async (t) => {
  const client = new Client();
  await client.close();
  const error = await t.throwsAsync(client.connect("http://127.0.0.1:1/"), { instanceOf: OpeningError });
  t.deepEqual(error.failure, { check: "cancelled", seen: "the client is closed" });
});

test("close of a client ends although the server never closes the TCP connection", async (t) => {
  const { url } = await rawServer(t, (peer) => void acceptRaw(peer).then(() => peer.stopReading()));
  const client = new Client();
  const connection = await client.connect(url, { limits: { close: 20, closeAtMost: 20 } });
  await soon("the client is closed", client.close());
  t.is((await connection.closed).code, 1006);
});

test("an opening whose signal has aborted reserves no stream", async (t) => {
  const { url, server } = await serve(t);
  const sessions: ServerHttp2Session[] = [];
  server.on("session", (session: ServerHttp2Session) => sessions.push(session));
  const client = new Client({ idle: 1 });
  t.teardown(() => client.close());
  const connection = await client.connect(`${url}/echo`);
  await t.throwsAsync(client.connect(`${url}/echo`, { signal: AbortSignal.abort() }), { instanceOf: OpeningError });
  connection.close();
  // The HTTP/2 connection is idle then.
  await soon("the HTTP/2 connection is closed", once(sessions[0] as ServerHttp2Session, "close"));
  t.is(sessions.length, 1);
});
