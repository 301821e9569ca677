import { once } from "node:events";
import { createServer, get, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";

import test, { type ExecutionContext } from "ava";

import { type Connection, type Resource, type ServerOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { limit } from "../../../../reference/schema/limits.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { clos, echo, listen, ping, pong, text, until } from "../support.ts";

const HEAD = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/websocket2\r\nWebSocket2-Version: 1\r\n";
const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
const END = "0\r\n\r\n";

const echoing = (echo.resources as Readonly<Record<string, Resource>>)["/echo"] as Resource;

const chunk = (octets: Uint8Array): string => `${octets.length.toString(16)}\r\n${Buffer.from(octets).toString("latin1")}\r\n`;

/** Gateway that forwards in HTTP/1.1, over a raw socket. */
class Gateway {
  readonly socket: Socket;
  text = "";
  ended = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (octets) => (this.text += octets.toString("latin1")));
    socket.on("end", () => (this.ended = true));
    socket.on("error", () => (this.ended = true));
  }

  send(...parts: string[]): void {
    this.socket.write(parts.join(""), "latin1");
  }

  /** Waits until the response contains a text. */
  async until(part: string): Promise<void> {
    while (!this.text.includes(part) && !this.ended) await Promise.race([once(this.socket, "data"), once(this.socket, "close")]);
    if (!this.text.includes(part)) throw new RangeError(`expected ${JSON.stringify(part)} in ${JSON.stringify(this.text)}`);
  }
}

async function serve(t: ExecutionContext, options: ServerOptions = echo) {
  const server = createServer((_request, response) => response.end("plain"));
  const ws = new WebSocket2Server(options).attach(server);
  const { port, url } = await listen(t, server);
  const gateway = async (): Promise<Gateway> => {
    const socket = connect(port, "127.0.0.1");
    t.teardown(() => socket.destroy());
    await once(socket, "connect");
    return new Gateway(socket);
  };
  return { ws, url, gateway, server };
}

test("a handshake in HTTP/1.0 with chunked coding is answered with 400 and opens nothing", async (t) => {
  const { gateway, ws } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD.replace("HTTP/1.1", "HTTP/1.0"), CHUNKED, chunk(ping));
  await peer.until("\r\n\r\n");
  t.regex(peer.text, /^HTTP\/1\.1 400 Bad Request\r\n/);
  t.is(ws.connections.size, 0);
});

test("a handshake in HTTP/1.1 opens; messages, CLOS and both ends are sent in chunks", async (t) => {
  const { gateway } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD, CHUNKED, chunk(ping), chunk(text("hello")));
  await peer.until(chunk(text("hello")));
  const [head, body] = peer.text.split("\r\n\r\n", 2) as [string, string];
  t.true(head.startsWith("HTTP/1.1 200 OK\r\n"));
  for (const line of [
    "websocket2-error: okay",
    "content-type: application/websocket2",
    "connection: close",
    "x-accel-buffering: no",
    "Transfer-Encoding: chunked",
  ]) {
    t.true(head.includes(line), line);
  }
  t.is(body, chunk(pong) + chunk(text("hello")));
  peer.send(chunk(clos));
  await peer.until(chunk(clos));
  t.false(peer.text.endsWith(END));
  peer.send(END);
  await peer.until(END);
  t.true(peer.text.endsWith(chunk(clos) + END));
});

test("the header section of the response is sent before the request has content", async (t) => {
  const { gateway } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD, CHUNKED);
  await peer.until("\r\n\r\n");
  t.true(peer.text.startsWith("HTTP/1.1 200 OK"));
  t.true(peer.text.endsWith("\r\n\r\n"));
});

test("the connection keeps the fields of the request without those of the handshake and of HTTP/1.1", async (t) => {
  const { gateway, ws } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD, "Cookie: a=1\r\nUser-Agent: u\r\nVia: 2.0 gateway\r\n", CHUNKED, chunk(ping));
  await peer.until(chunk(pong));
  const fields = [...ws.connections].map(({ requestHeaders }) => [...requestHeaders]);
  t.deepEqual(fields, [[["cookie", "a=1"], ["user-agent", "u"], ["via", "2.0 gateway"]]]);
});

