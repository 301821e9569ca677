import { once } from "node:events";
import {
  connect as connectSession,
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Stream,
} from "node:http2";

import test from "ava";

import {
  type Connection,
  type Decision,
  type Handshake,
  type HandshakeFailure,
  OpeningError,
  type Resource,
  sessionOptions,
  WebSocket2Server,
} from "../../../../reference/http2/index.ts";
import { data, headers, reset } from "../../../../scripts/interop/h2/index.ts";
import { clos, echo, listen, newClient, octets, openRaw, ping, rawClient, request, serve, text, until } from "../support.ts";

const quiet: Resource = { connection: () => undefined };

async function get(url: string, path: string): Promise<string> {
  const session = connectSession(url);
  const stream = session.request({ ":path": path });
  stream.setEncoding("utf8");
  let body = "";
  stream.on("data", (part: string) => (body += part));
  await once(stream, "end");
  session.close();
  return body;
}

test("request listeners receive ordinary requests and no handshakes, whenever they were added", async (t) => {
  const seen: string[] = [];
  const app = (name: string) => (req: Http2ServerRequest, res: Http2ServerResponse) => {
    seen.push(`${name} ${req.url}`);
    if (name === "first") res.end("plain");
  };
  const server = createServer(sessionOptions, app("first"));
  new WebSocket2Server(echo).attach(server);
  server.on("request", app("second"));
  server.on("stream", (_stream: ServerHttp2Stream, fields) => seen.push(`stream ${String(fields[":path"])}`));
  const { url } = await listen(t, server);
  const connection = await newClient(t).connect(`${url}/echo`);
  connection.send("hi");
  t.is((await connection[Symbol.asyncIterator]().next()).value, "hi");
  t.is(await get(url, "/page"), "plain");
  t.deepEqual(seen, ["first /page", "second /page", "stream /page"]);
});

test("a handshake for a path without a resource is refused with 404 and does not reach the listeners", async (t) => {
  const { url } = await serve(t, { resources: { "/a": quiet } });
  const error = await t.throwsAsync(newClient(t).connect(`${url}/b?x=/a`), { instanceOf: OpeningError });
  t.like(error.failure, { check: "refused", status: 404, token: "rejected", serverCheck: "resource" });
  t.regex(error.message, /status 404.*The handshake was refused/);
});

test("a resource is found by the path without query, in an object or by a function", async (t) => {
  const paths: string[] = [];
  const byFunction = await serve(t, { resources: (path) => (paths.push(path), path === "/r" ? quiet : undefined) });
  const byName = await serve(t, { resources: { "/r": quiet } });
  for (const { url } of [byFunction, byName]) t.truthy(await newClient(t).connect(`${url}/r?x=1`));
  t.deepEqual(paths, ["/r"]);
});

test("an inherited property of the resources is not a resource", async (t) => {
  const { url } = await serve(t, { resources: { "/r": quiet } });
  await t.throwsAsync(newClient(t).connect(`${url}/../constructor`), { instanceOf: OpeningError });
});

test("origins, subprotocols and compression of the resource apply", async (t) => {
  let handshake: Handshake | undefined;
  const resource: Resource = {
    origins: ["https://a.example"],
    requireOrigin: true,
    protocols: ["b", "a"],
    compression: { deflate: [9, 12] },
    connection: (_connection, request) => (handshake = request),
  };
  const { url } = await serve(t, { resources: { "/": resource } });
  const client = newClient(t);
  for (const origin of [undefined, "https://b.example", "https://a.example:444"]) {
    const error = await t.throwsAsync(client.connect(url, origin === undefined ? {} : { origin }), { instanceOf: OpeningError });
    t.is(error.failure.status, 403);
  }
  const connection = await client.connect(`${url}/?q=1`, {
    origin: "https://a.example",
    protocols: ["x", "a", "b"],
    compression: { lz4: [1, 9], deflate: [9, 15] },
    headers: { authorization: "Bearer x" },
  });
  t.is(connection.protocol, "a");
  t.deepEqual(connection.compression, { deflate: 12 });
  t.like(handshake, { path: "/?q=1", origin: "https://a.example", protocols: ["x", "a", "b"] });
  t.is(handshake?.headers.authorization, "Bearer x");
  t.is(handshake?.socket?.remoteAddress, "127.0.0.1");
});

