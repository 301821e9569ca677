/**
 * The section of `make bench` on the path of a message: the calls from `send` to the handler of the peer, in one process.
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import { Session } from "node:inspector/promises";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import { WebSocket, WebSocketServer } from "ws";

import { connect, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import { table } from "./measure.ts";

const HOST = "127.0.0.1";
const MESSAGE = "Hi";

/** The messages sent before the one that counts. */
const WARM_UP = 300;

/** The time in which earlier writes complete, in ms. */
const SETTLE_MS = 100;

/** A client and a server that are connected. */
interface MessagePath {
  readonly label: string;
  /** Selects the URLs of the files that count. */
  readonly files: RegExp;
  /** Sends one message. */
  send(): void;
}

/** The path of a message in numbers. */
interface PathLength {
  readonly calls: number;
  readonly functions: number;
  readonly files: number;
}

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

async function websocket2(received: () => void): Promise<MessagePath> {
  const server = createServer(sessionOptions);
  new WebSocket2Server({ resources: { "/": { connection: (each) => (each.onmessage = received) } } }).attach(server);
  await once(server.listen(0, HOST), "listening");
  const connection = await connect(`http://${HOST}:${portOf(server)}/`);
  return { label: "WebSocket2", files: /\/reference\//, send: () => void connection.send(MESSAGE) };
}

async function ws(received: () => void): Promise<MessagePath> {
  const server = new WebSocketServer({ port: 0, host: HOST, perMessageDeflate: false });
  server.on("connection", (socket) => socket.on("message", received));
  await once(server, "listening");
  const socket = new WebSocket(`ws://${HOST}:${portOf(server)}/`, { perMessageDeflate: false });
  await once(socket, "open");
  return { label: "`ws`", files: /\/node_modules\/ws\//, send: () => socket.send(MESSAGE) };
}

/** Counts the calls of one message with the precise coverage of V8, after others have warmed up the code. */
async function measure(profiler: Session, open: (received: () => void) => Promise<MessagePath>): Promise<[string, PathLength]> {
  let received = (): void => undefined;
  const path = await open(() => received());
  const sendOne = async (): Promise<void> => {
    const arrival = new Promise<void>((resolve) => (received = resolve));
    path.send();
    await arrival;
  };
  for (let sent = 0; sent < WARM_UP; sent++) await sendOne();
  await delay(SETTLE_MS);
  // The first report contains the calls so far, the next one those since.
  await profiler.post("Profiler.takePreciseCoverage");
  await sendOne();
  const { result } = await profiler.post("Profiler.takePreciseCoverage");
  const scripts = result.filter(({ url }) => path.files.test(url));
  const called = scripts.map(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0).filter((count) => count > 0));
  const counts = called.flat();
  const calls = counts.reduce((sum, count) => sum + count, 0);
  return [path.label, { calls, functions: counts.length, files: called.filter(({ length }) => length > 0).length }];
}

/** Returns the section, in Markdown. */
export async function path(): Promise<string> {
  const profiler = new Session();
  profiler.connect();
  await profiler.post("Profiler.enable");
  await profiler.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  const found = [await measure(profiler, websocket2), await measure(profiler, ws)];
  profiler.disconnect();
  const rows = found.map(([label, { calls, functions, files }]) => [label, String(calls), String(functions), String(files)]);
  return `## Path of a message

Calls of functions from \`send(${JSON.stringify(MESSAGE)})\` until the server receives the message, both ends in one process, with the code warm. The
calls after the write are included, those inside of Node.js are not; below \`ws\` there is no HTTP/2.

${table(["", "calls", "functions", "files"], rows)}`;
}
