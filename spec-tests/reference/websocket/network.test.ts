import { createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";

import test, { type ExecutionContext } from "ava";

import { type Connection, type Resource, WebSocket2Server } from "../../../reference/http2/index.ts";
import { type CloseEvent, WebSocket2, type WebSocket2Options } from "../../../reference/websocket.ts";

const listening = (server: Http2Server) =>
  new Promise<string>((resolve) => server.listen(0, "127.0.0.1", () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`)));

/** Serves a resource on loopback until the test ends. Returns host and port. */
async function serve(t: ExecutionContext, resource: Resource): Promise<string> {
  const server = createServer();
  const websockets = new WebSocket2Server({ resources: { "/": resource } }).attach(server);
  t.teardown(async () => {
    await websockets.close();
    server.close();
  });
  return listening(server);
}

const echo: Resource = {
  connection(connection) {
    connection.onmessage = (data) => connection.send(data);
  },
};

/** Tests use no TLS. */
const cleartext = { allowCleartext: true } as const;

/** Records the events of a socket. Resolves with them when it closes. */
function eventsOf(socket: WebSocket2): Promise<string[]> {
  const events: string[] = [];
  return new Promise((resolve) => {
    socket.onopen = () => events.push(`open ${socket.readyState} ${socket.protocol}`.trim());
    socket.onmessage = ({ data }) => events.push(`message ${String(data)}`);
    socket.onerror = () => events.push("error");
    socket.onclose = ({ code, reason, wasClean }: CloseEvent) =>
      resolve([...events, `close ${code} ${reason} ${wasClean ? "clean" : "not clean"}`]);
  });
}

test("code written for WebSocket runs over the network", async (t) => {
  const host = await serve(t, { ...echo, protocols: ["v2"] });
  const socket = new WebSocket2(`ws://${host}/`, ["v1", "v2"], cleartext);
  const events = eventsOf(socket);
  socket.addEventListener("open", () => {
    socket.send("héllo");
    socket.send(new Blob(["blob"]));
    socket.send("last");
    t.is(socket.bufferedAmount, 14);
  });
  socket.addEventListener("message", ({ data }) => {
    if (data === "last") socket.close(3000, "done");
  });
  t.deepEqual(await events, ["open 1 v2", "message héllo", "message [object Blob]", "message last", "close 3000  clean"]);
  t.is(socket.bufferedAmount, 0);
  t.is(socket.url, `ws://${host}/`);
});

test("a ws or http URL fails the opening before anything is sent, and only onfailed learns why (R-159)", async (t) => {
  let requests = 0;
  const host = await serve(t, { ...echo, authorize: () => void (requests += 1) });
  for (const scheme of ["ws", "http"]) {
    const failures: unknown[] = [];
    const socket = new WebSocket2(`${scheme}://${host}/`, [], { onfailed: (error) => failures.push((error as Error).message) });
    t.is(socket.readyState, 0);
    t.deepEqual(await eventsOf(socket), ["error", "close 1006  not clean"]);
    t.deepEqual(failures, ["url: expected the scheme wss, or the option allowCleartext for tests, found ws:"]);
  }
  t.deepEqual(await eventsOf(new WebSocket2(`ws://${host}/`)), ["error", "close 1006  not clean"]);
  t.is(requests, 0);
});

test("a binary message is an ArrayBuffer of its own", async (t) => {
  const socket = new WebSocket2(`ws://${await serve(t, echo)}/`, [], cleartext);
  socket.binaryType = "arraybuffer";
  const received: unknown[] = [];
  const ended = eventsOf(socket);
  socket.addEventListener("message", ({ data }) => {
    received.push(data);
    if (received.length === 3) socket.close(1000);
  });
  const sent = [new Uint8Array([1, 2, 3]), new Uint8Array(100_000).fill(7), new Uint8Array(0)];
  socket.addEventListener("open", () => sent.forEach((octets) => socket.send(octets)));
  await ended;
  t.deepEqual(received, sent.map(({ buffer }) => buffer));
});

test("the close event has code and reason of the server", async (t) => {
  const host = await serve(t, {
    connection(connection) {
      connection.onmessage = () => connection.close(4000, "go away");
    },
  });
  const socket = new WebSocket2(`http://${host}/`, [], cleartext);
  const events = eventsOf(socket);
  socket.addEventListener("open", () => socket.send("end"));
  t.deepEqual(await events, ["open 1", "close 4000 go away clean"]);
});

test("the opening fails if the server speaks no offered subprotocol, and only onfailed learns the reason", async (t) => {
  const host = await serve(t, echo);
  const failures: unknown[] = [];
  const options: WebSocket2Options = { onfailed: (error) => failures.push((error as { check?: string }).check) };
  t.deepEqual(await eventsOf(new WebSocket2(`ws://${host}/`, "v1", { ...cleartext, ...options })), ["error", "close 1006  not clean"]);
  t.deepEqual(failures, ["negotiation"]);
});

test("a close while connecting opens no connection", async (t) => {
  let connection: Connection | undefined;
  const host = await serve(t, { connection: (opened) => void (connection = opened) });
  const socket = new WebSocket2(`ws://${host}/`, [], cleartext);
  const events = eventsOf(socket);
  socket.close();
  t.deepEqual(await events, ["error", "close 1006  not clean"]);
  t.is(connection, undefined);
});

test("a socket negotiates compression only with the option", async (t) => {
  const agreed: unknown[] = [];
  const host = await serve(t, {
    compression: { lz4: [1, 3] },
    connection: (connection) => {
      agreed.push(connection.compression);
      connection.onmessage = () => connection.close(1000);
    },
  });
  for (const options of [{ compression: { lz4: [1, 9] } }, {}] satisfies WebSocket2Options[]) {
    const socket = new WebSocket2(`ws://${host}/`, [], { ...cleartext, ...options });
    socket.addEventListener("open", () => socket.send("end"));
    await eventsOf(socket);
  }
  t.deepEqual(agreed, [{ lz4: 1 }, null]);
});
