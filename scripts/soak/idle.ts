/**
 * Connections that do nothing: what each costs, both ends together, and that each still works.
 *
 * @module
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { WebSocket, WebSocketServer } from "ws";

import { Client, type Connection } from "../../reference/http2/index.ts";
import { echo, openLab } from "./lab.ts";
import { type Memory, memory, octets } from "./memory.ts";
import { ensure, type Soak } from "./soak.ts";

/** Octets of JavaScript that both ends of an idle connection may take together: more would be a leak, or a buffer held for nothing. */
const MOST = 32 * 1024;

function each(before: Memory, after: Memory, count: number): { readonly used: number; readonly resident: number } {
  return { used: (after.used - before.used) / count, resident: (after.resident - before.resident) / count };
}

async function openAll(url: string, sessions: number, ofEach: number): Promise<{ readonly clients: Client[]; readonly connections: Connection[] }> {
  const clients = Array.from({ length: sessions }, () => new Client({ sharedBy: Infinity }));
  const connections: Connection[] = [];
  for (const client of clients) connections.push(...(await Promise.all(Array.from({ length: ofEach }, () => client.connect(url)))));
  return { clients, connections };
}

async function answers(connection: Connection, words: string): Promise<boolean> {
  return new Promise((resolve) => {
    connection.onmessage = (message) => resolve(message === words);
    connection.send(words);
  });
}

async function costOfWs(count: number): Promise<{ readonly used: number; readonly resident: number }> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const before = await memory();
  const clients: WebSocket[] = [];
  for (let at = 0; at < count; at += 1) {
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    await once(client, "open");
    clients.push(client);
  }
  const cost = each(before, await memory(), count);
  for (const client of clients) client.terminate();
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
  return cost;
}

/** Idle connections in bounded memory, next to `ws`. */
export const idle: Soak = async ({ idle: { connections: count, sessions, compared } }, _random, tell) => {
  const lab = await openLab(echo);
  const before = await memory();
  const { clients, connections } = await openAll(lab.url, sessions, count / sessions);
  const cost = each(before, await memory(), count);
  ensure(lab.ws.connections.size === count, () => `expected ${count} connections at the server, found ${lab.ws.connections.size}`);
  ensure(lab.sessions.size === sessions, () => `expected ${sessions} HTTP/2 connections, found ${lab.sessions.size}`);
  ensure(cost.used < MOST, () => `expected less than ${octets(MOST)} for an idle connection, found ${octets(cost.used)}`);
  for (const [at, connection] of connections.entries()) ensure(await answers(connection, String(at)), () => `connection ${at} did not answer`);
  for (const connection of connections) connection.close();
  await Promise.all(clients.map((client) => client.close()));
  await lab.end();
  const ws = await costOfWs(compared);
  tell(`${count} idle connections over ${sessions} HTTP/2 connections; each, both ends together: ${octets(cost.used)} (${octets(cost.resident)} resident)`);
  tell(`ws, ${compared} connections: ${octets(ws.used)} (${octets(ws.resident)} resident); ratio ${(cost.used / ws.used).toFixed(2)}`);
};
