/** The way from a client to a server: proxies, sockets, name resolution and certificates. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createSecureServer, createServer } from "node:http2";
import { connect as connectSocket, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";

import test, { type ExecutionContext } from "ava";

import {
  Client,
  type ClientOptions,
  connect,
  type ConnectOptions,
  type Connection,
  OpeningError,
  sessionOptions,
  WebSocket2Server,
} from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/index.ts";
import { makeCertificate } from "../../../../scripts/common/certificate.ts";
import { echo, listen, newClient, serve, until } from "../support.ts";
import { answering, startProxy } from "./proxies.ts";

const certificate = await makeCertificate();

/** Starts a server with TLS. Returns its URL, in which the host is a name. */
async function serveTls(t: ExecutionContext, options: { readonly requestCert?: boolean } = {}): Promise<string> {
  const server = createSecureServer({ ...sessionOptions, ...certificate, ...options, ca: certificate.cert });
  new WebSocket2Server(echo).attach(server);
  return `https://localhost:${(await listen(t, server)).port}/echo`;
}

/** Sends a message and returns the reply. */
async function echoed(connection: Connection): Promise<unknown> {
  connection.send("hi");
  return new Promise((resolve) => (connection.onmessage = resolve));
}

/** Returns the error of an opening. */
async function openingError(t: ExecutionContext, route: ClientOptions, url = "http://192.0.2.1/echo", options: ConnectOptions = {}) {
  const error = await t.throwsAsync(newClient(t, route).connect(url, options), { instanceOf: OpeningError });
  return { check: error.check, seen: error.failure.seen, meaning: error.meaning.replace(/^.*?: /, ""), fields: error.fields };
}

test("a tunnel carries cleartext HTTP/2, although octets of the server arrive with the answer of the proxy", async (t) => {
  const { url } = await serve(t);
  const proxy = await startProxy(t);
  const connection = await newClient(t, { proxy: `http://us%40er:p%3Aw@${proxy.host}` }).connect(`${url}/echo`);
  t.is(await echoed(connection), "hi");
  const [request] = proxy.requests;
  t.is(request?.url, new URL(url).host);
  t.deepEqual(request?.headers, {
    host: new URL(url).host,
    connection: "keep-alive",
    "proxy-authorization": `Basic ${Buffer.from("us@er:p:w").toString("base64")}`,
  });
});

test("a tunnel carries TLS, which verifies the server", async (t) => {
  const url = await serveTls(t);
  const proxy = await startProxy(t);
  const proxied = { url: `http://${proxy.host}`, headers: { "Proxy-Authorization": "Bearer x" } };
  const connection = await newClient(t, { proxy: proxied, tls: { ca: certificate.cert } }).connect(url);
  t.is(await echoed(connection), "hi");
  t.is(proxy.requests[0]?.headers["proxy-authorization"], "Bearer x");
  t.like(await openingError(t, { proxy: proxied }, url), { check: "aborted", seen: "no HTTP/2 connection: self-signed certificate" });
});

test("credentials of a proxy that do not decode go out as they stand, and each value of a list as a line", async (t) => {
  const { url } = await serve(t);
  const proxy = await startProxy(t);
  await newClient(t, { proxy: { url: `http://a%zz:b@${proxy.host}`, headers: { "X-A": ["1", "2"] } } }).connect(`${url}/echo`);
  const [request] = proxy.requests;
  t.is(request?.headers["proxy-authorization"], `Basic ${Buffer.from("a%zz:b").toString("base64")}`);
  t.is(request?.headers["x-a"], "1, 2");
});

test("a proxy may have TLS of its own", async (t) => {
  const url = await serveTls(t);
  const elsewhere = await makeCertificate();
  const proxy = await startProxy(t, undefined, elsewhere);
  const proxied = { url: `https://${proxy.host}`, tls: { ca: elsewhere.cert } };
  t.is(await echoed(await newClient(t, { proxy: proxied, tls: { ca: certificate.cert } }).connect(url)), "hi");
  t.like(await openingError(t, { proxy: proxied.url, tls: { ca: certificate.cert } }, url), {
    check: "aborted",
    meaning: "the certificate does not prove the identity of the proxy; the option proxy.tls has a ca of its own",
  });
});

const CHALLENGE = 'HTTP/1.1 407 Credentials, please\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 3\r\n\r\nno\n';

test("a proxy that asks for credentials fails the opening, with its fields", async (t) => {
  const { host } = await startProxy(t, answering(CHALLENGE));
  const expected = {
    check: "aborted",
    seen: `no HTTP/2 connection: the proxy http://${host} answered CONNECT 192.0.2.1:80 with 407 Credentials, please`,
    meaning: "the proxy requires a user name and a password, or other credentials; both can stand in its URL",
    fields: [
      [":status", "407"],
      ["proxy-authenticate", 'Basic realm="x"'],
      ["content-length", "3"],
    ],
  };
  t.deepEqual(await openingError(t, { proxy: `http://${host}` }), expected as never);
  const meaning = "the proxy does not accept these credentials";
  t.deepEqual(await openingError(t, { proxy: `http://a:b@${host}` }), { ...expected, meaning } as never);
});

