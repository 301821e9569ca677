import test from "ava";

import type { CloseReport } from "../../../../reference/connection/index.ts";
import { type Connection, OpeningError, type Resource } from "../../../../reference/http2/index.ts";
import { data, headers, reset } from "../../../../scripts/interop/h2/index.ts";
import { all, newClient, openRaw, ping, rawClient, request, serve, soon, text } from "../support.ts";

const quiet: Resource = { connection: () => undefined };

test("close sends all accepted messages, closes with 1001, refuses handshakes with 503, and resolves", async (t) => {
  const opened: Connection[] = [];
  const { url, ws } = await serve(t, { resources: { "/": { connection: (connection) => opened.push(connection) } } });
  const client = newClient(t);
  const connections = await Promise.all(Array.from({ length: 5 }, () => client.connect(url)));
  while (opened.length < 5) await new Promise(setImmediate);
  for (const connection of opened) for (let n = 0; n < 100; n += 1) connection.send("x".repeat(n * 10));
  for (const connection of connections) connection.send("before the end");
  const fromClients = opened.map(all);
  const closing = ws.close();
  const error = await t.throwsAsync(client.connect(url), { instanceOf: OpeningError });
  t.is(error.failure.status, 503);
  for (const connection of connections) {
    const received = await all(connection);
    t.deepEqual(received.map(({ length }) => length), Array.from({ length: 100 }, (_, n) => n * 10));
    t.like(await connection.closed, { code: 1001, wasClean: true });
  }
  await closing;
  for (const messages of fromClients) t.deepEqual(await messages, ["before the end"]);
  t.is(ws.connections.size, 0);
});

test("close resolves although a peer gives no window and an application does not read", async (t) => {
  const resource: Resource = { connection: (connection) => void connection.send(new Uint8Array(200_000)) };
  const { port, ws } = await serve(t, { resources: { "/echo": resource }, limits: { handshake: 100, closeAtMost: 100 } });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  peer.send(data(1, text("never read")));
  const started = performance.now();
  await soon("the server is closed", ws.close());
  t.true(performance.now() - started > 100);
  t.is((await peer.next("RST_STREAM", { stream: 1 })).code, "CANCEL");
});

test("close does not wait for messages of a connection without a reader", async (t) => {
  const reports: CloseReport[] = [];
  const resource: Resource = {
    connection: (connection) => {
      connection.onclose = (report) => reports.push(report);
      connection.send("only sent");
    },
  };
  const { url, ws } = await serve(t, { resources: { "/": resource } });
  const connection = await newClient(t).connect(url);
  connection.send("never read");
  const messages = connection[Symbol.asyncIterator]();
  t.is((await messages.next()).value, "only sent");
  while ([...ws.connections].every((each) => each.statistics().received.messages === 0)) await new Promise(setImmediate);
  const closing = ws.close();
  connection.send("never read either");
  t.true((await messages.next()).done);
  await closing;
  t.deepEqual(reports, [{ code: 1001, reason: "", wasClean: true, error: "CLOS" }]);
});

test("close refuses pending handshakes with 503", async (t) => {
  const { port, ws } = await serve(t, { resources: { "/echo": { ...quiet, authorize: () => new Promise(() => undefined) } } });
  const peer = await rawClient(t, { port });
  peer.send(...headers(1, request()), data(1, ping));
  while (peer.unread.every(({ type }) => type !== "SETTINGS")) await new Promise(setImmediate);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const closing = ws.close();
  const { fields } = await peer.next("HEADERS", { stream: 1 });
  t.is(fields.find(([name]) => name === ":status")?.[1], "503");
  peer.send(reset(1, "CANCEL"));
  await closing;
  t.pass();
});
