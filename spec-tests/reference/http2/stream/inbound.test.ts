import { once } from "node:events";
import { createServer, type ServerHttp2Stream } from "node:http2";
import { Readable } from "node:stream";

import test, { type ExecutionContext } from "ava";

import { Inbound } from "../../../../reference/http2/stream/inbound.ts";
import { data, headers, ping, type Http2Peer, reset } from "../../../../scripts/interop/h2/index.ts";
import { listen, rawClient } from "../support.ts";

const REQUEST = [[":method", "POST"], [":scheme", "http"], [":authority", "a"], [":path", "/"]] as const;
const WINDOW = 65_535;

/** Intercepted stream of node:http2, with the content that it delivered. */
interface Intercepted {
  readonly peer: Http2Peer;
  readonly stream: ServerHttp2Stream;
  readonly inbound: Inbound;
  readonly received: (Uint8Array | "end")[];
}

async function intercept(t: ExecutionContext, first: Uint8Array = new Uint8Array(0)): Promise<Intercepted> {
  const server = createServer();
  const peer = await rawClient(t, await listen(t, server));
  peer.send(...headers(1, REQUEST), data(1, first));
  const [stream] = (await once(server, "stream")) as [ServerHttp2Stream];
  stream.on("error", () => undefined);
  const received: Intercepted["received"] = [];
  const inbound = new Inbound(stream, { receive: (octets) => received.push(octets), endStream: () => received.push("end") });
  return { peer, stream, inbound, received };
}

/** Waits until the other side has processed all earlier frames and its responses have arrived. */
async function settle(peer: Http2Peer): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    peer.send(ping(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, turn)));
    await peer.next("PING", { matches: ({ ack }) => ack });
  }
}

const windowOf = (peer: Http2Peer, stream: number): number => {
  const updates = peer.unread.filter((event) => event.type === "WINDOW_UPDATE");
  return updates.filter((event) => event.stream === stream).reduce((sum, { increment }) => sum + increment, 0);
};

const lengths = ({ received }: Intercepted): (number | "end")[] => received.map((each) => (each === "end" ? each : each.length));

test("content that arrived before the interception is held until release, in order, and joined however it is cut", async (t) => {
  const intercepted = await intercept(t, Uint8Array.of(1, 2));
  intercepted.peer.send(data(1, Uint8Array.of(3)));
  await settle(intercepted.peer);
  t.deepEqual(intercepted.received, []);
  intercepted.inbound.release();
  t.deepEqual(intercepted.received.map((each) => (each === "end" ? each : Buffer.from(each).toString("hex"))), ["010203"]);
});

test("while paused, octets are delivered at once, and the window of the connection is given back, that of the stream not", async (t) => {
  const intercepted = await intercept(t);
  intercepted.inbound.release();
  intercepted.inbound.setReceivePaused(true);
  for (let sent = 0; sent < 60_000; sent += 10_000) intercepted.peer.send(data(1, new Uint8Array(10_000)));
  await settle(intercepted.peer);
  t.is(lengths(intercepted).reduce<number>((sum, each) => sum + Number(each), 0), 60_000);
  t.is(windowOf(intercepted.peer, 1), 0);
  t.true(windowOf(intercepted.peer, 0) > WINDOW / 2);
  t.is(intercepted.stream.readableLength, 0);
});

test("resuming gives the stream window back, also for octets that arrived meanwhile", async (t) => {
  const intercepted = await intercept(t);
  intercepted.inbound.release();
  intercepted.inbound.setReceivePaused(true);
  for (let sent = 0; sent < 60_000; sent += 10_000) intercepted.peer.send(data(1, new Uint8Array(10_000)));
  await settle(intercepted.peer);
  intercepted.inbound.setReceivePaused(false);
  await intercepted.peer.next("WINDOW_UPDATE", { stream: 1 });
  await settle(intercepted.peer);
  t.is(intercepted.peer.sendWindow(1) > WINDOW / 2, true);
  intercepted.peer.send(data(1, new Uint8Array(5000)));
  await settle(intercepted.peer);
  t.is(lengths(intercepted).at(-1), 5000);
});

