/**
 * Probes of node:http2: each shows a cell of its column in draft/data/libraries.json. They run with the major version of Node.js that
 * the column names; another version may need another cell.
 *
 * @module
 */
import { once } from "node:events";
import { createServer as createHttp1Server, type IncomingMessage, type ServerResponse } from "node:http";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  type ServerOptions,
  type ServerStreamResponseOptions,
} from "node:http2";
import { connect as connectTcp } from "node:net";
import { addAbortSignal } from "node:stream";

import test, { type ExecutionContext } from "ava";

import {
  data,
  goaway,
  headers,
  type Http2ConnectOptions,
  type Http2EventOf,
  type Http2Peer,
  reset,
  windowUpdate,
} from "../../../../scripts/interop/h2/index.ts";
import { listen, octets, rawClient, rawServer, sentOn, until } from "../../../reference/http2/support.ts";
import { measuredVersion, requestTo, settle, type Verdict, verdictOn } from "./library-cells.ts";

const isMeasuredVersion = measuredVersion("node-http2").startsWith(`Node.js ${process.versions.node.split(".")[0]}.`);

/** Tests a cell: its verdict, and a probe that shows it. */
function probe(rule: string, verdict: Verdict, shown: string, body: (t: ExecutionContext) => Promise<void>): void {
  const run = isMeasuredVersion ? test : test.skip;
  run(`node:http2, ${rule}, ${verdict}: ${shown}`, async (t) => {
    t.is(verdictOn(rule, "node-http2"), verdict);
    await body(t);
  });
}

const REQUEST = requestTo("/");

interface ServedStream {
  readonly peer: Http2Peer;
  readonly stream: ServerHttp2Stream;
  readonly fields: IncomingHttpHeaders;
  readonly raw: readonly string[];
}

interface ServeOptions {
  readonly server?: ServerOptions;
  readonly client?: Http2ConnectOptions;
  readonly fields?: readonly (readonly [string, string])[];
}

/** Serves the first stream of a raw client, without a response. */
async function serveStream(t: ExecutionContext, { server: options = {}, client, fields = [] }: ServeOptions = {}): Promise<ServedStream> {
  const server = createServer(options);
  const peer = await rawClient(t, await listen(t, server), client);
  peer.send(...headers(1, [...REQUEST, ...fields]));
  const [stream, parsed, , raw] = (await once(server, "stream")) as [ServerHttp2Stream, IncomingHttpHeaders, number, string[]];
  stream.on("error", () => undefined);
  return { peer, stream, fields: parsed, raw };
}

function windowGivenBack(peer: Http2Peer, stream: number): number {
  const updates = peer.unread.filter((event) => event.type === "WINDOW_UPDATE" && event.stream === stream);
  return updates.reduce((sum, event) => sum + (event.type === "WINDOW_UPDATE" ? event.increment : 0), 0);
}

function sendContent(peer: Http2Peer, pieces: number): void {
  for (let sent = 0; sent < pieces; sent += 1) peer.send(data(1, new Uint8Array(10_000)));
}

probe("duplex", "yes", "an octet is sent back while the request is open", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.respond();
  stream.on("data", (chunk: Uint8Array) => stream.write(chunk));
  await peer.next("HEADERS", { stream: 1 });
  for (const octet of [1, 2, 3]) {
    peer.send(data(1, Uint8Array.of(octet)));
    t.deepEqual([...(await octets(peer, 1, 1))], [octet]);
  }
});

probe("fields", "set", "repeated lines are apart in the raw list only, and a date is added unless sendDate is false", async (t) => {
  const { peer, stream, fields, raw } = await serveStream(t, { fields: [["x-a", "1"], ["x-a", "2"]] });
  t.is(fields["x-a"], "1, 2");
  t.deepEqual(raw.slice(-4), ["x-a", "1", "x-a", "2"]);
  stream.respond();
  const names = ({ fields: sent }: Http2EventOf<"HEADERS">): string[] => sent.map(([name]) => name);
  t.deepEqual(names(await peer.next("HEADERS", { stream: 1 })), [":status", "date"]);
  const second = await serveStream(t);
  second.stream.respond({}, { sendDate: false } as ServerStreamResponseOptions);
  t.deepEqual(names(await second.peer.next("HEADERS", { stream: 1 })), [":status"]);
});

