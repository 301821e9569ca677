import { once } from "node:events";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";

import test, { type ExecutionContext } from "ava";

import { Client, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { LocalError } from "../../../../reference/layout/index.ts";

/** Opens connections concurrently. Returns the number of HTTP/2 connections. */
async function sessionsFor(t: ExecutionContext, connections: number, sharedBy?: number): Promise<number> {
  const server = createServer(sessionOptions);
  let sessions = 0;
  server.on("session", () => (sessions += 1));
  new WebSocket2Server({ resources: { "/": { connection: () => undefined } } }).attach(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = new Client(sharedBy === undefined ? {} : { sharedBy });
  t.teardown(async () => {
    await client.close();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await Promise.all(Array.from({ length: connections }, () => client.connect(url)));
  return sessions;
}

test("by default six connections share one HTTP/2 connection", async (t) => {
  t.is(await sessionsFor(t, 6), 1);
});

test("by default a seventh connection opens a second HTTP/2 connection", async (t) => {
  t.is(await sessionsFor(t, 7), 2);
});

for (const [sharedBy, expected] of [[1, 7], [3, 3], [6, 2], [7, 1], [Infinity, 1]] as const) {
  test(`seven connections with sharedBy ${sharedBy} use ${expected} HTTP/2 connections`, async (t) => {
    t.is(await sessionsFor(t, 7, sharedBy), expected);
  });
}

test("sharedBy 0 throws LocalError", (t) => {
  t.throws(() => new Client({ sharedBy: 0 }), { instanceOf: LocalError, message: /sharedBy.*expected a number from 1, found 0/ });
});
