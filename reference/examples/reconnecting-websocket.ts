/**
 * The package reconnecting-websocket, unchanged, with WebSocket2: it opens a new connection after each loss.
 *
 * Run: npx tsx reference/examples/reconnecting-websocket.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import reconnecting from "reconnecting-websocket";
import { WebSocket2, WebSocket2Server } from "websocket2";

/** The types of the package are those of its bundle for browsers: for Node.js the class is the module itself. */
const ReconnectingWebSocket = reconnecting as unknown as typeof reconnecting.default;

let opened = 0;
const http = createServer();
const server = new WebSocket2Server({
  resources: {
    "/": {
      connection: (connection) => {
        opened += 1;
        connection.send(`connection ${opened}`);
        // 1012: the service restarts.
        if (opened === 1) connection.close(1012);
      },
    },
  },
});
server.attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

/** With a wss URL, WebSocket2 itself will do. */
const LocalWebSocket = class extends WebSocket2 {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { allowCleartext: true });
  }
};

const options = { WebSocket: LocalWebSocket, minReconnectionDelay: 100, maxReconnectionDelay: 30_000 };
const socket = new ReconnectingWebSocket("ws://127.0.0.1:8080/", [], options);
await new Promise<void>((resolve) => {
  socket.onmessage = ({ data }) => {
    console.log(data); // connection 1, then connection 2
    if (data === "connection 2") resolve();
  };
});
socket.close();
http.close();
