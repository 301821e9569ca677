/**
 * Express: it answers HTTP/1.1 only, and an ordinary HTTP/2 request would end the process. So its routes stay on a server of node:http, and
 * WebSocket2 has an HTTP/2 server beside it. The same WebSocket2Server also takes handshakes that a gateway forwards in HTTP/1.1.
 *
 * Run: npx tsx reference/examples/express.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import express from "express";
import { connect, WebSocket2Server } from "websocket2";

const app = express();
app.get("/", (_, response) => void response.send("ordinary HTTP"));

const routes = createServer(app);
const http2 = createHttp2Server();
const server = new WebSocket2Server({
  resources: {
    "/echo": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
  },
});
server.attach(routes).attach(http2);
await Promise.all([once(routes.listen(0, "127.0.0.1"), "listening"), once(http2.listen(8080, "127.0.0.1"), "listening")]);

const page = await fetch(`http://127.0.0.1:${(routes.address() as AddressInfo).port}/`);
console.log(await page.text()); // ordinary HTTP
const connection = await connect("http://127.0.0.1:8080/echo");
connection.send("Hi, Express");
for await (const message of connection) {
  console.log(message); // Hi, Express
  connection.close(1000);
}
routes.close();
http2.close();
