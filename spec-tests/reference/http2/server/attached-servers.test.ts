import { once } from "node:events";
import { createServer as createHttp1Server, request as httpRequest } from "node:http";
import { connect, createServer } from "node:http2";

import test from "ava";

import { OpeningError, type Resource, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { listen, newClient, serve, soon } from "../support.ts";

test("a handshake goes to the first attached server with a resource at its path; the last answers 404", async (t) => {
  const opened: string[] = [];
  const failed: string[] = [];
  const server = createServer(sessionOptions);
  const attach = (name: string, ...paths: readonly string[]): void => {
    const resource: Resource = { connection: ({ url }) => opened.push(`${name} ${new URL(url).pathname}`) };
    const resources = Object.fromEntries(paths.map((path) => [path, resource]));
    new WebSocket2Server({ resources, onfailed: ({ path }) => failed.push(`${name} ${path}`) }).attach(server);
  };
  attach("first", "/one", "/both");
  attach("second", "/two", "/both");
  const { url } = await listen(t, server);
  const client = newClient(t);
  for (const path of ["/one", "/two", "/both"]) await client.connect(url + path);
  const error = await t.throwsAsync(client.connect(`${url}/three`), { instanceOf: OpeningError });
  t.is(error.failure.status, 404);
  t.deepEqual(opened, ["first /one", "second /two", "first /both"]);
  t.deepEqual(failed, ["second /three"]);
});

test("a server is attached to an HTTP server once, and to several HTTP servers", (t) => {
  const ws = new WebSocket2Server({ resources: {} });
  const server = createServer();
  ws.attach(createServer()).attach(server);
  t.throws(() => ws.attach(server), { name: "LocalError", message: "attach: expected an HTTP server that it is not attached to" });
});

test("upgrades to WebSocket on an HTTP/1.1 server reach their listener", async (t) => {
  const server = createHttp1Server();
  new WebSocket2Server({ resources: {} }).attach(server);
  const switching = "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
  server.on("upgrade", (_request, socket) => socket.end(switching));
  const { port } = await listen(t, server);
  const request = httpRequest({ port, host: "127.0.0.1", headers: { connection: "upgrade", upgrade: "websocket" } }).end();
  const [response] = (await soon("upgrade", once(request, "upgrade"))) as [{ statusCode: number }];
  t.is(response.statusCode, 101);
});

test("an HTTP/2 server closes although a client keeps an idle HTTP/2 connection", async (t) => {
  const { ws, server, url } = await serve(t);
  const idle = connect(url);
  await once(idle, "remoteSettings");
  const connection = await newClient(t, { idle: 60_000 }).connect(`${url}/echo`);
  await ws.close();
  t.is((await connection.closed).code, 1001);
  await soon("close", new Promise((resolve) => server.close(resolve)));
  t.pass();
});

test("a timeout of the HTTP server ends HTTP/2 connections without WebSocket2 connections only", async (t) => {
  const { server, url } = await serve(t);
  server.setTimeout(40);
  const connection = await newClient(t).connect(`${url}/echo`);
  await soon("timeout", once(connect(url), "close"));
  connection.send("still open");
  const echo = new Promise((resolve) => (connection.onmessage = resolve));
  t.is(await soon("echo", Promise.race([echo, connection.closed])), "still open");
});
