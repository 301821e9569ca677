import { getEventListeners, once } from "node:events";
import { createSecureServer, createServer as createHttp2Server, type ServerHttp2Session } from "node:http2";
import { createServer } from "node:net";

import test from "ava";

import {
  Client,
  CloseError,
  connect,
  type Connection,
  OpeningError,
  sessionOptions,
  WebSocket2Server,
} from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/errors.ts";
import { buildReply } from "../../../../reference/wire/index.ts";
import { makeCertificate } from "../../../../scripts/common/certificate.ts";
import { data, goaway, headers, type Http2Peer, reset } from "../../../../scripts/interop/h2/index.ts";
import { acceptRaw, echo, listen, newClient, octets, ping, pongTo, rawServer, serve } from "../support.ts";

/** Starts an echo server that collects its HTTP/2 sessions. */
async function serveCounted(t: Parameters<typeof serve>[0], most?: number) {
  const server = createHttp2Server(sessionOptions);
  const ws = new WebSocket2Server(echo).attach(server);
  if (most !== undefined) server.updateSettings({ ...sessionOptions.settings, maxConcurrentStreams: most });
  const sessions: ServerHttp2Session[] = [];
  server.on("session", (session) => sessions.push(session));
  return { ...(await listen(t, server)), sessions, ws };
}

test("connections to one origin share one HTTP/2 connection, also opened concurrently and with another scheme", async (t) => {
  const { url, port, sessions } = await serveCounted(t);
  const client = newClient(t, { sharedBy: Infinity });
  await Promise.all([...Array<string>(150).fill(`${url}/echo`), `ws://127.0.0.1:${port}/echo`].map((each) => client.connect(each)));
  t.is(sessions.length, 1);
  t.is(client.connections.size, 151);
});

test("a further HTTP/2 connection is opened when SETTINGS_MAX_CONCURRENT_STREAMS is reached", async (t) => {
  const { url, sessions } = await serveCounted(t, 3);
  const client = newClient(t);
  await client.connect(`${url}/echo`);
  for (let n = 0; n < 6; n += 1) await client.connect(`${url}/echo`);
  t.is(sessions.length, 3);
});

test("an idle HTTP/2 connection closes, and a later connection opens another", async (t) => {
  const { url, sessions } = await serveCounted(t);
  const client = newClient(t, { idle: 10 });
  const connection = await client.connect(`${url}/echo`);
  connection.onmessage = () => undefined;
  const ended = once(sessions[0] as ServerHttp2Session, "close");
  connection.close();
  await ended;
  await client.connect(`${url}/echo`);
  t.is(sessions.length, 2);
});

test("an opening that is reset with REFUSED_STREAM is repeated on another HTTP/2 connection", async (t) => {
  let peers = 0;
  const { url } = await rawServer(t, (peer) => {
    peers += 1;
    if (peers === 1) void peer.next("HEADERS").then(({ stream }) => peer.send(reset(stream, "REFUSED_STREAM")));
    else void acceptRaw(peer);
  });
  t.truthy(await newClient(t).connect(url));
  t.is(peers, 2);
});

test("an opening that is always reset with REFUSED_STREAM fails after two attempts (R-154)", async (t) => {
  let peers = 0;
  const { url } = await rawServer(t, (peer) => {
    peers += 1;
    void peer.next("HEADERS").then(({ stream }) => peer.send(reset(stream, "REFUSED_STREAM")));
  });
  const error = await t.throwsAsync(newClient(t).connect(url), { instanceOf: OpeningError });
  t.like(error.failure, { check: "aborted", reset: 7 });
  t.is(peers, 2);
});

test("an opening that is reset with another code is not repeated", async (t) => {
  let peers = 0;
  const { url } = await rawServer(t, (peer) => {
    peers += 1;
    void peer.next("HEADERS").then(({ stream }) => peer.send(reset(stream, "INTERNAL_ERROR")));
  });
  const error = await t.throwsAsync(newClient(t).connect(url), { instanceOf: OpeningError });
  t.like(error.failure, { check: "aborted", reset: 2 });
  t.is(peers, 1);
});

