/**
 * Fastify with HTTP/2: its routes and WebSocket2 share one port.
 *
 * Run: npx tsx reference/examples/fastify.ts
 *
 * @module
 */
import Fastify from "fastify";
import { connect, WebSocket2Server } from "websocket2";

const app = Fastify({ http2: true });
app.get("/", () => "ordinary HTTP");

const server = new WebSocket2Server({
  resources: {
    "/echo": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
  },
});
server.attach(app.server);
app.addHook("preClose", () => server.close());
await app.listen({ port: 8080, host: "127.0.0.1" });

const connection = await connect("http://127.0.0.1:8080/echo");
connection.send("Hi, Fastify");
for await (const message of connection) {
  console.log(message); // Hi, Fastify
  void app.close();
}
console.log((await connection.closed).code); // 1001
