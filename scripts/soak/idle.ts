/**
 * Measures the memory of idle connections, both ends together, and uses each connection afterwards.
 *
 * @module
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { WebSocket, WebSocketServer } from "ws";

import { Client, type Connection } from "../../reference/http2/index.ts";
import { echoOptions, startLoopbackServer } from "./loopback-server.ts";
import { type MemoryUsage, measureMemory, formatOctets } from "./memory-usage.ts";
import { ensure, type Soak } from "./soak.ts";

/** The allowed memory of JavaScript for both ends of an idle connection, in octets. More means a leak or a needless buffer. */
const MAX_CONNECTION_OCTETS = 32 * 1024;

function perConnection(before: MemoryUsage, after: MemoryUsage, count: number): { readonly used: number; readonly resident: number } {
  return { used: (after.used - before.used) / count, resident: (after.resident - before.resident) / count };
}

async function openAll(
  url: string,
  sessions: number,
  connectionsOfEach: number,
): Promise<{ readonly clients: Client[]; readonly connections: Connection[] }> {
  const clients = Array.from({ length: sessions }, () => new Client({ sharedBy: Infinity }));
  const connections: Connection[] = [];
  for (const client of clients) {
    connections.push(...(await Promise.all(Array.from({ length: connectionsOfEach }, () => client.connect(url)))));
  }
  return { clients, connections };
}

async function answers(connection: Connection, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    connection.onmessage = (message) => resolve(message === text);
    connection.send(text);
  });
}

async function measureWs(count: number): Promise<{ readonly used: number; readonly resident: number }> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const before = await measureMemory();
  const clients: WebSocket[] = [];
  for (let at = 0; at < count; at += 1) {
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(client, "open");
    clients.push(client);
  }
  const cost = perConnection(before, await measureMemory(), count);
  for (const client of clients) client.terminate();
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
  return cost;
}

/** Opens idle connections, next to those of `ws`. */
export const idle: Soak = async ({ idle: { connections: count, sessions, compared } }, _random, report) => {
  const server = await startLoopbackServer(echoOptions);
  const before = await measureMemory();
  const { clients, connections } = await openAll(server.url, sessions, count / sessions);
  const cost = perConnection(before, await measureMemory(), count);
  ensure(server.ws.connections.size === count, () => `expected ${count} connections at the server, found ${server.ws.connections.size}`);
  ensure(server.sessions.size === sessions, () => `expected ${sessions} HTTP/2 connections, found ${server.sessions.size}`);
  ensure(
    cost.used < MAX_CONNECTION_OCTETS,
    () => `expected less than ${formatOctets(MAX_CONNECTION_OCTETS)} for an idle connection, found ${formatOctets(cost.used)}`,
  );
  for (const [at, connection] of connections.entries()) {
    ensure(await answers(connection, String(at)), () => `connection ${at} did not answer`);
  }
  for (const connection of connections) connection.close();
  await Promise.all(clients.map((client) => client.close()));
  await server.end();
  const ws = await measureWs(compared);
  report(
    `${count} idle connections over ${sessions} HTTP/2 connections; each, both ends together: ${formatOctets(cost.used)} (${formatOctets(cost.resident)} resident)`,
  );
  report(
    `ws, ${compared} connections: ${formatOctets(ws.used)} (${formatOctets(ws.resident)} resident); ratio ${(cost.used / ws.used).toFixed(2)}`,
  );
};
