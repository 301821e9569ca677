/**
 * A client that stays connected: it opens a new connection after each loss, and waits longer after each failure in a row.
 *
 * Run: npx tsx reference/examples/reconnect.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Connection, OpeningError, WebSocket2Server } from "websocket2";

/** The first and the longest delay, in ms. */
const DELAY = { first: 100, longest: 30_000 };

/** Yields each connection. Delays are random, so that clients of a server that restarts do not all come back at once. */
async function* connections(url: string, signal: AbortSignal): AsyncGenerator<Connection> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const connection = await connect(url, { signal });
      failures = 0;
      yield connection;
    } catch (error) {
      // An OpeningError names the check that failed; another error is a mistake, such as a wrong option.
      if (!(error instanceof OpeningError)) throw error;
    }
    const delay = Math.random() * Math.min(DELAY.longest, DELAY.first * 2 ** failures);
    await sleep(delay, undefined, { signal }).catch(() => undefined);
  }
}

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

const stop = new AbortController();
for await (const connection of connections("http://127.0.0.1:8080/", stop.signal)) {
  for await (const message of connection) {
    console.log(message); // connection 1, then connection 2
    if (message === "connection 2") connection.close(1000);
  }
  const { code } = await connection.closed;
  console.log(code); // 1012, then 1000
  if (code === 1000) stop.abort();
}
http.close();
