/** Sessions that Node.js has stopped because the peer violated HTTP/2. */
import type { Http2Session } from "node:http2";

import test from "ava";

import { OpeningError } from "../../../../reference/http2/index.ts";
import { hasStopped } from "../../../../reference/http2/stream/stopped-session.ts";
import { data, type Http2Peer, rawFrame } from "../../../../scripts/interop/h2/index.ts";
import { acceptRaw, newClient, rawServer, soon } from "../support.ts";

/** State of a session, after a frame has been queued. */
interface QueueState {
  readonly outboundQueueSize: number;
  /** Octets that the socket has not sent; `undefined` if that is not known. */
  readonly unsent: number | undefined;
  /** Octets that the frame adds to those written. */
  readonly written: number;
}

const states: readonly (readonly [condition: string, state: QueueState, stopped: boolean])[] = [
  ["a queue that keeps its frame", { outboundQueueSize: 1, unsent: 0, written: 0 }, true],
  ["a queue that is empty again", { outboundQueueSize: 0, unsent: 0, written: 0 }, false],
  ["a frame that is written", { outboundQueueSize: 1, unsent: 0, written: 17 }, false],
  ["a socket that is blocked", { outboundQueueSize: 1, unsent: 1, written: 0 }, false],
  ["a socket of an unknown state", { outboundQueueSize: 1, unsent: undefined, written: 0 }, false],
];

for (const [condition, { outboundQueueSize, unsent, written }, stopped] of states) {
  test(`a session has ${stopped ? "" : "not "}stopped with ${condition}`, async (t) => {
    const socket = { bytesWritten: 100, _handle: unsent === undefined ? null : { writeQueueSize: unsent } };
    const session = { destroyed: false, socket, state: { outboundQueueSize } } as unknown as Http2Session;
    t.is(await hasStopped(session, () => (socket.bytesWritten += written)), stopped);
  });
}

test("a session that is destroyed has not stopped", async (t) => {
  t.false(await hasStopped({ destroyed: true } as Http2Session, () => t.fail()));
});

/** Violations of HTTP/2 after which Node.js stops without an event. */
const violations = {
  "DATA on an idle stream": data(4001),
  "a frame that is too long": Uint8Array.of(0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1),
  "CONTINUATION without HEADERS": rawFrame("CONTINUATION", 1),
  "PING of three octets": rawFrame("PING", 0, new Uint8Array(3)),
};

for (const [name, violation] of Object.entries(violations)) {
  test(`after ${name}, a client opens on another HTTP/2 connection, and its open connection ends`, async (t) => {
    const peers: Promise<Http2Peer>[] = [];
    const { url } = await rawServer(t, (peer) => void peers.push(acceptRaw(peer).then(() => peer)));
    const client = newClient(t);
    const connection = await client.connect(url, { limits: { pingAfter: 0 } });
    const peer = (await peers[0]) as Http2Peer;
    peer.send(violation);
    await peer.next("GOAWAY");
    await client.connect(url);
    t.is(peers.length, 2);
    t.deepEqual(await soon("the connection ends", connection.closed), {
      code: 1006,
      reason: "",
      wasClean: false,
      seen: "the HTTP/2 connection was lost: the server violated HTTP/2",
      // No pong has answered the second ping.
      check: "not-duplex",
    });
  });
}

test("close of a client ends at once after a violation of HTTP/2", async (t) => {
  const peers: Promise<Http2Peer>[] = [];
  const { url } = await rawServer(t, (peer) => void peers.push(acceptRaw(peer).then(() => peer)));
  const client = newClient(t);
  const connection = await client.connect(url, { limits: { pingAfter: 0 } });
  const peer = (await peers[0]) as Http2Peer;
  peer.send(violations["DATA on an idle stream"]);
  await peer.next("GOAWAY");
  await soon("the client is closed", client.close());
  t.is((await connection.closed).code, 1006);
});

test("an opening that is answered by DATA without HEADERS fails before its timeout", async (t) => {
  const { url } = await rawServer(t, (peer) => void peer.next("HEADERS").then(({ stream }) => peer.send(data(stream, Uint8Array.of(1)))));
  const opening = newClient(t).connect(url, { limits: { handshake: 60_000 } });
  const error = await t.throwsAsync(soon("the opening fails", opening), { instanceOf: OpeningError });
  t.deepEqual(error.failure, { check: "aborted", seen: "the HTTP/2 connection was lost: the server violated HTTP/2" });
});
