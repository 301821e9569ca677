/**
 * GraphQL subscriptions by graphql-ws, server and client, over WebSocket2.
 *
 * Run: npx tsx reference/examples/graphql-ws.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import { buildSchema } from "graphql";
import { createClient, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from "graphql-ws";
import { type Connection, WebSocket2, WebSocket2Server } from "websocket2";

async function* countdown({ from }: { readonly from: number }) {
  for (let count = from; count > 0; count -= 1) yield { countdown: count };
}

const graphql = makeServer({
  schema: buildSchema("type Query { hello: String } type Subscription { countdown(from: Int!): Int! }"),
  roots: { query: { hello: "hello" }, subscription: { countdown } },
});

function serve(connection: Connection): void {
  const closed = graphql.opened(
    {
      protocol: connection.protocol ?? "",
      send: (text) => void connection.send(text),
      close: (code, reason) => connection.close(code, reason),
      onMessage: (receive) =>
        (connection.onmessage = (message) => void receive(String(message)).catch(() => connection.close(4500, "internal error"))),
    },
    {},
  );
  connection.onclose = ({ code, reason }) => void closed(code, reason);
}

const http = createServer();
new WebSocket2Server({ resources: { "/graphql": { protocols: [GRAPHQL_TRANSPORT_WS_PROTOCOL], connection: serve } } }).attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

/** With a wss URL, WebSocket2 itself will do. */
const LocalWebSocket = class extends WebSocket2 {
  constructor(url: string, protocols: string) {
    super(url, protocols, { allowCleartext: true });
  }
};

const client = createClient({ url: "ws://127.0.0.1:8080/graphql", webSocketImpl: LocalWebSocket });
for await (const { data } of client.iterate({ query: "subscription { countdown(from: 2) }" })) {
  console.log(data?.["countdown"]); // 2, then 1
}
await client.dispose();
http.close();
