/**
 * An echo server that shares an HTTP/2 server with ordinary resources. It runs until Ctrl-C.
 *
 * Run: npx tsx reference/examples/echo/server.ts
 *
 * @module
 */
import { createServer } from "node:http2";
import { sessionOptions, WebSocket2Server } from "websocket2";

// sessionOptions raise limits of node:http2 that only createServer can set.
const http = createServer(sessionOptions, (request, response) => response.end("ordinary HTTP\n"));
const server = new WebSocket2Server({
  resources: {
    "/echo": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
  },
  onfailed: ({ path, seen }) => console.error(`no connection at ${path}: ${seen}`),
});
server.attach(http);
http.listen(8080, "127.0.0.1");

// Close all connections with 1001, so that clients know; then the HTTP server.
process.once("SIGINT", () => void server.close().then(() => http.close()));