test("chunks may cut frames anywhere", async (t) => {
  const { gateway } = await serve(t);
  const peer = await gateway();
  const all = [...ping, ...text("cut")];
  peer.send(HEAD, CHUNKED, ...all.map((octet) => chunk(Uint8Array.of(octet))));
  await peer.until(chunk(text("cut")));
  t.pass();
});

test("a refusal has content and Connection: close", async (t) => {
  const { gateway } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD.replace("POST", "GET"), CHUNKED);
  await peer.until(END);
  t.true(peer.text.startsWith("HTTP/1.1 405"));
  for (const part of ["allow: POST", "websocket2-error: rejected", "connection: close", "application/problem+json"]) {
    t.true(peer.text.includes(part), part);
  }
});

test("a request with a length or without content is refused with 400", async (t) => {
  const { gateway } = await serve(t);
  for (const rest of ["Content-Length: 11\r\n\r\n", "\r\n"]) {
    const peer = await gateway();
    peer.send(HEAD, rest);
    await peer.until(END);
    t.true(peer.text.startsWith("HTTP/1.1 400"), rest);
  }
});

//
test("every final response to a handshake has Connection: close", async (t) => {
  const { gateway } = await serve(t);
  const refused = [HEAD + "\r\n", HEAD.replace("POST", "PUT") + CHUNKED, HEAD.replace("/echo", "/no") + CHUNKED];
  for (const request of [HEAD + CHUNKED, ...refused]) {
    const peer = await gateway();
    peer.send(request);
    await peer.until("\r\n\r\n");
    t.true(peer.text.includes("connection: close"), peer.text);
  }
});

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

//
test("100 is sent once for the expectation 100-continue, before the 200", async (t) => {
  const { gateway, server } = await serve(t);
  for (const listens of [false, true]) {
    // With a listener, Node.js leaves 100 to the server.
    if (listens) server.on("checkContinue", () => t.fail("the handshake reached the listener"));
    const peer = await gateway();
    peer.send(HEAD, `Expect: 100-continue\r\n${CHUNKED}`, chunk(ping));
    await peer.until(chunk(pong));
    t.is(peer.text.split(CONTINUE).length, 2);
    t.true(peer.text.startsWith(`${CONTINUE}HTTP/1.1 200 OK`));
  }
});

//
test("another expectation is ignored in a handshake, and refused with 417 in other requests", async (t) => {
  const { gateway } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD, `Expect: ping=5\r\n${CHUNKED}`, chunk(ping));
  await peer.until(chunk(pong));
  t.true(peer.text.startsWith("HTTP/1.1 200 OK"));
  const other = await gateway();
  other.send("GET / HTTP/1.1\r\nHost: a\r\nExpect: ping=5\r\n\r\n");
  await other.until("\r\n\r\n");
  t.true(other.text.startsWith("HTTP/1.1 417"));
});

test("a listener of the server answers other expectations of ordinary requests", async (t) => {
  const { gateway, server } = await serve(t);
  new WebSocket2Server(echo).attach(server);
  server.on("checkExpectation", (_request, response: ServerResponse) => response.end("own"));
  const peer = await gateway();
  peer.send("GET / HTTP/1.1\r\nHost: a\r\nExpect: ping=5\r\n\r\n");
  await peer.until("own");
  t.true(peer.text.startsWith("HTTP/1.1 200"));
});

test("ordinary requests reach the listener of the server", async (t) => {
  const { url } = await serve(t);
  const [response] = await once(get(`${url}/page`), "response");
  response.setEncoding("utf8");
  t.is((await once(response, "data"))[0], "plain");
});