test("pausing and resuming many times loses neither octets nor window", async (t) => {
  const intercepted = await intercept(t);
  intercepted.inbound.release();
  const octets = new Uint8Array(400_000).map((_, at) => at % 251);
  const sending = intercepted.peer.sendAll(1, octets);
  const toggle = setInterval(() => intercepted.inbound.setReceivePaused(toggling++ % 2 === 0), 1);
  let toggling = 0;
  await sending;
  clearInterval(toggle);
  intercepted.inbound.setReceivePaused(false);
  await settle(intercepted.peer);
  t.deepEqual(Buffer.concat(intercepted.received as Uint8Array[]), Buffer.from(octets));
});

test("DATA of one octet does not accumulate in a paused stream", async (t) => {
  const intercepted = await intercept(t);
  intercepted.inbound.release();
  intercepted.inbound.setReceivePaused(true);
  for (let sent = 0; sent < 1000; sent += 1) intercepted.peer.send(data(1, Uint8Array.of(sent % 256)));
  await settle(intercepted.peer);
  t.is(intercepted.received.length, 1000);
  t.is(intercepted.stream.readableLength, 0);
});

test("END_STREAM is reported once, after the octets, on empty DATA and on the last octets", async (t) => {
  for (const last of [
    [data(1, Uint8Array.of(7)), data(1, new Uint8Array(0), { endStream: true })],
    [data(1, Uint8Array.of(7), { endStream: true })],
  ]) {
    const intercepted = await intercept(t);
    intercepted.inbound.release();
    intercepted.peer.send(...last);
    await settle(intercepted.peer);
    t.deepEqual(lengths(intercepted), [1, "end"]);
  }
});

test("END_STREAM that arrived before the interception is reported", async (t) => {
  const server = createServer();
  const peer = await rawClient(t, await listen(t, server));
  peer.send(...headers(1, REQUEST), data(1, Uint8Array.of(1), { endStream: true }));
  const [stream] = (await once(server, "stream")) as [ServerHttp2Stream];
  await settle(peer);
  const received: (number | "end")[] = [];
  const inbound = new Inbound(stream, { receive: (octets) => received.push(octets.length), endStream: () => received.push("end") });
  inbound.release();
  await once(stream, "end");
  t.deepEqual(received, [1, "end"]);
});

test("a reset is not reported as END_STREAM", async (t) => {
  for (const code of ["CANCEL", "NO_ERROR", "INTERNAL_ERROR"] as const) {
    const intercepted = await intercept(t);
    intercepted.inbound.release();
    const closing = new Promise((resolve) => intercepted.stream.once("close", resolve));
    intercepted.peer.send(data(1, Uint8Array.of(7)), reset(1, code));
    await closing;
    t.deepEqual(lengths(intercepted), [1], code);
  }
});

/** Stream of a Node.js that does not call `push` of the instance. */
class BypassingStream extends Readable {
  reads = 0;
  override _read(): void {
    this.reads += 1;
  }
  arrive(chunk: Uint8Array | null): void {
    Readable.prototype.push.call(this, chunk);
  }
}

test("without calls of push, all content is delivered, and reading stops while paused", async (t) => {
  const stream = new BypassingStream();
  const received: (number | "end")[] = [];
  const inbound = new Inbound(stream, { receive: (octets) => received.push(octets[0] ?? -1), endStream: () => received.push("end") });
  inbound.release();
  stream.arrive(Uint8Array.of(1));
  await new Promise(setImmediate);
  inbound.setReceivePaused(true);
  stream.arrive(Uint8Array.of(2));
  await new Promise(setImmediate);
  t.true(stream.isPaused());
  stream.arrive(Uint8Array.of(3));
  await new Promise(setImmediate);
  t.deepEqual(received, [1, 2]);
  inbound.setReceivePaused(false);
  stream.arrive(null);
  await once(stream, "end");
  t.deepEqual(received, [1, 2, 3, "end"]);
});