probe("cancel", "set", "close() ends the stream first, an abort signal does not", async (t) => {
  const first = await serveStream(t);
  first.stream.respond();
  first.stream.close(8);
  await first.peer.next("RST_STREAM", { stream: 1, matches: ({ code }) => code === "CANCEL" });
  t.deepEqual(sentOn(first.peer, 1), ["HEADERS", "DATA 0 END_STREAM"]);
  const second = await serveStream(t);
  second.stream.respond();
  await settle(second.peer);
  addAbortSignal(AbortSignal.abort(), second.stream);
  await second.peer.next("RST_STREAM", { stream: 1, matches: ({ code }) => code === "CANCEL" });
  t.deepEqual(sentOn(second.peer, 1), ["HEADERS"]);
});

probe("blocked-end", "yes", "a stream whose octets wait for window is reset at once", async (t) => {
  const { peer, stream } = await serveStream(t, { client: { settings: { INITIAL_WINDOW_SIZE: 0 } } });
  stream.respond();
  stream.write(new Uint8Array(1000));
  await settle(peer);
  addAbortSignal(AbortSignal.abort(), stream);
  await peer.next("RST_STREAM", { stream: 1, matches: ({ code }) => code === "CANCEL" });
  t.deepEqual(sentOn(peer, 1), ["HEADERS"]);
});

probe("reset-seen", "yes", "content comes before the close event, which has the code", async (t) => {
  const { peer, stream } = await serveStream(t);
  const events: string[] = [];
  stream.on("data", (chunk: Uint8Array) => events.push(`data ${chunk.length}`));
  stream.on("close", () => events.push(`close ${stream.rstCode}`));
  peer.send(data(1, new Uint8Array(5)), reset(1, "REFUSED_STREAM"));
  await until("the stream is closed", () => events.length === 2);
  t.deepEqual(events, ["data 5", "close 7"]);
});

probe("reads-apart", "yes", "window is given back while the own content waits for window", async (t) => {
  const { peer, stream } = await serveStream(t, { client: { settings: { INITIAL_WINDOW_SIZE: 0 } } });
  stream.respond();
  stream.write(new Uint8Array(100_000));
  stream.resume();
  sendContent(peer, 6);
  await peer.next("WINDOW_UPDATE", { stream: 1 });
  t.deepEqual(sentOn(peer, 1), ["HEADERS"]);
});

probe("stream-window", "yes", "a paused stream gives no window back until it is resumed", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.pause();
  sendContent(peer, 6);
  await settle(peer);
  t.is(windowGivenBack(peer, 1), 0);
  stream.resume();
  await peer.next("WINDOW_UPDATE", { stream: 1 });
});

probe("connection-window", "yes", "a paused stream gives connection window back", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.pause();
  sendContent(peer, 6);
  await peer.next("WINDOW_UPDATE", { stream: 0, matches: ({ increment }) => increment > 30_000 });
  t.is(windowGivenBack(peer, 1), 0);
});

probe("window-left", "yes", "the state of a stream has its window", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.pause();
  const before = stream.state.localWindowSize ?? 0;
  sendContent(peer, 2);
  await settle(peer);
  t.is(stream.state.localWindowSize, before - 20_000);
});

probe("sent", "yes", "the callback of write() waits for window", async (t) => {
  const { peer, stream } = await serveStream(t, { client: { settings: { INITIAL_WINDOW_SIZE: 0 } } });
  stream.respond();
  let sent = false;
  stream.write(new Uint8Array(1000), () => (sent = true));
  await settle(peer);
  t.false(sent);
  peer.send(windowUpdate(1, 1000));
  await until("the octets are sent", () => sent);
});

probe("small-data", "set", "maxSessionInvalidFrames bounds empty DATA frames of an HTTP/2 connection", async (t) => {
  const sendEmpty = async (server: ServerOptions): Promise<Http2Peer> => {
    const { peer, stream } = await serveStream(t, { server });
    stream.session?.on("error", () => undefined);
    stream.resume();
    for (let sent = 0; sent < 1100; sent += 1) peer.send(data(1));
    return peer;
  };
  const limited = await sendEmpty({});
  await t.notThrowsAsync(limited.next("LOSS"));
  const raised = await sendEmpty({ maxSessionInvalidFrames: 1_000_000 } as ServerOptions);
  await settle(raised);
  t.false(raised.isLost);
});

