import test from "ava";

import type { CloseReport } from "../../../../reference/connection/index.ts";
import type { Connection } from "../../../../reference/http2/index.ts";
import { data, headers, type Http2Peer, reset } from "../../../../scripts/interop/h2/index.ts";
import { acceptRaw, clos, echo, newClient, openRaw, ping, rawClient, rawServer, request, serve, soon, text, until } from "../support.ts";

/** Octets that an endpoint answers, each followed by RST_STREAM(NO_ERROR) in one write. */
const answered: readonly (readonly [name: string, octets: Uint8Array, code: number])[] = [
  ["a message", text("Hi"), 1006],
  ["a ping", ping, 1006],
  ["CLOS", clos, 1005],
  ["a malformed frame", Uint8Array.of(0), 1006],
];

for (const [name, octets, code] of answered) {
  test(`a server handles ${name} that RST_STREAM(NO_ERROR) follows in one write, and ends the connection`, async (t) => {
    const reports: CloseReport[] = [];
    const messages: unknown[] = [];
    const resource = {
      connection: (connection: Connection) => {
        connection.onclose = (report) => reports.push(report);
        connection.onmessage = (message) => {
          messages.push(message);
          connection.send(message);
        };
      },
    };
    const { port, ws } = await serve(t, { resources: { "/echo": resource } });
    const peer = await rawClient(t, { port });
    await openRaw(peer);
    await until("the connection is open", () => ws.connections.size === 1);
    peer.send(data(1, octets), reset(1, "NO_ERROR"));
    await until("the connection has ended", () => ws.connections.size === 0);
    t.deepEqual(reports.map((report) => report.code), [code]);
    t.deepEqual(messages, name === "a message" ? ["Hi"] : []);
    await soon("the server is closed", ws.close());
  });

  test(`a client handles ${name} that RST_STREAM(NO_ERROR) follows in one write, and ends the connection`, async (t) => {
    const accepted: Promise<Http2Peer>[] = [];
    const { url } = await rawServer(t, (peer) => void accepted.push(acceptRaw(peer).then(() => peer)));
    const client = newClient(t);
    const connection = await client.connect(url);
    const messages: unknown[] = [];
    connection.onmessage = (message) => {
      messages.push(message);
      connection.send(message);
    };
    const peer = (await accepted[0]) as Http2Peer;
    peer.send(data(1, octets), reset(1, "NO_ERROR"));
    t.is((await soon("the connection has ended", connection.closed)).code, code);
    await until("the message is delivered", () => name !== "a message" || messages.length === 1);
    await soon("the client is closed", client.close());
  });
}

test("a server releases a stream whose opening ping RST_STREAM(NO_ERROR) follows in one write", async (t) => {
  const { port, ws } = await serve(t, echo);
  const peer = await rawClient(t, { port });
  await openRaw(peer);
  peer.send(data(1, clos, { endStream: true }));
  for (let stream = 3; stream < 13; stream += 2) {
    peer.send(...headers(stream, request()), data(stream, ping), reset(stream, "NO_ERROR"));
  }
  await soon("the server is closed", ws.close());
  t.is(ws.connections.size, 0);
});
