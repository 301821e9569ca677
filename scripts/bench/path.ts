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
import type { BenchFigure } from "./report-schema.ts";
import { type BenchSection, measureRows } from "./section.ts";
import { HOST } from "./subject.ts";

const MESSAGE = "Hi";

/** The messages sent before the one that counts. */
const WARM_UP = 300;

/** The time in which earlier writes complete, in ms. */
const SETTLE_MS = 100;

/** A client and a server that are connected. */
interface MessagePath {
  /** Selects the URLs of the files that count. */
  readonly files: RegExp;
  /** Sends one message. */
  send(): void;
  /** Closes the connection and the server. */
  end(): void;
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
  const end = (): void => {
    connection.close();
    server.close();
  };
  return { files: /\/reference\//, send: () => void connection.send(MESSAGE), end };
}

async function ws(received: () => void): Promise<MessagePath> {
  const server = new WebSocketServer({ port: 0, host: HOST, perMessageDeflate: false });
  server.on("connection", (socket) => socket.on("message", received));
  await once(server, "listening");
  const socket = new WebSocket(`ws://${HOST}:${portOf(server)}/`, { perMessageDeflate: false });
  await once(socket, "open");
  const end = (): void => {
    socket.terminate();
    server.close();
  };
  return { files: /\/node_modules\/ws\//, send: () => socket.send(MESSAGE), end };
}

/** Counts the calls of one message with the precise coverage of V8, after others have warmed up the code. */
async function measure(profiler: Session, open: (received: () => void) => Promise<MessagePath>): Promise<PathLength> {
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
  path.end();
  return { calls, functions: counts.length, files: called.filter(({ length }) => length > 0).length };
}

const subjects = [
  { label: "WebSocket2", open: websocket2 },
  { label: "`ws`", open: ws },
];

const count = (value: number): BenchFigure => ({ value, unit: "count" });

const notes = [
  `Calls of functions from \`send(${JSON.stringify(MESSAGE)})\` until the server receives the message,
both ends in one process, with the code warm. The calls after the write are included, those
inside of Node.js are not; below \`ws\` there is no HTTP/2.`,
];

const columns = [
  { id: "calls", title: "calls" },
  { id: "functions", title: "functions" },
  { id: "files", title: "files" },
];

/** The path of a message. */
export const path: BenchSection = {
  title: "Path of a message",
  run: async () => {
    const profiler = new Session();
    profiler.connect();
    await profiler.post("Profiler.enable");
    await profiler.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    try {
      const rows = await measureRows(subjects, ({ label }) => label, async ({ open }) => {
        const { calls, functions, files } = await measure(profiler, open);
        return { calls: count(calls), functions: count(functions), files: count(files) };
      });
      return { notes, tables: [{ id: "path", label: "", columns, rows }] };
    } finally {
      profiler.disconnect();
    }
  },
};
