/** Many users behind one HTTP/2 connection, as behind a gateway: decisions at work, openings that are broken off, early content. */
import { once } from "node:events";
import { type ClientHttp2Stream, connect, constants } from "node:http2";

import test, { type ExecutionContext } from "ava";

import type { Decision, HandshakeFailure, Resource, ServerOptions } from "../../../../reference/http2/index.ts";
import { limit } from "../../../../reference/schema/limits.ts";
import { refusedCheckOf } from "../../../../reference/wire/index.ts";
import { data, type Http2Field, headers, type Http2Peer, reset } from "../../../../scripts/interop/h2/index.ts";
import { echo, octets, openRaw, ping, pong, rawClient, request, serve, soon, text, until } from "../support.ts";

const quiet: Resource = { connection: () => undefined };
const other = (echo.resources as Readonly<Record<string, Resource>>)["/echo"] as Resource;

const fieldOf = (fields: readonly Http2Field[], name: string): string | undefined => fields.find(([each]) => each === name)?.[1];

/** Returns the header section of the next response on a stream. */
const replyOn = async (peer: Http2Peer, stream: number): Promise<readonly Http2Field[]> => (await peer.next("HEADERS", { stream })).fields;

/** Application that is asked and decides when the test says so. */
class PendingDecisions {
  readonly resolvers: ((decision: Decision) => void)[] = [];
  readonly resource: Resource = { ...quiet, authorize: () => new Promise((resolve) => this.resolvers.push(resolve)) };
}

async function served(t: ExecutionContext, options: Partial<ServerOptions> = {}) {
  const pending = new PendingDecisions();
  const failures: HandshakeFailure[] = [];
  const { port } = await serve(t, {
    resources: { "/echo": pending.resource, "/other": other },
    onfailed: (failure) => failures.push(failure),
    ...options,
  });
  return { port, pending, failures, peer: await rawClient(t, { port }) };
}

//
test("a handshake over the limit on decisions is refused with 503 and retry-after before the application is asked", async (t) => {
  const { port, pending, peer } = await served(t, { limits: { decisions: 2 } });
  for (const stream of [1, 3, 5]) peer.send(...headers(stream, request()), data(stream, ping));
  const fields = await replyOn(peer, 5);
  t.deepEqual([fieldOf(fields, ":status"), fieldOf(fields, "retry-after")], ["503", "1"]);
  t.is(pending.resolvers.length, 2);
  // Another HTTP/2 connection has decisions of its own.
  (await rawClient(t, { port })).send(...headers(1, request()));
  await until("the application is asked a third time", () => pending.resolvers.length === 3);
});

test("a decision counts until it is made, although its stream is reset", async (t) => {
  const { pending, failures, peer } = await served(t, { limits: { decisions: 1 } });
  peer.send(...headers(1, request()));
  await until("the application is asked", () => pending.resolvers.length === 1);
  peer.send(reset(1, "CANCEL"));
  await until("the opening has failed", () => failures.length === 1);
  peer.send(...headers(3, request()));
  t.is(fieldOf(await replyOn(peer, 3), ":status"), "503");
  pending.resolvers[0]?.({ refuse: {} });
  // The slot is free once the promise has settled.
  await new Promise(setImmediate);
  peer.send(...headers(5, request()));
  await until("the application is asked again", () => pending.resolvers.length === 2);
});

test("decisions that are made at once never count, and a decision that throws counts no longer", async (t) => {
  let calls = 0;
  const answers: readonly (() => Decision | Promise<Decision>)[] = [
    () => undefined,
    () => Promise.resolve(undefined),
    () => Promise.reject(new RangeError("no")),
    () => {
      throw new RangeError("no");
    },
  ];
  const resource: Resource = { ...quiet, authorize: () => answers[calls++ % answers.length]?.() };
  const { peer } = await served(t, { resources: { "/echo": resource }, limits: { decisions: 1 } });
  const count = 40;
  peer.send(...Array.from({ length: count }, (_, at) => headers(2 * at + 1, request())).flat());
  const statuses: (string | undefined)[] = [];
  for (let at = 0; at < count; at += 1) statuses.push(fieldOf(await replyOn(peer, 2 * at + 1), ":status"));
  t.deepEqual(statuses, Array.from({ length: count }, (_, at) => (at % 4 < 2 ? "200" : "500")));
});