probe("joined", "no", "each DATA frame that waits is a buffer of its own", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.pause();
  for (let octet = 0; octet < 10; octet += 1) {
    peer.send(data(1, Uint8Array.of(octet)));
    await settle(peer);
  }
  const pieces: number[] = [];
  stream.on("data", (chunk: Uint8Array) => pieces.push(chunk.length));
  stream.resume();
  await until("all octets are read", () => pieces.reduce((sum, each) => sum + each, 0) === 10);
  t.is(pieces.length, 10);
});

interface RequestedStream {
  /** The raw server. */
  readonly peer: Http2Peer;
  readonly stream: ClientHttp2Stream;
  readonly session: ClientHttp2Session;
}

/** Sends a request to a raw server. */
async function requestStream(t: ExecutionContext, options: Parameters<typeof connect>[1] = {}): Promise<RequestedStream> {
  const peers: Http2Peer[] = [];
  const { url } = await rawServer(t, (peer) => peers.push(peer));
  const session = connect(url, options ?? {});
  session.on("error", () => undefined);
  t.teardown(() => session.destroy());
  const stream = session.request({ ":method": "POST", ":path": "/" }, { endStream: false });
  stream.on("error", () => undefined);
  await until("the server has accepted", () => peers.length > 0);
  const [peer] = peers as [Http2Peer];
  await peer.next("HEADERS");
  return { peer, stream, session };
}

probe("http2-only", "part", "without ALPN, HTTP/2 is spoken, and a property tells what was selected", async (t) => {
  const { session } = await requestStream(t);
  t.is(session.alpnProtocol, "h2c");
});

probe("own-choice", "yes", "each session is an HTTP/2 connection", async (t) => {
  const peers: Http2Peer[] = [];
  const { url } = await rawServer(t, (peer) => peers.push(peer));
  for (const session of [connect(url), connect(url)]) t.teardown(() => session.destroy());
  await until("both have connected", () => peers.length === 2);
  t.is(peers.length, 2);
});

probe("headers-first", "yes", "request() and respond() send the header section without content", async (t) => {
  // The raw server of requestStream() waits for HEADERS.
  const { peer } = await requestStream(t);
  t.false(peer.unread.some(({ type }) => type === "DATA"));
  const served = await serveStream(t);
  served.stream.respond({ ":status": 200 });
  t.is((await served.peer.next("HEADERS")).stream, 1);
  t.false(served.peer.unread.some(({ type }) => type === "DATA"));
});

probe("octets-seen", "yes", "bytesRead of the socket grows with each frame", async (t) => {
  const { peer, session } = await requestStream(t);
  const before = session.socket.bytesRead;
  await settle(peer);
  t.true(session.socket.bytesRead > before);
});

probe("goaway-seen", "yes", "the event goaway has the last stream", async (t) => {
  const { peer, session, stream } = await requestStream(t);
  stream.on("error", () => undefined);
  peer.send(goaway(0, "NO_ERROR"));
  const [, lastStream] = (await once(session, "goaway")) as [number, number];
  t.is(lastStream, 0);
});

probe("no-redirects", "yes", "a 307 is handed to the caller", async (t) => {
  const { peer, stream } = await requestStream(t);
  peer.send(...headers(1, [[":status", "307"], ["location", "/other"]]));
  const [fields] = (await once(stream, "response")) as [IncomingHttpHeaders];
  t.is(String(fields[":status"]), "307");
  await settle(peer);
  t.false(peer.unread.some(({ type }) => type === "HEADERS"));
});

probe("no-repeats", "yes", "REFUSED_STREAM is handed to the caller", async (t) => {
  const { peer, stream } = await requestStream(t);
  peer.send(reset(1, "REFUSED_STREAM"));
  await until("the stream is closed", () => stream.closed);
  t.is(stream.rstCode, 7);
  await settle(peer);
  t.false(peer.unread.some(({ type }) => type === "HEADERS"));
});

probe("no-push", "set", "the setting is sent when it is given", async (t) => {
  const pushSetting = async (options: Parameters<typeof connect>[1]): Promise<number | undefined> => {
    const { peer } = await requestStream(t, options);
    const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
    return settings.find(({ identifier }) => identifier === "ENABLE_PUSH")?.value;
  };
  t.not(await pushSetting({}), 0);
  t.is(await pushSetting({ settings: { enablePush: false } }), 0);
});

