import { X509Certificate } from "node:crypto";
import { createSecureServer, createServer } from "node:http2";

import test from "ava";

import { type Connection, type Handshake, type Resource, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { makeCertificate } from "../../../../scripts/common/certificate.ts";
import { echo, listen, newClient, openRaw, rawClient, serve, soon } from "../support.ts";

interface User {
  readonly name: string;
}

const findUser = (name: string | undefined): Promise<User | undefined> => Promise.resolve(name === undefined ? undefined : { name });

test("connection.data is what authorize returned; its type follows without annotations", async (t) => {
  const names: string[] = [];
  const ws = new WebSocket2Server({
    resources: {
      "/": {
        authorize: async ({ headers }) => {
          const user = await findUser(headers.authorization);
          if (user === undefined) return { refuse: { status: 401 } };
          return { data: user };
        },
        connection: (connection) => names.push(connection.data.name),
      },
      "/also": {
        authorize: ({ query }) => (query.has("name") ? { data: { name: query.get("name") ?? "" } } : { refuse: {} }),
        connection: (connection) => {
          // @ts-expect-error A user has no age.
          names.push(connection.data.name, String(connection.data.age));
        },
      },
    },
  });
  const server = createServer(sessionOptions);
  ws.attach(server);
  const { url } = await listen(t, server);
  const client = newClient(t);
  const connection = await client.connect(url, { headers: { authorization: "Ann" } });
  await client.connect(`${url}/also?name=B%C3%B6`);
  t.deepEqual(names, ["Ann", "Bö", "undefined"]);
  t.deepEqual([...ws.connections].map(({ data }) => data.name), ["Ann", "Bö"]);
  t.is(connection.data, undefined);
});

test("a function that takes any connection takes one with data", (t) => {
  const echo = (connection: Connection): void => void (connection.onmessage = (data) => connection.send(data));
  const resource: Resource<User> = { authorize: () => ({ data: { name: "Ann" } }), connection: (connection) => echo(connection) };
  // @ts-expect-error The data is not a User.
  const wrong: Resource<User> = { authorize: () => ({ data: { name: 1 } }), connection: () => undefined };
  t.is(typeof resource.connection, typeof wrong.connection);
});

test("a connection knows its target and its peer in both roles; a handshake has the query", async (t) => {
  const seen: unknown[] = [];
  let server: Connection | undefined;
  const { url, port } = await serve(t, {
    resources: {
      "/a": {
        authorize: (handshake) => {
          seen.push(handshake.url, handshake.query.getAll("q"), handshake.query === handshake.query);
        },
        connection: (connection) => (server = connection),
      },
    },
  });
  const connection = await newClient(t).connect(`${url}/a?q=1&q=2#f`);
  t.deepEqual(seen, [`${url}/a?q=1&q=2`, ["1", "2"], true]);
  t.is(connection.url, `${url}/a?q=1&q=2`);
  t.is(server?.url, connection.url);
  t.deepEqual([connection.remoteAddress, connection.remotePort], ["127.0.0.1", port]);
  t.is(server?.remoteAddress, "127.0.0.1");
  t.is(server?.remotePort, connection.socket.localPort);
});

test("connections to one URL on one HTTP connection share their facts", async (t) => {
  const { url, ws } = await serve(t);
  const client = newClient(t);
  for (let count = 0; count < 2; count++) await client.connect(`${url}/echo`);
  const [first, second] = [...ws.connections];
  t.is(first?.socket, second?.socket);
  t.is(first?.url, second?.url);
});

test("addresses stay readable when the peer is gone, in handshake and connection", async (t) => {
  let handshake: Handshake | undefined;
  const addresses = new Promise<unknown[]>((resolve) => {
    const resources = {
      "/echo": {
        connection: (connection: Connection, request: Handshake) => {
          handshake = request;
          connection.onclose = ({ code }) => resolve([code, connection.remoteAddress, request.socket.remoteAddress]);
        },
      },
    };
    void serve(t, { resources }).then(async (listener) => {
      const peer = await rawClient(t, listener);
      await openRaw(peer);
      peer.destroy();
    });
  });
  t.deepEqual(await soon("onclose", addresses), [1006, "127.0.0.1", "127.0.0.1"]);
  await new Promise(setImmediate);
  t.is(handshake?.socket.remoteAddress, "127.0.0.1");
});

test("a client reads the fields of the response on success and on failure, repeated ones one by one", async (t) => {
  const fields = { "set-cookie": ["a=1", "b=2"], "www-authenticate": "Bearer", "x-node": "n" };
  const authorize: Resource["authorize"] = ({ path }) => (path === "/yes" ? { fields } : { refuse: { status: 401, fields } });
  const resource = { authorize, connection: () => undefined };
  const { url } = await serve(t, { resources: { "/yes": resource, "/no": resource } });
  const client = newClient(t);
  const { responseHeaders } = await client.connect(`${url}/yes`);
  t.deepEqual(responseHeaders.getSetCookie(), ["a=1", "b=2"]);
  t.deepEqual([...responseHeaders.keys()], ["date", "set-cookie", "set-cookie", "www-authenticate", "x-node"]);
  const error = await t.throwsAsync(client.connect(`${url}/no`));
  t.deepEqual((error as { responseHeaders?: Headers }).responseHeaders?.getSetCookie(), ["a=1", "b=2"]);
  t.is((error as { responseHeaders?: Headers }).responseHeaders?.get("www-authenticate"), "Bearer");
});

test("both ends read the fields of the request without those of the handshake, also after the end", async (t) => {
  const { url, ws } = await serve(t, { resources: { "/echo": { origins: ["https://a.example"], connection: () => undefined } } });
  const client = newClient(t);
  const headers = { cookie: "id=1; theme=dark", authorization: "Bearer x", "user-agent": "u", "x-tag": ["1", "2"] };
  const connection = await client.connect(`${url}/echo`, { origin: "https://a.example", headers, compression: { lz4: [1, 9] } });
  const [atServer] = ws.connections;
  connection.terminate();
  await connection.closed;
  await atServer?.closed;
  const expected = { ...headers, origin: "https://a.example", "x-tag": "1, 2" };
  t.deepEqual(Object.fromEntries(atServer?.requestHeaders ?? []), expected);
  t.deepEqual(Object.fromEntries(connection.requestHeaders), expected);
  const plain = await client.connect(`${url}/echo`);
  t.deepEqual([...[...ws.connections].flatMap(({ requestHeaders }) => [...requestHeaders]), ...plain.requestHeaders], []);
});

test("TLS of both ends stays readable after the end: version, ALPN, server name and the certificate of the peer", async (t) => {
  const { key, cert } = await makeCertificate();
  const server = createSecureServer({ ...sessionOptions, key, cert });
  const ws = new WebSocket2Server(echo).attach(server);
  const { port } = await listen(t, server, "https");
  const connection = await newClient(t, { tls: { ca: cert } }).connect(`https://localhost:${port}/echo`);
  const [atServer] = ws.connections;
  connection.terminate();
  await connection.closed;
  const { peerCertificate, ...tls } = connection.socket.tls ?? {};
  t.deepEqual(tls, { version: "TLSv1.3", alpnProtocol: "h2", servername: "localhost", authorized: true });
  t.is(peerCertificate?.toString(), new X509Certificate(cert).toString());
  const client = { version: "TLSv1.3", alpnProtocol: "h2", servername: "localhost", authorized: false, peerCertificate: undefined };
  t.deepEqual(atServer?.socket.tls, client);
});
