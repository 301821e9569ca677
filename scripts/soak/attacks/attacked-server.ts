/**
 * The servers under attack: one of WebSocket2, and a plain one of node:http2 that answers every request with 503.
 *
 * @module
 */
import { once } from "node:events";
import { createServer as createHttp1Server } from "node:http";
import { createServer } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";

import { type Connection, type Resource, type ServerOptions, sessionOptions, WebSocket2Server } from "../../../reference/http2/index.ts";
import { anyCompression } from "../compression-offers.ts";
import { echoResource } from "../loopback-server.ts";
import type { AttackedPath, AttackedPorts } from "./attack.ts";

/** The servers. */
export type AttackedKind = "websocket2" | "plain";

/** What a server used since the last reading. */
export interface ServerUsage {
  /** The memory of the process, and its peak since it began, in octets. */
  readonly resident: number;
  readonly peak: number;
  /** CPU time, in s. */
  readonly cpu: number;
  /** The longest stall of the event loop, in ms. */
  readonly stall: number;
  /** Open connections, and ended ones by close code; failed handshakes by check. */
  readonly open: number;
  readonly ended: Readonly<Record<string, number>>;
}

/** A running server. */
export interface AttackedServer {
  readonly ports: AttackedPorts;
  /** Returns the usage, and begins to measure stalls anew. */
  usage(): ServerUsage;
}

/** The message that a sender repeats, and how often. */
const SENT = new Uint8Array(1024 * 1024);
const SENT_TIMES = 40;

/** The time of a decision that does not come, in ms. */
const UNDECIDED_MS = 5000;

/** Sends each message to all other connections. */
function chatResource(): Resource {
  const all = new Set<Connection>();
  return {
    compression: anyCompression,
    connection: (connection) => {
      all.add(connection);
      connection.onmessage = (message) => all.forEach((other) => other !== connection && other.send(message));
      connection.onclose = () => all.delete(connection);
    },
  };
}

const resources = (): Readonly<Record<AttackedPath, Resource>> => ({
  "/echo": { ...echoResource, compression: anyCompression },
  "/sink": { compression: anyCompression, connection: (connection) => (connection.onmessage = () => undefined) },
  "/stalled": { compression: anyCompression, connection: () => undefined },
  "/chat": chatResource(),
  "/undecided": {
    authorize: async () => {
      await new Promise((resolve) => setTimeout(resolve, UNDECIDED_MS).unref());
    },
    connection: () => undefined,
  },
  "/sender": {
    connection: (connection) => {
      for (let at = 0; at < SENT_TIMES; at += 1) connection.send(SENT);
      connection.close();
    },
  },
});

/** Short limits of time, since an attack lasts seconds. */
const limits: NonNullable<ServerOptions["limits"]> = { close: 500, closeAtMost: 1000, flush: 1000, flushTotal: 2000 };

type EndCounts = Record<string, number>;

function attachWebSocket2(servers: readonly Server[], ended: EndCounts): WebSocket2Server {
  const count = (what: string): unknown => (ended[what] = (ended[what] ?? 0) + 1);
  const counted = Object.entries(resources()).map(([path, { connection: accept, ...resource }]): [string, Resource] => [
    path,
    {
      ...resource,
      connection: (connection, request) => {
        void connection.closed.then(({ code }) => count(String(code)));
        return accept(connection, request);
      },
    },
  ]);
  const server = new WebSocket2Server({
    resources: Object.fromEntries(counted),
    limits,
    onfailed: ({ check }) => count(check ?? "broken off"),
    onerror: () => count("error"),
  });
  for (const each of servers) server.attach(each as Parameters<WebSocket2Server["attach"]>[0]);
  return server;
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

/** Starts a server in this process. */
export async function startAttackedServer(kind: AttackedKind): Promise<AttackedServer> {
  const http2 = createServer(kind === "plain" ? {} : sessionOptions);
  const http1 = createHttp1Server();
  const ended: EndCounts = {};
  const ws = kind === "plain" ? undefined : attachWebSocket2([http2, http1], ended);
  if (kind === "plain") {
    http2.on("stream", (stream) => {
      stream.on("error", () => undefined);
      stream.respond({ ":status": 503 }, { endStream: true });
    });
    http1.on("request", (_request, response) => response.writeHead(503).end());
  }
  http2.on("sessionError", () => undefined);
  const ports = { http2: await listen(http2), http1: await listen(http1) };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const usage = (): ServerUsage => {
    const { user, system } = process.cpuUsage();
    const stall = delay.max / 1e6;
    delay.reset();
    return {
      resident: process.memoryUsage.rss(),
      peak: process.resourceUsage().maxRSS * 1024,
      cpu: (user + system) / 1e6,
      stall,
      open: ws?.connections.size ?? 0,
      ended: { ...ended },
    };
  };
  return { ports, usage };
}
