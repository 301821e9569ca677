/**
 * tRPC queries and subscriptions, server and client, over WebSocket2.
 *
 * Run: npx tsx reference/examples/trpc.ts
 *
 * @module
 */
import { EventEmitter, once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http2";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { initTRPC } from "@trpc/server";
import { getWSConnectionHandler, type WSSHandlerOptions } from "@trpc/server/adapters/ws";
import { type Connection, type Handshake, WebSocket2, WebSocket2Server } from "websocket2";

const { procedure, router } = initTRPC.create();
const api = router({
  hello: procedure.query(() => "Hi, tRPC"),
  countdown: procedure.subscription(async function* () {
    yield* [2, 1];
  }),
});

/** The part of a socket of the package ws that the server of tRPC uses. */
class TrpcSocket extends EventEmitter {
  readonly send: Connection["send"];
  readonly close: Connection["close"];
  readonly terminate: Connection["terminate"];
  readonly #connection: Connection;

  constructor(connection: Connection) {
    super();
    this.#connection = connection;
    this.send = connection.send.bind(connection);
    this.close = connection.close.bind(connection);
    this.terminate = connection.terminate.bind(connection);
    connection.onmessage = (message) => this.emit("message", Buffer.from(message as string), typeof message !== "string");
    connection.onclose = ({ code, reason }) => this.emit("close", code, reason);
  }

  get readyState(): number {
    return this.#connection.state === "open" ? WebSocket2.OPEN : WebSocket2.CLOSED;
  }
}

const handle = getWSConnectionHandler({ router: api } as unknown as WSSHandlerOptions<typeof api>);
const serve = (connection: Connection, { headers, path }: Handshake): void =>
  handle(new TrpcSocket(connection) as never, { headers, url: path } as IncomingMessage);

const http = createServer();
new WebSocket2Server({ resources: { "/trpc": { connection: serve } } }).attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

/** With a wss URL, WebSocket2 itself will do. */
const LocalWebSocket = class extends WebSocket2 {
  constructor(url: string) {
    super(url, [], { allowCleartext: true });
  }
};

const client = createWSClient({ url: "ws://127.0.0.1:8080/trpc", WebSocket: LocalWebSocket as unknown as typeof WebSocket });
const trpc = createTRPCClient<typeof api>({ links: [wsLink({ client })] });
console.log(await trpc.hello.query()); // Hi, tRPC
await new Promise<void>((resolve) => {
  trpc.countdown.subscribe(undefined, {
    onData: (count) => console.log(count), // 2, then 1
    onComplete: resolve,
  });
});
await client.close();
http.close();