test("authorize decides at once or later, with its own status, fields and subprotocol", async (t) => {
  const authorize: Resource["authorize"] = async ({ headers }) => {
    if (headers.authorization === undefined) return { refuse: { status: 401, fields: [["www-authenticate", "Bearer"]] } };
    await Promise.resolve();
    return { protocol: "q", fields: [["x-user", "me"]] };
  };
  const { url } = await serve(t, { resources: { "/": { ...quiet, protocols: ["p", "q"], authorize } } });
  const client = newClient(t);
  const error = await t.throwsAsync(client.connect(url), { instanceOf: OpeningError });
  t.like(error.failure, { check: "refused", status: 401 });
  const connection = await client.connect(url, { headers: [["authorization", "x"]], protocols: ["p", "q"] });
  t.is(connection.protocol, "q");
});

test("a decision of authorize may be any object with then, as promises of libraries are", async (t) => {
  const later = { then: (resolve: (decision: { protocol: string }) => void) => void setImmediate(resolve, { protocol: "q" }) };
  const authorize = (() => later) as unknown as () => Promise<{ protocol: string }>;
  const { url } = await serve(t, { resources: { "/": { ...quiet, protocols: ["p", "q"], authorize } } });
  const connection = await newClient(t).connect(url, { protocols: ["p", "q"] });
  t.is(connection.protocol, "q");
});

test("an error of authorize, or a decision that cannot be sent, refuses with 500 and is reported to onfailed only", async (t) => {
  const failures: HandshakeFailure[] = [];
  const wrong: Record<string, Resource> = {
    "/throws": { ...quiet, authorize: () => Promise.reject(new RangeError("secret")) },
    "/decides": { ...quiet, authorize: () => ({ protocol: "\n" }) },
  };
  const { url } = await serve(t, { resources: wrong, onfailed: (failure) => failures.push(failure) });
  const client = newClient(t);
  for (const path of Object.keys(wrong)) {
    const error = await t.throwsAsync(client.connect(url + path), { instanceOf: OpeningError });
    t.is(error.failure.status, 500);
    t.false(Buffer.from(error.failure.content ?? []).toString().includes("secret"));
    t.is(failures.at(-1)?.path, path);
    t.true(failures.at(-1)?.error instanceof Error);
  }
});

test("a value of authorize that is no decision refuses with 500", async (t) => {
  const failures: string[] = [];
  const decisions: Record<string, [decision: unknown, seen: string]> = {
    "/false": [false, "authorize: expected nothing, an acceptance or { refuse: { status } }, found false"],
    "/true": [true, "authorize: expected nothing, an acceptance or { refuse: { status } }, found true"],
    "/null": [null, "authorize: expected nothing, an acceptance or { refuse: { status } }, found null"],
    "/text": ["no", "authorize: expected nothing, an acceptance or { refuse: { status } }, found no"],
    "/misspelt": [
      { refused: { status: 401 } },
      "authorize.refused: unknown option; expected one of compression, protocol, fields, data, refuse",
    ],
    "/number": [{ refuse: 401 }, "authorize.refuse: expected an object, found 401"],
    "/headers": [{ refuse: { headers: {} } }, "authorize.refuse.headers: unknown option; expected one of status, fields"],
    "/fields": [{ fields: "a: b" }, 'authorize.fields: expected an object, found "a: b"'],
    "/number-field": [{ fields: { a: 1 } }, "authorize.fields.a: expected a string or a list of strings, found 1"],
    "/no-field": [
      { refuse: { fields: { a: undefined } } },
      "authorize.refuse.fields.a: expected a string or a list of strings, found undefined",
    ],
    "/protocol": [{ protocol: "a" }, 'protocol: expected one that the client offered, b or c, found "a"'],
    "/method": [{ compression: { deflate: 12 } }, "compression: expected one that the client offered, lz4, found deflate"],
    "/parameter": [{ compression: { lz4: 4 } }, "compression.lz4: expected 1 to 3, the range that the client offered, found 4"],
  };
  const resources = Object.fromEntries(
    Object.entries(decisions).map(([path, [decision]]) => [path, { ...quiet, authorize: () => decision as undefined }]),
  );
  const { url } = await serve(t, { resources, onfailed: ({ error }) => failures.push((error as Error).message) });
  const client = newClient(t);
  for (const path of Object.keys(decisions)) {
    const opening = client.connect(url + path, { protocols: ["b", "c"], compression: { lz4: [1, 3] } });
    t.is((await t.throwsAsync(opening, { instanceOf: OpeningError })).failure.status, 500, path);
  }
  t.deepEqual(failures, Object.values(decisions).map(([, seen]) => seen));
});

