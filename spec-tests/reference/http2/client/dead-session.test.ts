/** HTTP/2 connections of a client on which no octet arrives any more. */
import test from "ava";

import { OpeningError } from "../../../../reference/http2/index.ts";
import { data, type Http2Peer, ping as http2Ping } from "../../../../scripts/interop/h2/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { acceptRaw, DATA, newClient, rawServer } from "../support.ts";

/** Starts a raw server that accepts the first handshake of each HTTP/2 connection, then calls back. */
async function serveFirst(t: Parameters<typeof rawServer>[0], then: (peer: Http2Peer) => unknown = () => undefined) {
  const peers: Http2Peer[] = [];
  const { url } = await rawServer(t, (peer) => {
    peers.push(peer);
    void acceptRaw(peer).then(() => then(peer));
  });
  return { url, peers };
}

test("after an opening that timed out without an octet, the client opens another HTTP/2 connection (R-161)", async (t) => {
  const { url, peers } = await serveFirst(t, async (peer) => {
    if (peers.length > 1) return;
    const { stream } = await peer.next("DATA");
    peer.send(data(stream, encodeFrame({ type: "text", text: "last octets" })));
    peer.stopReading();
  });
  const client = newClient(t);
  const first = await client.connect(url);
  await new Promise((resolve) => (first.onmessage = resolve));
  const error = await t.throwsAsync(client.connect(url, { limits: { handshake: 100 } }), { instanceOf: OpeningError });
  t.is(error.check, "timeout");
  await client.connect(url);
  t.is(peers.length, 2);
});

test("after an opening that timed out although octets arrived, the client opens the next one on the same HTTP/2 connection", async (t) => {
  const { url, peers } = await serveFirst(t, async (peer) => {
    await peer.next("HEADERS");
    peer.send(http2Ping(DATA));
    await acceptRaw(peer);
  });
  const client = newClient(t);
  await client.connect(url);
  await t.throwsAsync(client.connect(url, { limits: { handshake: 500 } }), { instanceOf: OpeningError });
  await client.connect(url);
  t.is(peers.length, 1);
});

test("after a connection is lost by liveness, the client opens another HTTP/2 connection (R-161)", async (t) => {
  const { url, peers } = await serveFirst(t);
  const client = newClient(t);
  const connection = await client.connect(url, { limits: { pingAfter: 20, pingsUnanswered: 1, pingLost: 20 } });
  t.like(await connection.closed, { code: 1006, seen: "no octet received although pings were sent" });
  const [peer] = peers as [Http2Peer];
  t.is((await peer.next("RST_STREAM")).code, "CANCEL");
  await client.connect(url);
  t.is(peers.length, 2);
});

test("close of a client ends although an HTTP/2 connection is dead", async (t) => {
  const { url, peers } = await serveFirst(t);
  const client = newClient(t);
  const connection = await client.connect(url, { limits: { pingAfter: 20, pingsUnanswered: 1, pingLost: 20 } });
  await connection.closed;
  await client.close();
  t.is(peers.length, 1);
});

test("a client sends SETTINGS_ENABLE_PUSH with 0 (R-160)", async (t) => {
  const { url, peers } = await serveFirst(t);
  await newClient(t).connect(url);
  const [peer] = peers as [Http2Peer];
  const settings = await peer.next("SETTINGS");
  t.deepEqual(settings.settings.filter(({ identifier }) => identifier === "ENABLE_PUSH"), [{ identifier: "ENABLE_PUSH", value: 0 }]);
});