probe("many-1xx", "yes", "200 responses of status 103 precede the final one", async (t) => {
  const { peer, stream } = await requestStream(t);
  let informational = 0;
  stream.on("headers", () => (informational += 1));
  for (let sent = 0; sent < 200; sent += 1) peer.send(...headers(1, [[":status", "103"]]));
  peer.send(...headers(1, [[":status", "200"]]));
  await once(stream, "response");
  t.is(informational, 200);
});

probe("goaway", "yes", "close() of a session sends GOAWAY with NO_ERROR, and the stream goes on", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.respond();
  stream.session?.close();
  t.is((await peer.next("GOAWAY")).code, "NO_ERROR");
  stream.write("more");
  t.is(Buffer.from(await octets(peer, 1, 4)).toString(), "more");
});

probe("refuse", "part", "the listener can reset with REFUSED_STREAM before it responds", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.close(7);
  await peer.next("RST_STREAM", { stream: 1, matches: ({ code }) => code === "REFUSED_STREAM" });
  t.false(sentOn(peer, 1).includes("HEADERS"));
});

probe("stream-limit", "yes", "the setting is sent", async (t) => {
  const { peer } = await serveStream(t, { server: { settings: { maxConcurrentStreams: 3 } } });
  const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
  t.is(settings.find(({ identifier }) => identifier === "MAX_CONCURRENT_STREAMS")?.value, 3);
});

probe("end-seen", "yes", "the state of a paused stream changes with END_STREAM", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.pause();
  const open = stream.state.state;
  peer.send(data(1, new Uint8Array(10), { endStream: true }));
  await settle(peer);
  t.deepEqual([open, stream.state.state, stream.readableFlowing], [2, 6, false]);
});

probe("continue", "yes", "nothing is sent until the listener sends 100", async (t) => {
  const { peer, stream } = await serveStream(t, { fields: [["expect", "100-continue"]] });
  await settle(peer);
  t.deepEqual(sentOn(peer, 1), []);
  stream.additionalHeaders({ ":status": 100 });
  const { fields } = await peer.next("HEADERS", { stream: 1 });
  t.deepEqual(fields, [[":status", "100"]]);
});

probe("open-end", "yes", "RST_STREAM waits for close()", async (t) => {
  const { peer, stream } = await serveStream(t);
  stream.respond();
  stream.resume();
  stream.end("done");
  await peer.next("DATA", { stream: 1, matches: ({ endStream }) => endStream });
  await settle(peer);
  t.deepEqual(sentOn(peer, 1), ["HEADERS"]);
  stream.destroy();
  await peer.next("RST_STREAM", { stream: 1, matches: ({ code }) => code === "NO_ERROR" });
});

probe("which-one", "yes", "streams of one HTTP/2 connection have the same session", async (t) => {
  const server = createServer();
  const sessions: (ServerHttp2Session | undefined)[] = [];
  server.on("stream", (stream: ServerHttp2Stream) => sessions.push(stream.session as ServerHttp2Session | undefined));
  const listener = await listen(t, server);
  const first = await rawClient(t, listener);
  first.send(...headers(1, REQUEST), ...headers(3, REQUEST));
  await until("two streams", () => sessions.length === 2);
  (await rawClient(t, listener)).send(...headers(1, REQUEST));
  await until("three streams", () => sessions.length === 3);
  t.is(sessions[0], sessions[1]);
  t.not(sessions[0], sessions[2]);
});

probe("http1-duplex", "set", "node:http reads on after its response has begun", async (t) => {
  const server = createHttp1Server({ requestTimeout: 0 }, (request: IncomingMessage, response: ServerResponse) => {
    response.flushHeaders();
    request.on("data", (chunk: Uint8Array) => response.write(chunk));
  });
  const { port } = await listen(t, server);
  const socket = connectTcp(port, "127.0.0.1");
  t.teardown(() => socket.destroy());
  let received = "";
  socket.on("data", (chunk: Buffer) => (received += chunk.toString("latin1")));
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  await until("the response has begun", () => received.includes("\r\n\r\n"));
  socket.write("3\r\nabc\r\n");
  await until("the octets are back", () => received.includes("abc"));
  t.pass();
});