const answers: readonly (readonly [title: string, answer: string, meaning: string])[] = [
  ["forbids", "HTTP/1.1 403 Forbidden\r\n\r\n", "the proxy forbids tunnels to this host and port"],
  ["answers with an unlisted status", "HTTP/1.1 418 Teapot\r\n\r\n", "the proxy opened no tunnel to the server"],
  ["answers rubbish", "SSH-2.0-x\r\n\r\n", "this is no HTTP/1.1 proxy, or it expects TLS: then its URL begins with https"],
  ["closes without an answer", "", "the proxy closed the connection before it answered"],
];

for (const [title, answer, meaning] of answers) {
  test(`a proxy that ${title} fails the opening`, async (t) => {
    const { host } = await startProxy(t, answering(answer));
    t.like(await openingError(t, { proxy: `http://${host}` }), { check: "aborted", meaning });
  });
}

test("an address without a proxy fails the opening, and the text has no credentials", async (t) => {
  const { url, server } = await serve(t);
  server.close();
  const error = await openingError(t, { proxy: url.replace("http://", "http://user:secret@") });
  t.deepEqual(error, {
    check: "aborted",
    seen: `no HTTP/2 connection: the proxy ${url}: connect ECONNREFUSED ${new URL(url).host}`,
    meaning: "no proxy listens at this address",
    fields: [],
  });
});

test("a proxy that does not answer: a timeout, an abort and the close of the client each end the attempt", async (t) => {
  const proxy = await startProxy(t, (_, socket) => void socket.on("end", () => socket.destroy()).resume());
  const client = newClient(t, { proxy: `http://${proxy.host}` });
  const url = "http://192.0.2.1/echo";
  const abort = new AbortController();
  const aborted = t.throwsAsync(client.connect(url, { signal: abort.signal }), { instanceOf: OpeningError });
  await until("the client asks the proxy", () => proxy.sockets.length === 1);
  const timedOut = await t.throwsAsync(client.connect(url, { limits: { handshake: 1 } }), { instanceOf: OpeningError });
  t.is(timedOut.check, "timeout");
  t.is(proxy.sockets.length, 1);
  t.false(proxy.sockets[0]?.destroyed);
  abort.abort();
  t.is((await aborted).check, "cancelled");
  await once(proxy.sockets[0] as Duplex, "close");
  const last = t.throwsAsync(client.connect(url), { instanceOf: OpeningError });
  await until("the client asks the proxy again", () => proxy.sockets.length === 2);
  await client.close();
  t.not((await last).check, "timeout");
  await once(proxy.sockets[1] as Duplex, "close");
});

test("openings through different proxies share no HTTP/2 connection, others do", async (t) => {
  const { url, server } = await serve(t);
  const [first, second] = [await startProxy(t), await startProxy(t)];
  let chosen: string | undefined = `http://${first.host}`;
  const client = newClient(t, { proxy: () => chosen });
  let sessions = 0;
  server.on("session", () => (sessions += 1));
  await Promise.all([client.connect(`${url}/echo`), client.connect(`${url}/echo`)]);
  chosen = `http://${second.host}`;
  await client.connect(`${url}/echo`);
  chosen = undefined;
  await client.connect(`${url}/echo`);
  t.deepEqual([first.requests.length, second.requests.length, sessions], [1, 1, 3]);
});

test("calls of connect share an HTTP/2 connection if the way is the same", async (t) => {
  const { url } = await serve(t);
  const proxy = await startProxy(t);
  const proxied = `http://${proxy.host}`;
  for (const route of [{ proxy: proxied }, {}, { proxy: proxied }, { proxy: `http://a@${proxy.host}` }]) {
    const connection = await connect(`${url}/echo`, route);
    t.teardown(() => connection.close(1000));
  }
  t.is(proxy.requests.length, 2);
});

test("the function socket opens what TLS runs over, and its signal does not abort afterwards", async (t) => {
  const url = await serveTls(t);
  const asked: (readonly [origin: string, signal: AbortSignal])[] = [];
  const socket = async (origin: string, signal: AbortSignal): Promise<Duplex> => {
    asked.push([origin, signal]);
    const opened = connectSocket(Number(new URL(url).port), "127.0.0.1");
    await once(opened, "connect");
    // Not a socket of node:net.
    return Duplex.from({ readable: opened, writable: opened }) as Duplex;
  };
  const client = newClient(t, { socket, tls: { ca: certificate.cert } });
  const connection = await client.connect(url);
  t.is(await echoed(connection), "hi");
  connection.close(1000);
  await connection.closed;
  t.deepEqual(asked.map(([origin, { aborted }]) => [origin, aborted]), [[new URL(url).origin, false]]);
});

