/**
 * Koa on HTTP/2: its middleware and WebSocket2 share one port.
 *
 * Run: npx tsx reference/examples/koa.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import Koa from "koa";
import { connect, WebSocket2Server } from "websocket2";

const app = new Koa();
app.use((context) => (context.body = "ordinary HTTP"));

const http = createServer(app.callback());
const server = new WebSocket2Server({
  resources: {
    "/echo": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
  },
});
server.attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

const connection = await connect("http://127.0.0.1:8080/echo");
connection.send("Hi, Koa");
for await (const message of connection) {
  console.log(message); // Hi, Koa
  connection.close(1000);
}
http.close();