/** Returns the code with which a request fails: Node.js 20 throws it, Node.js 24 returns a stream that fails. */
async function failureOf(open: () => ClientHttp2Stream): Promise<unknown> {
  try {
    const [error] = (await once(open(), "error")) as [NodeJS.ErrnoException];
    return error.code;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

//
test("openings over the limit drain the HTTP/2 connection of a gateway: open streams go on, no later stream is processed", async (t) => {
  const { port } = await served(t, { resources: { "/echo": other } });
  const gateway = connect(`http://127.0.0.1:${port}`);
  gateway.on("error", (error) => t.fail(error.message));
  t.teardown(() => gateway.destroy());
  const open = () => {
    const stream = gateway.request(Object.fromEntries(request()), { endStream: false });
    stream.on("error", () => undefined);
    return stream;
  };
  const user = open();
  user.write(ping);
  let received = "";
  user.on("data", (chunk: Buffer) => (received += chunk.toString("hex")));
  const expected = Buffer.from(pong).toString("hex");
  await until("the user is connected", () => received === expected);
  const goaway = new Promise<number>((resolve) => gateway.once("goaway", resolve));
  const others = Array.from({ length: limit.value("openings") + 1 }, open);
  await soon("the others are accepted", Promise.all(others.map((stream) => once(stream, "response"))));
  for (const stream of others) stream.close(constants.NGHTTP2_CANCEL);
  t.is(await soon("GOAWAY arrives", goaway), constants.NGHTTP2_NO_ERROR);
  user.write(text("on"));
  await until("the echo arrives", () => received === expected + Buffer.from(text("on")).toString("hex"));
  t.is(await soon("a later request fails", failureOf(open)), "ERR_HTTP2_GOAWAY_SESSION");
});

test("a stream behind GOAWAY is not processed", async (t) => {
  const { peer } = await served(t, { resources: { "/echo": other }, limits: { openings: 1 } });
  await openRaw(peer, 1);
  for (const stream of [3, 5]) peer.send(...headers(stream, request()), reset(stream, "CANCEL"));
  const { code, lastStream } = await peer.next("GOAWAY");
  t.deepEqual([code, lastStream], ["NO_ERROR", 5]);
  peer.send(...headers(7, request()), data(7, ping), data(1, text("on")));
  t.deepEqual(await octets(peer, 1, text("on").length), Buffer.from(text("on")));
  t.false(peer.unread.some((event) => event.type === "HEADERS" && event.stream === 7));
});

//
test("SETTINGS_MAX_CONCURRENT_STREAMS is the limit on connections, and at least 100", async (t) => {
  for (const [connections, stated] of [[120, 120], [2, 100]] as const) {
    const { peer } = await served(t, { limits: { connections } });
    const { settings } = await peer.next("SETTINGS", { matches: ({ ack }) => !ack });
    t.is(settings.find(({ identifier }) => identifier === "MAX_CONCURRENT_STREAMS")?.value, stated);
  }
});

//
test("more content than a server holds before its decision is refused by the check content and counts as broken off", async (t) => {
  const { pending, failures, peer } = await served(t, { limits: { openings: 1 } });
  const most = limit.value("undecidedContent");
  for (const stream of [1, 3]) {
    const oneByOne = Array.from({ length: 100 }, () => data(stream, Uint8Array.of(0)));
    peer.send(...headers(stream, request()), ...oneByOne, data(stream, new Uint8Array(most - 100)));
    await until("the application is asked", () => pending.resolvers.length === (stream + 1) / 2);
    peer.send(data(stream, Uint8Array.of(0)));
    t.is(fieldOf(await replyOn(peer, stream), ":status"), "400");
    t.is(refusedCheckOf(await octets(peer, stream, 1)), "content");
  }
  t.deepEqual(failures.map(({ check, status, seen }) => [check, status, seen]), [
    ["content", 400, "more than 16384 octets before the decision"],
    ["content", 400, "more than 16384 octets before the decision"],
  ]);
  for (const resolve of pending.resolvers) resolve(undefined);
  t.is((await peer.next("GOAWAY")).code, "NO_ERROR");
});

//
test("100 precedes the decision for the expectation 100-continue; another expectation is ignored", async (t) => {
  const { pending, peer } = await served(t);
  peer.send(...headers(1, [...request("/echo"), ["expect", "100-continue"]]));
  t.is(fieldOf(await replyOn(peer, 1), ":status"), "100");
  pending.resolvers[0]?.(undefined);
  t.is(fieldOf(await replyOn(peer, 1), ":status"), "200");
  peer.send(...headers(3, [...request("/other"), ["expect", "ping=5"]]));
  t.is(fieldOf(await replyOn(peer, 3), ":status"), "200");
});

//
test("an application redirects with 307 and a location", async (t) => {
  const location = "https://b.example/chat";
  const moved: Resource = { ...quiet, authorize: () => ({ refuse: { status: 307, fields: [["location", location]] } }) };
  const { peer } = await served(t, { resources: { "/echo": moved } });
  peer.send(...headers(1, request()));
  const fields = await replyOn(peer, 1);
  t.deepEqual([":status", "location", "websocket2-error"].map((name) => fieldOf(fields, name)), ["307", location, "rejected"]);
});
