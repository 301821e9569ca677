/**
 * Hono on HTTP/2: its routes and WebSocket2 share one port.
 *
 * Run: npx tsx reference/examples/hono.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type Http2Server } from "node:http2";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { connect, WebSocket2Server } from "websocket2";

const app = new Hono();
app.get("/", (context) => context.text("ordinary HTTP"));

const http = createAdaptorServer({ fetch: app.fetch, createServer }) as Http2Server;
const server = new WebSocket2Server({
  resources: {
    "/echo": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
  },
});
server.attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

const connection = await connect("http://127.0.0.1:8080/echo");
connection.send("Hi, Hono");
for await (const message of connection) {
  console.log(message); // Hi, Hono
  connection.close(1000);
}
http.close();
