import { setTimeout as wait } from "node:timers/promises";

import test from "ava";

import { OpeningError } from "../../../../reference/http2/index.ts";
import { data, headers, type Http2Peer } from "../../../../scripts/interop/h2/index.ts";
import { acceptRaw, clos, newClient, octets, openRaw, ping, pong, rawClient, rawServer, request, sentOn, serve, text } from "../support.ts";

/** Starts a raw server. Returns its URL, and its peer once `serveClient` is done with it. */
async function clientPeer(
  t: Parameters<typeof rawServer>[0],
  serveClient: (peer: Http2Peer) => Promise<unknown>,
): Promise<{ url: string; peer: Promise<Http2Peer> }> {
  let resolvePeer: (peer: Http2Peer) => void = () => undefined;
  const peer = new Promise<Http2Peer>((resolve) => (resolvePeer = resolve));
  const { url } = await rawServer(t, (raw) => {
    void serveClient(raw).then(() => resolvePeer(raw));
  });
  return { url, peer };
}

const shortLimits = { flush: 50, close: 50, closeAtMost: 50 };

test("an aborted opening is reset with CANCEL, without END_STREAM before it", async (t) => {
  const abort = new AbortController();
  const { url, peer } = await clientPeer(t, (one) => one.next("HEADERS").then(({ stream }) => octets(one, stream, ping.length)));
  const opening = newClient(t).connect(url, { signal: abort.signal });
  const raw = await peer;
  abort.abort(new RangeError("enough"));
  const error = await t.throwsAsync(opening, { instanceOf: OpeningError });
  t.is(error.check, "cancelled");
  t.true(error.cause instanceof RangeError);
  await raw.next("RST_STREAM", { matches: ({ code }) => code === "CANCEL" });
  t.deepEqual(sentOn(raw, 1), []);
});

test("an opening that times out is reset with CANCEL, without END_STREAM before it", async (t) => {
  const { url, peer } = await clientPeer(t, acceptRaw);
  const client = newClient(t);
  // Sets up the HTTP/2 connection before the short timeout begins.
  await client.connect(url);
  const raw = await peer;
  const failing = t.throwsAsync(client.connect(url, { limits: { handshake: 50 } }), { instanceOf: OpeningError });
  const stream = await acceptRaw(raw, false);
  t.is((await failing)?.check, "timeout");
  await raw.next("RST_STREAM", { stream, matches: ({ code }) => code === "CANCEL" });
  t.deepEqual(sentOn(raw, stream), []);
});

test("a client whose close times out resets with CANCEL", async (t) => {
  const { url, peer } = await clientPeer(t, acceptRaw);
  const connection = await newClient(t).connect(url, { limits: shortLimits });
  const raw = await peer;
  connection.close();
  t.is((await connection.closed).code, 1006);
  await raw.next("RST_STREAM", { matches: ({ code }) => code === "CANCEL" });
  const seen = sentOn(raw, 1);
  t.true(seen.join().endsWith("END_STREAM"), seen.join());
});

test("a server that receives no opening ping resets with CANCEL, without END_STREAM before it", async (t) => {
  const peer = await rawClient(t, await serve(t, { resources: { "/echo": { connection: () => undefined } }, limits: { handshake: 50 } }));
  peer.send(...headers(1, request()));
  await peer.next("HEADERS", { stream: 1 });
  await peer.next("RST_STREAM", { matches: ({ code }) => code === "CANCEL" });
  t.deepEqual(sentOn(peer, 1), []);
});

test("a refusal has content and END_STREAM; a request that stays open is reset with NO_ERROR after refusalLinger", async (t) => {
  const peer = await rawClient(t, await serve(t, { resources: {}, limits: { refusalLinger: 50 } }));
  peer.send(...headers(1, request("/none")), data(1, ping));
  await peer.next("HEADERS", { stream: 1, matches: ({ endStream }) => !endStream });
  let content = 0;
  for (let ended = false; !ended; ) {
    const part = await peer.next("DATA", { stream: 1 });
    content += part.octets.length;
    ended = part.endStream;
  }
  t.true(content > 0);
  await peer.next("RST_STREAM", { matches: ({ code }) => code === "NO_ERROR" });
});

test("a refusal whose content waits for window is reset with CANCEL after refusalLinger", async (t) => {
  for (const endStream of [false, true]) {
    const peer = await rawClient(t, await serve(t, { resources: {}, limits: { refusalLinger: 50 } }), {
      settings: { INITIAL_WINDOW_SIZE: 0 },
    });
    peer.send(...headers(1, request("/none"), { endStream }));
    await peer.next("HEADERS", { stream: 1 });
    t.is((await peer.next("RST_STREAM")).code, "CANCEL");
  }
});

