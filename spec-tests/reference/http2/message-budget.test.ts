import test from "ava";

import { MessageBudget } from "../../../reference/connection/index.ts";
import { Client, type Connection, WebSocket2Server } from "../../../reference/http2/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { data } from "../../../scripts/interop/h2/index.ts";
import { openRaw, rawClient, serve, until } from "./support.ts";

test("all connections of a server count against its budget until their applications take the messages", async (t) => {
  const messageBudget = new MessageBudget(5000);
  const connections: Connection[] = [];
  const { port } = await serve(t, { resources: { "/echo": { connection: (each) => connections.push(each) } }, messageBudget });
  const peer = await rawClient(t, { port });
  for (const stream of [1, 3]) {
    await openRaw(peer, stream);
    peer.send(data(stream, encodeFrame({ type: "binary", bytes: new Uint8Array(1000) })));
  }
  await until("both messages wait", () => messageBudget.waitingOctets === 2000);
  for (const connection of connections) connection.onmessage = () => undefined;
  await until("both messages are taken", () => messageBudget.waitingOctets === 0);
  t.pass();
});

test("a budget of another type is refused in both roles", async (t) => {
  const message = "messageBudget: expected a MessageBudget, found an object";
  const options = { messageBudget: { octets: 1 } as never };
  t.throws(() => new WebSocket2Server({ resources: {}, ...options }), { name: "LocalError", message });
  await t.throwsAsync(new Client().connect("http://127.0.0.1:1/", options), { name: "LocalError", message });
});