test("an opening that GOAWAY leaves unprocessed is repeated; an open connection continues", async (t) => {
  const peers: Http2Peer[] = [];
  const { url } = await rawServer(t, (peer) => {
    peers.push(peer);
    void acceptRaw(peer);
  });
  const client = newClient(t);
  const connection = await client.connect(url);
  const second = client.connect(url);
  const [first] = peers as [Http2Peer];
  await first.next("HEADERS", { stream: 3 });
  first.send(goaway(1, "NO_ERROR"));
  t.truthy(await second);
  t.is(peers.length, 2);
  first.send(data(1, Uint8Array.of(0x03, 0x00, 0x48, 0x69)));
  t.is((await connection[Symbol.asyncIterator]().next()).value, "Hi");
});

test("after GOAWAY with an error, an opening is repeated only if its stream was certainly not processed", async (t) => {
  for (const [last, attempts] of [[0, 2], [1, 1]] as const) {
    let peers = 0;
    const { url } = await rawServer(t, (peer) => {
      peers += 1;
      if (peers === 1) void peer.next("HEADERS").then(() => peer.send(goaway(last, "ENHANCE_YOUR_CALM")));
      else void acceptRaw(peer);
    });
    const connecting = newClient(t).connect(url);
    if (attempts === 2) t.truthy(await connecting);
    else t.is((await t.throwsAsync(connecting, { instanceOf: OpeningError })).check, "aborted");
    t.is(peers, attempts);
  }
});

test("an opening that GOAWAY with an error always leaves unprocessed fails after two attempts (R-154)", async (t) => {
  let peers = 0;
  const { url } = await rawServer(t, (peer) => {
    peers += 1;
    void peer.next("HEADERS").then(() => peer.send(goaway(0, "INTERNAL_ERROR")));
  });
  const error = await t.throwsAsync(newClient(t).connect(url), { instanceOf: OpeningError });
  t.like(error.failure, { check: "aborted", reset: 7 });
  t.is(peers, 2);
});

test("after status 421 the opening is repeated once on a new HTTP/2 connection", async (t) => {
  let peers = 0;
  const { url } = await rawServer(t, (peer) => {
    peers += 1;
    void peer.next("HEADERS").then(({ stream }) => peer.send(...headers(stream, [[":status", "421"]], { endStream: true })));
  });
  const error = await t.throwsAsync(newClient(t).connect(url), { instanceOf: OpeningError });
  t.like(error.failure, { check: "status", status: 421 });
  t.is(peers, 2);
});

test("a 401 is answered with credentials once, and a 503 is repeated after retry-after", async (t) => {
  const seen: (string | undefined)[] = [];
  const { url } = await serve(t, {
    resources: {
      "/": {
        connection: () => undefined,
        authorize: ({ headers: { authorization } }) => {
          seen.push(authorization);
          if (authorization !== "Basic y") return { refuse: { status: 401, fields: [["www-authenticate", "Basic"]] } };
          return seen.length < 3 ? { refuse: { status: 503, fields: [["retry-after", "0"]] } } : undefined;
        },
      },
    },
  });
  const client = newClient(t);
  t.is((await t.throwsAsync(client.connect(url), { instanceOf: OpeningError })).failure.status, 401);
  seen.length = 0;
  const credentials = () => ({ authorization: "Basic y" });
  t.truthy(await client.connect(url, { credentials, maxRetryDelay: 1000 }));
  t.deepEqual(seen, [undefined, "Basic y", "Basic y"]);
});