test("a lost HTTP/1.1 connection is reported as 1006", async (t) => {
  const opened: Connection[] = [];
  const { gateway } = await serve(t, { resources: { "/echo": { connection: (connection) => opened.push(connection) } } });
  const peer = await gateway();
  peer.send(HEAD, CHUNKED, chunk(ping));
  await peer.until(chunk(pong));
  peer.socket.destroy();
  t.like(await (opened[0] as Connection).closed, { code: 1006, wasClean: false });
});

test("close of the server closes with 1001 and waits for the end of the request", async (t) => {
  const { gateway, ws } = await serve(t);
  const peer = await gateway();
  peer.send(HEAD, CHUNKED, chunk(ping));
  await peer.until(chunk(pong));
  const closing = ws.close();
  const goingAway = Buffer.from("0702434c4f53e903", "hex");
  await peer.until(chunk(goingAway));
  peer.send(chunk(goingAway), END);
  await peer.until(END);
  await closing;
  t.is(ws.connections.size, 0);
});

test("a request that does not end in time loses its HTTP/1.1 connection", async (t) => {
  const { gateway, ws } = await serve(t, { ...echo, limits: { close: 50, closeAtMost: 50 } });
  const peer = await gateway();
  peer.send(HEAD, CHUNKED, chunk(ping));
  await peer.until(chunk(pong));
  await Promise.all([ws.close(), once(peer.socket, "close")]);
  t.true(peer.text.endsWith(END));
});

test("a gateway that does not read loses its connection when the close times out, whether or not its request has ended", async (t) => {
  // Exceeds the buffers of both sockets.
  const sends: Resource = { connection: (connection) => void connection.send(new Uint8Array(50_000_000)) };
  const { gateway, ws, server } = await serve(t, {
    resources: { "/echo": sends },
    limits: { flush: 50 },
    sendBuffer: { most: 100_000_000 },
  });
  for (const end of ["", END]) {
    const peer = await gateway();
    peer.send(HEAD, CHUNKED, chunk(ping));
    await peer.until(chunk(pong));
    peer.socket.pause();
    await until("the connection is open", () => ws.connections.size === 1);
    const [connection] = ws.connections;
    peer.send(end);
    if (end === "") connection?.close();
    const openConnections = (): Promise<number> => new Promise((resolve) => server.getConnections((_, open) => resolve(open)));
    for (let count = await openConnections(); count > 0; count = await openConnections()) await new Promise(setImmediate);
    t.is(ws.connections.size, 0);
  }
});

test("an application that does not read stops its gateway within queuedOctets, and no other", async (t) => {
  const opened: Connection[] = [];
  const resources = { "/echo": { connection: (connection: Connection) => opened.push(connection) }, "/other": echoing };
  const { gateway } = await serve(t, { resources });
  const [peer, otherPeer] = [await gateway(), await gateway()];
  peer.send(HEAD, CHUNKED, chunk(ping));
  otherPeer.send(HEAD.replace("/echo", "/other"), CHUNKED, chunk(ping));
  for (const each of [peer, otherPeer]) await each.until(chunk(pong));
  const frame = encodeFrame({ type: "binary", bytes: new Uint8Array(50_000) });
  const count = 600;
  for (let at = 0; at < count; at += 1) peer.send(chunk(frame));
  const [far] = opened as [Connection];
  await until("messages wait", () => far.statistics().received.octets > limit.value("queuedOctets"));
  for (let at = 0; at < 3; at += 1) {
    otherPeer.send(chunk(text(`on ${at}`)));
    await otherPeer.until(chunk(text(`on ${at}`)));
  }
  const { octets } = far.statistics().received;
  t.true(octets <= limit.value("queuedOctets") + frame.length + 128 * 1024, `${octets} octets were received`);
  let messages = 0;
  far.onmessage = () => (messages += 1);
  await until("all messages arrive", () => messages === count);
  t.is(messages, count);
});

test("attach removes the request timeout", async (t) => {
  const { server } = await serve(t);
  t.is(server.requestTimeout, 0);
});
