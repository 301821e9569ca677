import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import {
  connectPeer,
  data,
  type Http2Field,
  goaway,
  headers,
  listenPeers,
  TimeoutError,
  type Http2Peer,
  type Http2Event,
  reset,
  settings,
  UnreachableError,
  windowUpdate,
} from "../../../../scripts/interop/h2/index.ts";

const host = "127.0.0.1";
const request: Http2Field[] = [
  [":method", "POST"],
  [":scheme", "http"],
  [":authority", "a"],
  [":path", "/"],
];

async function origin(t: { teardown: (end: () => void) => void }, onStream: (stream: http2.ServerHttp2Stream) => void): Promise<number> {
  const server = http2.createServer().on("stream", onStream);
  t.teardown(() => void server.close());
  await once(server.listen(0, host), "listening");
  return (server.address() as AddressInfo).port;
}

const echo = (stream: http2.ServerHttp2Stream): void => {
  stream.on("error", () => undefined);
  stream.respond({ ":status": 200 });
  stream.pipe(stream);
};

test("client: exchanges content with node:http2 in DATA frames of any size", async (t) => {
  const peer = await connectPeer({ host, port: await origin(t, echo) });
  t.teardown(() => peer.destroy());
  peer.send(headers(1, request), data(1, Buffer.from("a"), { padding: 9 }), data(1), data(1, Buffer.from("b")));
  t.like(await peer.next("HEADERS", { stream: 1 }), { type: "HEADERS", endStream: false });
  let text = "";
  while (text.length < 2) text += Buffer.from((await peer.next("DATA", { stream: 1 })).octets).toString();
  t.is(text, "ab");
  peer.send(data(1, undefined, { endStream: true }));
  t.like(await peer.next("DATA", { stream: 1, matches: ({ endStream }) => endStream }), { endStream: true });
});

test("client: sends more than one window as the window opens, and withholds its own window", async (t) => {
  const peer = await connectPeer({ host, port: await origin(t, echo) }, { settings: { INITIAL_WINDOW_SIZE: 1000 } });
  t.teardown(() => peer.destroy());
  peer.withholdWindow(1);
  let got = 0;
  peer.onEvent((event) => event.type === "DATA" && (got += event.octets.length));
  peer.send(headers(1, request));
  const content = new Uint8Array(200_000);
  const sending = peer.sendAll(1, content, { endStream: true });
  await peer.next("DATA", { stream: 1, matches: () => got >= 1000 });
  t.is(got, 1000);
  peer.releaseWindow(1);
  await sending;
  await peer.next("DATA", { stream: 1, matches: ({ endStream }) => endStream });
  t.is(got, content.length);
});

test("client: names the awaited event and the events received instead", async (t) => {
  const peer = await connectPeer({ host, port: await origin(t, (stream) => stream.close(http2.constants.NGHTTP2_CANCEL)) });
  t.teardown(() => peer.destroy());
  peer.send(headers(1, request));
  await peer.next("RST_STREAM", { stream: 1 });
  const silent = await t.throwsAsync(peer.next("DATA", { stream: 1, timeoutMs: 1 }), {
    instanceOf: TimeoutError,
    message: "expected DATA on stream 1, found nothing within 1 ms",
  });
  t.true((silent?.instead as Http2Event[]).every(({ type }) => type !== "DATA"));
  peer.destroy();
  await t.throwsAsync(peer.next("DATA"), { message: /^expected DATA, found the end of the TCP connection/ });
  await t.throwsAsync(peer.next("DATA"), { message: /^expected DATA, found the end of the TCP connection/ });
});

test("client: rejects with UnreachableError if no server listens", async (t) => {
  const server = await listenPeers({}, () => undefined);
  await server.close();
  await t.throwsAsync(connectPeer({ host, port: server.port }), {
    instanceOf: UnreachableError,
    message: `${host}:${server.port}: ECONNREFUSED`,
  });
});

/** Starts a server. @returns its port and its first peer */
async function listen(
  t: { teardown: (end: () => Promise<void>) => void },
  options = {},
): Promise<{ port: number; peer: Promise<Http2Peer> }> {
  let take: (peer: Http2Peer) => void = () => undefined;
  const peer = new Promise<Http2Peer>((resolve) => (take = resolve));
  const server = await listenPeers(options, take);
  t.teardown(() => server.close());
  return { port: server.port, peer };
}

async function respondOnce(peer: Http2Peer): Promise<void> {
  const { stream } = await peer.next("HEADERS");
  peer.send(headers(stream, [[":status", "200"]], { cuts: [1, 4] }), data(stream, Buffer.from("hel")));
  await peer.next("DATA", { stream, matches: ({ endStream }) => endStream });
  peer.send(data(stream, Buffer.from("lo"), { padding: 200 }), data(stream, undefined, { endStream: true }));
}

async function post(session: http2.ClientHttp2Session): Promise<string> {
  const stream = session.request({ ":method": "POST", ":path": "/" });
  const pieces: string[] = [];
  stream.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  await once(stream, "response");
  stream.end("content");
  await once(stream, "end");
  return pieces.join("");
}

test("server: exchanges content with node:http2", async (t) => {
  const { port, peer } = await listen(t);
  const session = http2.connect(`http://${host}:${port}`);
  t.teardown(() => session.destroy());
  const response = peer.then(respondOnce);
  t.is(await post(session), "hello");
  await response;
});

test("server: accepts TLS connections with h2 by ALPN", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "h2-peer-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-keyout",
      key,
      "-out",
      cert,
      "-days",
      "2",
      "-subj",
      "/CN=localhost",
    ],
    { stdio: "ignore" },
  );
  const { port, peer } = await listen(t, { tls: { key: readFileSync(key), cert: readFileSync(cert) } });
  const client = await connectPeer({ host, port, tls: { verify: false } });
  t.teardown(() => client.destroy());
  client.send(headers(1, request));
  t.like(await (await peer).next("HEADERS"), { stream: 1, endStream: false });
  await t.throwsAsync(connectPeer({ host, port, tls: { verify: true } }), { instanceOf: UnreachableError, message: /SELF_SIGNED/ });
});

test("two raw peers deliver every frame and the end of the connection", async (t) => {
  const { port, peer } = await listen(t, { settings: { MAX_CONCURRENT_STREAMS: 3 } });
  const client = await connectPeer({ host, port }, { settings: false });
  client.send(
    Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    settings({ ENABLE_PUSH: 0 }),
    reset(1, "CANCEL"),
    goaway(0, "NO_ERROR"),
    windowUpdate(0, 5),
  );
  const server = await peer;
  t.deepEqual(await client.next("SETTINGS", { matches: ({ ack }) => !ack }), {
    type: "SETTINGS",
    ack: false,
    settings: [{ identifier: "MAX_CONCURRENT_STREAMS", value: 3 }],
  });
  t.like(await server.next("GOAWAY"), { lastStream: 0, code: "NO_ERROR" });
  t.like(await server.next("RST_STREAM"), { stream: 1, code: "CANCEL" });
  t.like(await server.nextMatching("an event of stream 0", (event) => event.type === "WINDOW_UPDATE"), { stream: 0, increment: 5 });
  client.end();
  t.like(await server.next("LOSS"), { why: "the end of the TCP connection" });
  t.true(server.isLost);
});