test("authorize may return an acceptance or a refusal", async (t) => {
  const authorize = ({ headers: fields }: Handshake): Decision => (fields["x-pass"] === "1" ? {} : { refuse: { status: 401 } });
  const untyped = ({ headers: fields }: Handshake) => (fields["x-pass"] === "1" ? {} : { refuse: { status: 401 } });
  const { url } = await serve(t, { resources: { "/": { ...quiet, authorize }, "/untyped": { ...quiet, authorize: untyped } } });
  const client = newClient(t);
  for (const path of ["/", "/untyped"]) {
    t.is((await t.throwsAsync(client.connect(url + path), { instanceOf: OpeningError })).failure.status, 401);
    (await client.connect(url + path, { headers: new Map([["x-pass", "1"]]) })).close();
  }
});

test("a resources function that throws or returns no resource refuses with 500; other connections continue", async (t) => {
  const failures: unknown[] = [];
  const find = (path: string): Resource | undefined => {
    if (path === "/none") return {} as Resource;
    decodeURIComponent(path);
    return quiet;
  };
  const { url } = await serve(t, { resources: find, onfailed: ({ path, error }) => failures.push([path, (error as Error).message]) });
  const client = newClient(t);
  const open = await client.connect(`${url}/good`);
  for (const path of ["/%zz", "/none"]) {
    t.is((await t.throwsAsync(client.connect(url + path), { instanceOf: OpeningError })).failure.status, 500);
  }
  t.deepEqual(failures, [
    ["/%zz", "URI malformed"],
    ["/none", 'resources["/none"].connection: expected a function, found undefined'],
  ]);
  t.is(open.state, "open");
});

test("an error of a resource, thrown or rejected, is passed to onerror and closes its connection with 1011; others continue", async (t) => {
  const errors: [message: string, connection: Connection][] = [];
  const fail = (message: string): never => {
    throw new RangeError(message);
  };
  const resources: Record<string, Resource> = {
    "/connection": { connection: () => fail("connection") },
    "/later": { connection: async () => fail(await Promise.resolve("later")) },
    "/message": { connection: (connection) => (connection.onmessage = () => fail("message")) },
    "/drain": {
      connection(connection) {
        connection.ondrain = () => fail("drain");
        connection.send("x");
      },
    },
    "/good": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
  };
  const { url } = await serve(t, { resources, onerror: (error, connection) => errors.push([(error as Error).message, connection]) });
  const client = newClient(t);
  const good = await client.connect(`${url}/good`);
  for (const path of ["/connection", "/later", "/message", "/drain"]) {
    const connection = await client.connect(url + path);
    connection.onmessage = () => undefined;
    connection.send("x");
    t.like(await connection.closed, { code: 1011, wasClean: true }, path);
  }
  t.deepEqual(errors.map(([message]) => message), ["connection", "later", "message", "drain"]);
  good.send("still here");
  t.is((await good[Symbol.asyncIterator]().next()).value, "still here");
});

test("an error of onclose is passed to onerror, and the connection ends", async (t) => {
  const errors: string[] = [];
  const opened: Connection[] = [];
  const connection = (each: Connection): void => {
    opened.push(each);
    each.onmessage = () => undefined;
    each.onclose = () => {
      throw new RangeError("close");
    };
  };
  const { url, ws } = await serve(t, { resources: { "/": { connection } }, onerror: (error) => errors.push((error as Error).message) });
  const client = await newClient(t).connect(url);
  client.close(1000);
  await client.closed;
  t.like(await opened[0]?.closed, { code: 1000 });
  t.deepEqual(errors, ["close"]);
  t.is(ws.connections.size, 0);
});

test("a rejection of a handler is passed to onerror and closes its connection only", async (t) => {
  const errors: string[] = [];
  const opened: Record<string, Connection> = {};
  const fail = async (message: string): Promise<void> => {
    await new Promise(setImmediate);
    throw new RangeError(message);
  };
  const remember = (path: string, set: (connection: Connection) => void): Resource => ({
    connection(connection) {
      opened[path] = connection;
      connection.onmessage = () => undefined;
      set(connection);
    },
  });
  const resources: Record<string, Resource> = {
    "/message": remember("/message", (connection) => (connection.onmessage = () => fail("message"))),
    "/drain": remember("/drain", (connection) => {
      connection.ondrain = () => fail("drain");
      connection.send("x");
    }),
    "/close": remember("/close", (connection) => (connection.onclose = () => fail("close"))),
  };
  const { url } = await serve(t, {
    resources,
    onerror: (error, connection) => errors.push(`${(error as Error).message} ${String(Object.values(opened).includes(connection))}`),
  });
  const client = newClient(t);
  for (const [path, code] of [["/message", 1011], ["/drain", 1011], ["/close", 1000]] as const) {
    const connection = await client.connect(url + path);
    connection.onmessage = () => undefined;
    if (path === "/message") connection.send("x");
    if (path === "/close") connection.close(1000);
    t.like(await connection.closed, { code, wasClean: true }, path);
    t.is((await opened[path]?.closed)?.wasClean, true);
  }
  await until("all errors are reported", () => errors.length >= 3);
  t.deepEqual(errors, ["message true", "drain true", "close true"]);
});