test("a refused request that ends is not reset", async (t) => {
  const peer = await rawClient(t, await serve(t, { resources: {}, limits: { refusalLinger: 20 } }));
  peer.send(...headers(1, request("/none")), data(1, ping, { endStream: true }));
  await peer.next("HEADERS", { stream: 1 });
  await peer.next("DATA", { stream: 1, matches: ({ endStream }) => endStream });
  await wait(60);
  t.deepEqual(sentOn(peer, 1), []);
});

test("after its CLOS, a server sends END_STREAM only when the client has ended the stream", async (t) => {
  const { port, ws } = await serve(t);
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  const closing = ws.close();
  await octets(peer, 1, clos.length);
  peer.send(data(1, clos));
  t.deepEqual(sentOn(peer, 1), []);
  peer.send(data(1, new Uint8Array(0), { endStream: true }));
  await peer.next("DATA", { stream: 1, matches: ({ endStream }) => endStream });
  await closing;
  t.deepEqual(sentOn(peer, 1), []);
});

test("a server whose close times out sends END_STREAM and resets with NO_ERROR", async (t) => {
  const { port, ws } = await serve(t, { resources: { "/echo": { connection: () => undefined } }, limits: shortLimits });
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  const closing = ws.close();
  await peer.next("RST_STREAM", { matches: ({ code }) => code === "NO_ERROR" });
  const seen = sentOn(peer, 1);
  t.true(seen.join().endsWith("END_STREAM"), seen.join());
  await closing;
});

test("a server whose close times out while the client gives no window resets with CANCEL", async (t) => {
  const resources = {
    "/echo": { connection: (connection: { send(octets: Uint8Array): boolean }) => void connection.send(new Uint8Array(100_000)) },
  };
  const { port, ws } = await serve(t, { resources, limits: shortLimits });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  peer.send(data(1, clos));
  const closing = ws.close();
  t.is((await peer.next("RST_STREAM")).code, "CANCEL");
  await closing;
  t.false(sentOn(peer, 1).join().includes("END_STREAM"));
});

test("a server that closes after messages for which the client gives no window resets with CANCEL at the timeout", async (t) => {
  const resources = {
    "/echo": { connection: (connection: { send(octets: Uint8Array): boolean }) => void connection.send(new Uint8Array(300_000)) },
  };
  const { port, ws } = await serve(t, { resources, limits: shortLimits });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  const closing = ws.close();
  t.is((await peer.next("RST_STREAM")).code, "CANCEL");
  await closing;
  t.false(sentOn(peer, 1).join().includes("END_STREAM"));
});

test("a client that closes after messages for which the server gives no window resets with CANCEL at the timeout", async (t) => {
  const { url, peer } = await clientPeer(t, (one) => {
    one.withholdWindow(1);
    return acceptRaw(one);
  });
  const connection = await newClient(t).connect(url, { limits: shortLimits });
  connection.send(new Uint8Array(300_000));
  connection.close();
  await (await peer).next("RST_STREAM", { matches: ({ code }) => code === "CANCEL" });
  t.like(await connection.closed, { code: 1006, wasClean: false });
  t.false(sentOn(await peer, 1).join().includes("END_STREAM"));
});

test("a client sends END_STREAM with or right after its CLOS, and reports a clean end", async (t) => {
  const { url, peer } = await clientPeer(t, acceptRaw);
  const connection = await newClient(t).connect(url);
  const raw = await peer;
  connection.send("last");
  connection.close(4000, "bye");
  await raw.next("DATA", { matches: ({ endStream }) => endStream });
  raw.send(data(1, clos), data(1, new Uint8Array(0), { endStream: true }));
  t.like(await connection.closed, { wasClean: true });
  const sent = raw.recording.entries.filter(
    ({ side: by, frame }) => by === "them" && typeof frame === "object" && frame.type === "RST_STREAM",
  );
  t.is(sent.length, 0);
});

test("an opening pong in one segment with the reply opens the connection, and later messages arrive", async (t) => {
  const { url } = await rawServer(t, (one) => {
    void acceptRaw(one, false).then((stream) => {
      const opening = one.recording.entries.findLast(
        ({ side: by, frame }) => by === "them" && typeof frame === "object" && frame.type === "DATA",
      );
      const answer = Uint8Array.from(opening?.octets.subarray(9) ?? pong);
      answer[2] = 1;
      one.send(data(stream, answer), data(stream, text("early")));
    });
  });
  const connection = await newClient(t).connect(url);
  const first = await connection[Symbol.asyncIterator]().next();
  t.is(first.value, "early");
});
