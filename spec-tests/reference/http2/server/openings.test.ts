import test from "ava";

import type { Resource } from "../../../../reference/http2/index.ts";
import { limit } from "../../../../reference/schema/limits.ts";
import { data, type Http2Frame, headers, type Http2Peer, rawFrame, reset, windowUpdate } from "../../../../scripts/interop/h2/index.ts";
import { clos, echo, octets, openRaw, ping, rawClient, request, serve, text, until } from "../support.ts";

const quiet: Resource = { connection: () => undefined };
const other = (echo.resources as Readonly<Record<string, Resource>>)["/echo"] as Resource;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Sends a message on a stream and returns its echo. */
async function echoOn(peer: Http2Peer, stream: number): Promise<string> {
  peer.send(data(stream, text("on")));
  return hex(await octets(peer, stream, text("on").length));
}

test("by default 100 openings may be aborted; one more is answered with GOAWAY(NO_ERROR)", async (t) => {
  const most = limit.value("openings");
  t.is(most, 100);
  const { port } = await serve(t);
  const peer = await rawClient(t, { port });
  const openings = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => [...headers(from + 2 * at, request()), reset(from + 2 * at, "CANCEL")]).flat();
  peer.send(...openings(1, most));
  await openRaw(peer, 1001);
  t.false(peer.unread.some(({ type }) => type === "GOAWAY"));
  peer.send(...openings(1003, 1));
  t.is((await peer.next("GOAWAY")).code, "NO_ERROR");
  t.is(await echoOn(peer, 1001), hex(text("on")));
  // The HTTP/2 connection ends with its last connection.
  peer.send(...headers(1005, request()), data(1005, ping), data(1001, clos, { endStream: true }));
  await until("the HTTP/2 connection is lost", () => peer.isLost);
  t.false(peer.unread.some((event) => event.type === "HEADERS" && event.stream === 1005));
});

const noOctets = new Uint8Array(0);
const undecided: Resource = { ...quiet, authorize: () => new Promise(() => undefined) };
/** Returns DATA frames that exceed the window of the stream. */
const overWindow = (id: number) => Array.from({ length: 17 }, () => data(id, new Uint8Array(16_384)));

/** Ways to abort an opening, with the resource; by default one without authorize. */
const abortedOpenings: readonly (readonly [way: string, frames: (id: number) => Http2Frame[], resource?: Resource])[] = [
  ["a reset in one flight with the ping", (id) => [data(id, ping), reset(id, "CANCEL")]],
  ["END_STREAM", (id) => [data(id, noOctets, { endStream: true })]],
  ["END_STREAM in one flight with the ping", (id) => [data(id, ping, { endStream: true })]],
  ["trailers", (id) => headers(id, [["x", "y"]], { endStream: true })],
  ["END_STREAM before the decision", (id) => [data(id, ping, { endStream: true })], undecided],
  // Node.js resets these streams, which violate HTTP/2.
  ["trailers that do not end the stream", (id) => headers(id, [["x", "y"]])],
  ["trailers that do not end the stream, before the decision", (id) => headers(id, [["x", "y"]]), undecided],
];

for (const [way, frames, resource = quiet] of abortedOpenings) {
  test(`an opening that is aborted by ${way} counts`, async (t) => {
    const { port } = await serve(t, { resources: { "/echo": resource, "/other": other }, limits: { openings: 10 } });
    const peer = await rawClient(t, { port });
    const opening = (id: number) => [...headers(id, request()), ...frames(id)];
    for (let at = 0; at < 10; at += 1) peer.send(opening(2 * at + 1));
    await openRaw(peer, 1001, "/other");
    t.false(peer.unread.some(({ type }) => type === "GOAWAY"));
    peer.send(opening(1003));
    t.is((await peer.next("GOAWAY")).code, "NO_ERROR");
    t.is(await echoOn(peer, 1001), hex(text("on")));
  });
}

test("openings that are aborted by DATA over the window count, unless Node.js ends the HTTP/2 connection at the first", async (t) => {
  const { port } = await serve(t, { resources: { "/echo": undecided }, limits: { openings: 10 } });
  const peer = await rawClient(t, { port });
  for (let at = 0; at < 11; at += 1) peer.send([...headers(2 * at + 1, request()), ...overWindow(2 * at + 1)]);
  t.true(["NO_ERROR", "FLOW_CONTROL_ERROR"].includes(String((await peer.next("GOAWAY")).code)));
});

test("refused openings do not count, however the client then ends their streams", async (t) => {
  const refusing: Resource = { ...quiet, authorize: () => ({ refuse: { status: 403 } }) };
  const { port } = await serve(t, { resources: { "/echo": refusing, "/other": other }, limits: { openings: 1 } });
  const peer = await rawClient(t, { port });
  const ends: readonly ((id: number) => Http2Frame[])[] = [
    (id) => [reset(id, "CANCEL")],
    (id) => [data(id, noOctets, { endStream: true })],
    (id) => headers(id, [["x", "y"]]),
  ];
  for (let id = 1; id < 40; id += 2) {
    peer.send(...headers(id, request()));
    await peer.next("HEADERS", { stream: id });
    peer.send(...(ends[id % ends.length]?.(id) ?? []));
  }
  await openRaw(peer, 1001, "/other");
  t.is(await echoOn(peer, 1001), hex(text("on")));
  t.false(peer.unread.some(({ type }) => type === "GOAWAY"));
});

/** Frames for which Node.js ends the HTTP/2 connection. */
const fatalFrames: readonly (readonly [title: string, frames: (id: number) => Http2Frame[]])[] = [
  ["WINDOW_UPDATE of 0", (id) => [rawFrame("WINDOW_UPDATE", id, new Uint8Array(4))]],
  ["WINDOW_UPDATE over the greatest window", (id) => [windowUpdate(id, 2 ** 31 - 1)]],
  ["HEADERS after END_STREAM", (id) => [data(id, ping, { endStream: true }), ...headers(id, [["x", "y"]], { endStream: true })]],
];

for (const [title, frames] of fatalFrames) {
  test(`${title} on one stream ends the HTTP/2 connection, so that authorize is called at most once`, async (t) => {
    let calls = 0;
    const { port } = await serve(t, { resources: { "/echo": { ...quiet, authorize: () => new Promise(() => (calls += 1)) } } });
    const peer = await rawClient(t, { port });
    for (let id = 1; id < 200; id += 2) peer.send(...headers(id, request()), ...frames(id));
    await until("the HTTP/2 connection is lost", () => peer.isLost);
    t.true(calls <= 1, `${calls} calls`);
  });
}