test("both ends know the message limit of the peer, unless announceLimit is false", async (t) => {
  for (const [announceLimit, expected] of [[true, [65_536, 70_000]], [false, [undefined, undefined]]] as const) {
    const seen: (number | undefined)[] = [];
    const resources = { "/": { connection: (opened: Connection) => void seen.push(opened.peerMessageLimit) } };
    const { url } = await serve(t, { resources, limits: { message: 70_000 }, announceLimit });
    const connection = await newClient(t).connect(url, { limits: { message: 65_536 }, announceLimit });
    t.deepEqual([...seen, connection.peerMessageLimit], expected);
    if (announceLimit) t.throws(() => connection.send(new Uint8Array(70_001)), { instanceOf: LocalError });
    else t.true(connection.send("on"));
  }
});

test("an HTTP/2 connection that fails rejects the opening with its reason", async (t) => {
  const closed = createServer();
  await once(closed.listen(0, "127.0.0.1"), "listening");
  const { port } = closed.address() as { port: number };
  closed.close();
  const refused = await t.throwsAsync(newClient(t).connect(`http://127.0.0.1:${port}`), { instanceOf: OpeningError });
  t.is(refused.check, "aborted");
  t.regex(refused.message, /ECONNREFUSED/);

  const stranger = createServer((socket) => socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const { url } = await listen(t, stranger);
  t.is((await t.throwsAsync(newClient(t).connect(url), { instanceOf: OpeningError })).check, "aborted");
});

test("a server that sends nothing is a timeout", async (t) => {
  const silent = await listen(t, createServer((socket) => socket.on("error", () => undefined).resume()));
  const error = await t.throwsAsync(newClient(t).connect(silent.url, { limits: { handshake: 50 } }), { instanceOf: OpeningError });
  t.is(error.check, "timeout");
});

test("a signal aborts before the HTTP/2 connection is set up; a signal that is already aborted opens nothing", async (t) => {
  const silent = await listen(t, createServer((socket) => socket.on("error", () => undefined).resume()), "https");
  const abort = new AbortController();
  const opening = newClient(t).connect(silent.url, { signal: abort.signal });
  abort.abort();
  t.is((await t.throwsAsync(opening, { instanceOf: OpeningError })).check, "cancelled");
  const { url } = await serve(t);
  t.is(
    (await t.throwsAsync(newClient(t).connect(`${url}/echo`, { signal: AbortSignal.abort() }), { instanceOf: OpeningError })).check,
    "cancelled",
  );
});

test("a refusal without END_STREAM is reported after refusalLinger, with the content that arrived", async (t) => {
  const { url } = await rawServer(t, (peer) => {
    void peer.next("HEADERS").then(({ stream }) => peer.send(...headers(stream, [[":status", "404"]]), data(stream, Buffer.from("no"))));
  });
  // The handshake timeout is longer than any test may take.
  const error = await t.throwsAsync(newClient(t).connect(url, { limits: { refusalLinger: 20, handshake: 3_600_000 } }), {
    instanceOf: OpeningError,
  });
  t.like(error.failure, { check: "status", status: 404 });
  t.is(Buffer.from(error.failure.content ?? []).toString(), "no");
});

test("a signal that aborts after the opening terminates the connection; an ended connection leaves no listener on it", async (t) => {
  const { url } = await serve(t);
  const abort = new AbortController();
  const client = newClient(t);
  const connection = await client.connect(`${url}/echo`, { signal: abort.signal });
  const ended = await client.connect(`${url}/echo`, { signal: abort.signal });
  t.is(getEventListeners(abort.signal, "abort").length, 2);
  ended.close(1000);
  t.is((await ended.closed).code, 1000);
  await Promise.resolve();
  t.is(getEventListeners(abort.signal, "abort").length, 1);
  abort.abort();
  t.is((await connection.closed).code, 1006);
  t.is(connection.state, "closed");
});

test("the loss of an HTTP/2 connection ends its connections with 1006, and the client connects again", async (t) => {
  const { url, sessions } = await serveCounted(t);
  const client = newClient(t);
  const lost = await Promise.all([client.connect(`${url}/echo`), client.connect(`${url}/echo`)]);
  sessions[0]?.destroy();
  for (const connection of lost) t.like(await connection.closed, { code: 1006, wasClean: false });
  const connection = await client.connect(`${url}/echo`);
  connection.send("on");
  t.is((await connection[Symbol.asyncIterator]().next()).value, "on");
});

test("a failed check is reported by name, observation and meaning", async (t) => {
  const wrongPong = (stream: number, opening: Uint8Array) => [
    ...headers(stream, buildReply()),
    data(stream, pongTo(opening.map((octet, at) => (at === 10 ? octet ^ 1 : octet)))),
  ];
  const cases = [
    ["not-websocket2", (stream: number) => headers(stream, [[":status", "200"]]), /origin does not support WebSocket2/],
    [
      "status",
      (stream: number) =>
        headers(
          stream,
          [
            [":status", "502"],
            ["proxy-status", "p"],
          ],
          { endStream: true },
        ),
      /status 502, proxy-status p/,
    ],
    ["content-coded", (stream: number) => headers(stream, [...buildReply(), ["content-encoding", "gzip"]]), /content-encoding gzip/],
    ["ended", (stream: number) => headers(stream, buildReply(), { endStream: true }), /END_STREAM/],
    ["opening-pong", wrongPong, /replays, caches or joins streams/],
  ] as const;
  for (const [check, reply, message] of cases) {
    const { url } = await rawServer(t, (peer) => {
      void peer.next("HEADERS").then(async ({ stream }) => peer.send(...reply(stream, await octets(peer, stream, ping.length))));
    });
    const error = await t.throwsAsync(newClient(t).connect(url), { instanceOf: OpeningError }, check);
    t.is(error.check, check);
    t.regex(error.message, message);
  }
});

test("a pending write resolves when the connection is lost while messages wait for a reader; the next write fails", async (t) => {
  const sessions: ServerHttp2Session[] = [];
  const { url, server } = await serve(t, { resources: { "/": { connection: (unread) => unread.send("unread") } } });
  server.on("session", (session: ServerHttp2Session) => sessions.push(session));
  const connection = await newClient(t).connect(url);
  const writer = connection.writable.getWriter();
  const waits = writer.write(new Uint8Array(4_000_000));
  while (connection.statistics().received.messages === 0) await new Promise(setImmediate);
  for (const session of sessions) session.destroy();
  await waits;
  t.is(connection.state, "closed");
  await t.throwsAsync(writer.write("next"), { instanceOf: CloseError });
});

test("interim responses are skipped", async (t) => {
  const { url } = await rawServer(t, (peer) => {
    void peer.next("HEADERS").then(async ({ stream }) => {
      const opening = await octets(peer, stream, ping.length);
      peer.send(...headers(stream, [[":status", "103"]]), ...headers(stream, buildReply()), data(stream, pongTo(opening)));
    });
  });
  t.truthy(await newClient(t).connect(url));
});

test("an unusable URL or option throws LocalError", async (t) => {
  const { url } = await serve(t);
  const client = newClient(t);
  for (const wrong of ["ftp://a", "/echo", "https://me:secret@a/"]) {
    await t.throwsAsync(client.connect(wrong), { instanceOf: LocalError }, wrong);
  }
  await t.throwsAsync(client.connect(url, { headers: { "websocket2-version": "2" } }), { instanceOf: LocalError });
  await t.throwsAsync(client.connect(url, { limits: { message: 1 } }), { instanceOf: LocalError });
  await t.throwsAsync(client.connect(url, { sendBuffer: { most: -1 } }), { instanceOf: LocalError });
});

const wrongOptions: readonly (readonly [options: unknown, message: string])[] = [
  [{ protocols: "chat" }, 'protocols: expected a list of strings, found "chat"'],
  [{ signal: "x" }, 'signal: expected an AbortSignal, found "x"'],
  [{ origin: 5 }, "origin: expected a string, found 5"],
  [{ confirm: "yes" }, 'confirm: expected true or false, found "yes"'],
  [{ limits: 5 }, "limits: expected an object, found 5"],
  [null, "expected an object, found null"],
  [{ use: { threshold: -1 } }, "use.threshold: expected a number from 0, found -1"],
  [{ use: { treshold: 1 } }, "use.treshold: unknown option; expected one of threshold"],
  [{ maxRetryDelay: -1 }, "maxRetryDelay: expected a number from 0, found -1"],
  [{ redirects: 1 }, "redirects: expected true or false, found 1"],
  [
    { redirects: true, origin: "https://example.com" },
    "redirects: expected false with origin: an opening that acts for a page follows no redirection",
  ],
  [{ sendBuffer: { max: 1 } }, "sendBuffer.max: unknown option; expected one of most, over"],
  [{ compression: { lz5: [1, 9] } }, "compression.lz5: expected one of lz4, deflate"],
  [{ compression: { deflate: [8, 16] } }, "compression.deflate.1: expected an integer of 8 to 15, found 16"],
  [{ compression: { lz4: [9, 1] } }, "compression.lz4: expected the least parameter before the greatest"],
  [{ protocols: [""] }, "protocols: expected names of subprotocols, found an empty one"],
  [{ protocols: ["a", "a"] }, 'protocols: expected each subprotocol once, found "a" again'],
  [{ protocols: ["a", "b\u0001"] }, 'protocols.1: expected a value of type string, found "b\\u0001"'],
];

test("a wrong or unknown option of an opening or a client throws LocalError", async (t) => {
  const client = newClient(t);
  for (const [options, message] of wrongOptions) {
    await t.throwsAsync(client.connect("http://127.0.0.1:1/", options as never), { instanceOf: LocalError, message });
  }
  await t.throwsAsync(client.connect("http://127.0.0.1:1/", { timeout: 5 } as never), {
    instanceOf: LocalError,
    message: /^timeout: unknown option; expected one of protocols, /,
  });
  await t.throwsAsync(connect("http://127.0.0.1:1/", { tls: "x" as never }), {
    instanceOf: LocalError,
    message: 'tls: expected an object, found "x"',
  });
  for (const idle of [-1, Number.NaN, "1"]) {
    t.throws(() => new Client({ idle: idle as number }), { instanceOf: LocalError, message: /^idle: expected a number from 0, found / });
  }
});

test("a request that cannot be built releases its reserved stream", async (t) => {
  const { url, sessions } = await serveCounted(t, 1);
  const client = newClient(t);
  for (let n = 0; n < 3; n += 1) {
    await t.throwsAsync(client.connect(url, { headers: { "websocket2-version": "2" } }), { instanceOf: LocalError });
  }
  await client.connect(`${url}/echo`);
  t.is(sessions.length, 1);
});

test("connect opens over TLS with a trusted certificate, and fails with another", async (t) => {
  const { key, cert } = await makeCertificate();
  const server = createSecureServer({ ...sessionOptions, key, cert });
  new WebSocket2Server(echo).attach(server);
  const { port } = await listen(t, server, "https");
  for (const scheme of ["https", "wss"]) {
    const connection = await connect(`${scheme}://localhost:${port}/echo`, { tls: { ca: cert } });
    connection.send("over TLS");
    t.is((await connection[Symbol.asyncIterator]().next()).value, "over TLS");
    connection.close();
    t.true((await connection.closed).wasClean);
  }
  const error = await t.throwsAsync(new Client().connect(`https://localhost:${port}/echo`), { instanceOf: OpeningError });
  t.is(error.check, "aborted");
  t.regex(error.message, /certificate/);
});

test("close of a client closes its connections with 1001, and its HTTP/2 connections", async (t) => {
  const { url, sessions, ws } = await serveCounted(t);
  const client = new Client();
  const connection = await client.connect(`${url}/echo`);
  await client.close();
  t.like(await connection.closed, { code: 1001, wasClean: true });
  t.is(ws.connections.size, 0);
  if (sessions[0]?.destroyed === false) await once(sessions[0], "close");
  t.true(sessions[0]?.destroyed);
});
