import { once } from "node:events";
import { createServer, type ServerHttp2Stream } from "node:http2";
import { Readable } from "node:stream";

import test, { type ExecutionContext } from "ava";

import { Inbound } from "../../../../reference/http2/stream/inbound.ts";
import { data, headers, ping, type Http2Peer, reset } from "../../../../scripts/interop/h2/index.ts";
import { listen, rawClient } from "../support.ts";

const REQUEST = [[":method", "POST"], [":scheme", "http"], [":authority", "a"], [":path", "/"]] as const;
const WINDOW = 65_535;

/** A stream of node:http2 that has been taken over, and what came of it. */
interface Taken {
  readonly peer: Http2Peer;
  readonly stream: ServerHttp2Stream;
  readonly inbound: Inbound;
  readonly got: (Uint8Array | "end")[];
}

async function take(t: ExecutionContext, first: Uint8Array = new Uint8Array(0)): Promise<Taken> {
  const server = createServer();
  const peer = await rawClient(t, await listen(t, server));
  peer.send(...headers(1, REQUEST), data(1, first));
  const [stream] = (await once(server, "stream")) as [ServerHttp2Stream];
  stream.on("error", () => undefined);
  const got: Taken["got"] = [];
  const inbound = new Inbound(stream, { receive: (octets) => got.push(octets), endStream: () => got.push("end") });
  return { peer, stream, inbound, got };
}

/** Everything that was sent before has been worked on by the other side, and its answers are here. */
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

const lengths = ({ got }: Taken): (number | "end")[] => got.map((each) => (each === "end" ? each : each.length));

test("content that came before the stream was taken over is kept until it is released, in order", async (t) => {
  const taken = await take(t, Uint8Array.of(1, 2));
  taken.peer.send(data(1, Uint8Array.of(3)));
  await settle(taken.peer);
  t.deepEqual(taken.got, []);
  taken.inbound.release();
  t.is(Buffer.concat(taken.got as Uint8Array[]).toString("hex"), "010203");
});

test("octets arrive at once while the stream window is withheld; the window of the connection is given back all the same", async (t) => {
  const taken = await take(t);
  taken.inbound.release();
  taken.inbound.setReceivePaused(true);
  for (let sent = 0; sent < 60_000; sent += 10_000) taken.peer.send(data(1, new Uint8Array(10_000)));
  await settle(taken.peer);
  t.is(lengths(taken).reduce<number>((sum, each) => sum + Number(each), 0), 60_000);
  t.is(windowOf(taken.peer, 1), 0);
  t.true(windowOf(taken.peer, 0) > WINDOW / 2);
  t.is(taken.stream.readableLength, 0);
});

test("the stream window is given back when it is no longer withheld, for what came in the meantime too", async (t) => {
  const taken = await take(t);
  taken.inbound.release();
  taken.inbound.setReceivePaused(true);
  for (let sent = 0; sent < 60_000; sent += 10_000) taken.peer.send(data(1, new Uint8Array(10_000)));
  await settle(taken.peer);
  taken.inbound.setReceivePaused(false);
  await taken.peer.next("WINDOW_UPDATE", { stream: 1 });
  await settle(taken.peer);
  t.is(taken.peer.sendWindow(1) > WINDOW / 2, true);
  taken.peer.send(data(1, new Uint8Array(5000)));
  await settle(taken.peer);
  t.is(lengths(taken).at(-1), 5000);
});

test("a window that is withheld and given back many times loses no octet and no window", async (t) => {
  const taken = await take(t);
  taken.inbound.release();
  const octets = new Uint8Array(400_000).map((_, at) => at % 251);
  const sending = taken.peer.sendAll(1, octets);
  const toggle = setInterval(() => taken.inbound.setReceivePaused(toggling++ % 2 === 0), 1);
  let toggling = 0;
  await sending;
  clearInterval(toggle);
  taken.inbound.setReceivePaused(false);
  await settle(taken.peer);
  t.deepEqual(Buffer.concat(taken.got as Uint8Array[]), Buffer.from(octets));
});

test("DATA of one octet leaves nothing behind in a stream that is withheld", async (t) => {
  const taken = await take(t);
  taken.inbound.release();
  taken.inbound.setReceivePaused(true);
  for (let sent = 0; sent < 1000; sent += 1) taken.peer.send(data(1, Uint8Array.of(sent % 256)));
  await settle(taken.peer);
  t.is(taken.got.length, 1000);
  t.is(taken.stream.readableLength, 0);
});

test("END_STREAM is told once, behind the octets, on DATA of its own and on the last octets", async (t) => {
  for (const last of [[data(1, Uint8Array.of(7)), data(1, new Uint8Array(0), { endStream: true })], [data(1, Uint8Array.of(7), { endStream: true })]]) {
    const taken = await take(t);
    taken.inbound.release();
    taken.peer.send(...last);
    await settle(taken.peer);
    t.deepEqual(lengths(taken), [1, "end"]);
  }
});

test("END_STREAM that came before the stream was taken over is told", async (t) => {
  const server = createServer();
  const peer = await rawClient(t, await listen(t, server));
  peer.send(...headers(1, REQUEST), data(1, Uint8Array.of(1), { endStream: true }));
  const [stream] = (await once(server, "stream")) as [ServerHttp2Stream];
  await settle(peer);
  const got: (number | "end")[] = [];
  const inbound = new Inbound(stream, { receive: (octets) => got.push(octets.length), endStream: () => got.push("end") });
  inbound.release();
  await once(stream, "end");
  t.deepEqual(got, [1, "end"]);
});

test("a reset is no END_STREAM", async (t) => {
  for (const code of ["CANCEL", "NO_ERROR", "INTERNAL_ERROR"] as const) {
    const taken = await take(t);
    taken.inbound.release();
    const closing = new Promise((resolve) => taken.stream.once("close", resolve));
    taken.peer.send(data(1, Uint8Array.of(7)), reset(1, code));
    await closing;
    t.deepEqual(lengths(taken), [1], code);
  }
});

/** What Node would be if its streams did not call `push` of the instance. */
class Deaf extends Readable {
  reads = 0;
  override _read(): void {
    this.reads += 1;
  }
  come(chunk: Uint8Array | null): void {
    Readable.prototype.push.call(this, chunk);
  }
}

test("a Node that does not call push still hands over everything, and stops reading while the window is withheld", async (t) => {
  const stream = new Deaf();
  const got: (number | "end")[] = [];
  const inbound = new Inbound(stream, { receive: (octets) => got.push(octets[0] ?? -1), endStream: () => got.push("end") });
  inbound.release();
  stream.come(Uint8Array.of(1));
  await new Promise(setImmediate);
  inbound.setReceivePaused(true);
  stream.come(Uint8Array.of(2));
  await new Promise(setImmediate);
  t.true(stream.isPaused());
  stream.come(Uint8Array.of(3));
  await new Promise(setImmediate);
  t.deepEqual(got, [1, 2]);
  inbound.setReceivePaused(false);
  stream.come(null);
  await once(stream, "end");
  t.deepEqual(got, [1, 2, 3, "end"]);
});