test("an error of the function socket is the cause, and a result that is no stream is misuse", async (t) => {
  const cause = new RangeError("no tunnel");
  const socket = () => Promise.reject(cause);
  const error = await t.throwsAsync(newClient(t, { socket }).connect("http://192.0.2.1/"), { instanceOf: OpeningError });
  t.deepEqual([error.check, error.failure.seen, error.cause], ["aborted", "no HTTP/2 connection: no tunnel", cause]);
  await t.throwsAsync(newClient(t, { socket: () => "x" as never }).connect("http://192.0.2.1/"), {
    instanceOf: LocalError,
    message: "socket: expected a Duplex stream of node:stream from the function",
  });
});

test("a socket that opens after its opening timed out is destroyed", async (t) => {
  let open: (socket: Socket) => void = () => undefined;
  const client = newClient(t, { socket: () => new Promise((resolve) => (open = resolve)) });
  const error = await t.throwsAsync(client.connect("http://192.0.2.1/", { limits: { handshake: 20 } }), { instanceOf: OpeningError });
  t.is(error.check, "timeout");
  const { url } = await serve(t);
  const late = connectSocket(Number(new URL(url).port), "127.0.0.1");
  open(late);
  await once(late, "close");
});

test("connects to a UNIX socket, whatever the host of the URL", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const socketPath = join(folder, "server");
  const server = createServer(sessionOptions);
  new WebSocket2Server(echo).attach(server);
  await once(server.listen(socketPath), "listening");
  t.teardown(() => server.close());
  t.is(await echoed(await newClient(t, { socketPath }).connect("http://any.example/echo")), "hi");
});

test("the function lookup resolves the host of the URL, and of the proxy", async (t) => {
  const { url } = await serve(t);
  const names: string[] = [];
  const lookup: ClientOptions["lookup"] = (name, options, done) => {
    names.push(name);
    if (options.all === true) done(null, [{ address: "127.0.0.1", family: 4 }]);
    else done(null, "127.0.0.1", 4);
  };
  const { port } = new URL(url);
  t.is(await echoed(await newClient(t, { lookup }).connect(`http://server.example:${port}/echo`)), "hi");
  const proxy = await startProxy(t);
  await newClient(t, { lookup, proxy: `http://proxy.example:${proxy.port}` }).connect(`${url}/echo`);
  t.deepEqual(names, ["server.example", "proxy.example"]);
});

test("a server that requires a client certificate accepts cert and key, and refuses without", async (t) => {
  const url = await serveTls(t, { requestCert: true });
  const { cert: ca, key } = certificate;
  t.is(await echoed(await newClient(t, { tls: { ca, cert: ca, key } }).connect(url)), "hi");
  t.like(await openingError(t, { tls: { ca } }, url), {
    check: "aborted",
    meaning: "the server requires a client certificate, or rejects the one that it received",
  });
});

test("after an alert of TLS that Node.js does not end the socket for, close settles and nothing keeps the process", async (t) => {
  const client = newClient(t, { tls: { ca: certificate.cert } });
  await t.throwsAsync(client.connect(await serveTls(t, { requestCert: true })), { instanceOf: OpeningError });
  await t.notThrowsAsync(client.close());
});

test("an unknown authority is told, with the ways to add it", async (t) => {
  t.like(await openingError(t, {}, await serveTls(t)), {
    check: "aborted",
    meaning:
      "the client does not know the authority that issued the certificate of the server; the option tls.ca or NODE_EXTRA_CA_CERTS adds it",
  });
});

const NO_PROXY_URL = "proxy: expected a URL with the scheme http or https; the option socket serves for other kinds of proxies";

const mistakes: readonly (readonly [title: string, options: ClientOptions, message: string])[] = [
  ["a proxy with another scheme", { proxy: "socks5://a:b@c" }, NO_PROXY_URL],
  ["a proxy without scheme", { proxy: { url: "proxy" } }, NO_PROXY_URL],
  [
    "an unknown option of a proxy",
    { proxy: { url: "http://a", x: 1 } as never },
    "proxy.x: unknown option; expected one of url, headers, tls",
  ],
  ["a socket and a proxy", { proxy: "http://a", socket: () => new Duplex() }, "proxy: expected none with socket, which opens the socket"],
  [
    "a socket path and a lookup",
    { socketPath: "/a", lookup: () => undefined },
    "lookup: expected none with socketPath, which opens the socket",
  ],
];

for (const [title, options, message] of mistakes) {
  test(`${title} throws LocalError`, (t) => {
    t.throws(() => new Client(options), { instanceOf: LocalError, message });
  });
}