test("the signal of authorize aborts if the client gives up, and at the timeout", async (t) => {
  let aborted: Promise<unknown> | undefined;
  const authorize: Resource["authorize"] = (_handshake, signal) => {
    aborted = once(signal, "abort");
    return new Promise(() => undefined);
  };
  const { port } = await serve(t, { resources: { "/echo": { ...quiet, authorize } }, limits: { handshake: 200 } });
  const peer = await rawClient(t, { port });
  peer.send(...headers(1, request()));
  await peer.next("HEADERS", { stream: 1, matches: ({ fields }) => fields.some(([, value]) => value === "503") });
  await aborted;
  aborted = undefined;
  peer.send(...headers(3, request()));
  while (aborted === undefined) await new Promise(setImmediate);
  peer.send(reset(3, "CANCEL"));
  t.truthy(await aborted);
});

test("a handshake over the connections limit of its HTTP/2 connection is refused with 503; others are not affected", async (t) => {
  const { port } = await serve(t, { resources: { "/echo": quiet }, limits: { connections: 2 } });
  const peer = await rawClient(t, { port });
  for (const stream of [1, 3]) await openRaw(peer, stream);
  peer.send(...headers(5, request()), data(5, ping));
  const { fields } = await peer.next("HEADERS", { stream: 5 });
  t.is(fields.find(([name]) => name === ":status")?.[1], "503");
  t.is(fields.find(([name]) => name === "retry-after")?.[1], "1");
  await openRaw(await rawClient(t, { port }));
  // A connection that ends makes room.
  peer.send(data(1, clos, { endStream: true }));
  await peer.next("DATA", { stream: 1, matches: ({ endStream }) => endStream });
  peer.send(reset(5, "CANCEL"), ...headers(7, request()));
  t.is((await peer.next("HEADERS", { stream: 7 })).fields.find(([name]) => name === ":status")?.[1], "200");
});

test("more aborted openings than the limit are answered with GOAWAY(NO_ERROR); open connections continue", async (t) => {
  const { port } = await serve(t, { ...echo, limits: { openings: 10 } });
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  for (let stream = 3; stream <= 3 + 2 * 10; stream += 2) peer.send(...headers(stream, request()), reset(stream, "CANCEL"));
  const goaway = await peer.next("GOAWAY");
  t.is(goaway.code, "NO_ERROR");
  peer.send(data(1, text("still")));
  t.deepEqual(Buffer.from(await octets(peer, 1, 7)), Buffer.from(text("still")));
});

test("as many aborted openings as the limit allows have no effect", async (t) => {
  const { port } = await serve(t, { ...echo, limits: { openings: 10 } });
  const peer = await rawClient(t, { port });
  for (let stream = 1; stream < 1 + 2 * 10; stream += 2) peer.send(...headers(stream, request()), reset(stream, "CANCEL"));
  await openRaw(peer, 101);
  t.false(peer.unread.some(({ type }) => type === "GOAWAY"));
});

test("a stream that its client ends while octets wait for window is reset at once, without END_STREAM", async (t) => {
  const sends: Resource = { connection: (connection) => void connection.send(new Uint8Array(200_000)) };
  const { port, ws } = await serve(t, { resources: { "/echo": sends } });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  peer.send(data(1, new Uint8Array(0), { endStream: true }));
  const last = await peer.nextMatching(
    "the end of the stream",
    (event) => event.type === "RST_STREAM" || (event.type === "DATA" && event.endStream),
  );
  t.is(last.type === "RST_STREAM" ? last.code : last.type, "CANCEL");
  await until("the connection is closed", () => ws.connections.size === 0);
});

test("a fault in place of the opening ping is answered with an error frame and reported to onfailed", async (t) => {
  const failures: HandshakeFailure[] = [];
  const { port } = await serve(t, { ...echo, limits: { close: 50 }, onfailed: (failure) => failures.push(failure) });
  const peer = await rawClient(t, { port });
  for (const [stream, frame] of [[1, text("no ping")], [3, clos], [5, Uint8Array.of(0)]] as const) {
    peer.send(...headers(stream, request()), data(stream, frame));
    t.is(Buffer.from(await octets(peer, stream, 6)).toString("hex"), "05024652414d");
    await peer.next("RST_STREAM", { stream, matches: ({ code }) => code === "NO_ERROR" });
  }
  t.is(failures.length, 3);
  t.true(failures.every(({ check, path }) => check === undefined && path === "/echo"));
});
