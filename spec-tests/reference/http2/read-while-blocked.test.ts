import test from "ava";

import type { Connection } from "../../../reference/http2/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import type { Http2Peer } from "../../../scripts/interop/h2/index.ts";
import { acceptRaw, newClient, octets, openRaw, pong, rawClient, rawServer, serve, soon, until } from "./support.ts";

/** The octets that a blocked end is sent: several times its stream window of 256 KiB. */
const READ_WHILE_BLOCKED = 1024 * 1024;

/** Blocks the writing of an end, then sends it messages on the same stream. Resolves when all of them have arrived. */
async function readsWhileBlocked(peer: Http2Peer, stream: number, connection: Connection): Promise<void> {
  let count = 0;
  connection.onmessage = () => (count += 1);
  connection.send(new Uint8Array(200_000));
  await soon("the window is used up", octets(peer, stream, 65_535 - pong.length));
  const message = encodeFrame({ type: "binary", bytes: new Uint8Array(READ_WHILE_BLOCKED / 8) });
  await soon("window comes back", peer.sendAll(stream, Buffer.concat(Array<Uint8Array>(8).fill(message))));
  await until("all messages arrive", () => count === 8);
}

test("a server whose writing waits for window reads on and gives window back (R-194)", async (t) => {
  let accepted: (connection: Connection) => void = () => undefined;
  const connection = new Promise<Connection>((resolve) => (accepted = resolve));
  const { port } = await serve(t, { resources: { "/echo": { connection: (each) => accepted(each) } } });
  const peer = await rawClient(t, { port });
  peer.withholdWindow(1);
  await openRaw(peer);
  await readsWhileBlocked(peer, 1, await connection);
  t.is((await connection).bufferedAmount, 200_000);
});

test("a client whose writing waits for window reads on and gives window back (R-194)", async (t) => {
  const opened = new Promise<{ readonly peer: Http2Peer; readonly stream: number }>((resolve) => {
    void rawServer(t, (peer) => {
      peer.withholdWindow(1);
      void acceptRaw(peer).then((stream) => resolve({ peer, stream }));
    }).then(async ({ url }) => connected(await newClient(t).connect(url)));
  });
  let connected: (connection: Connection) => void = () => undefined;
  const connection = new Promise<Connection>((resolve) => (connected = resolve));
  const { peer, stream } = await opened;
  await readsWhileBlocked(peer, stream, await connection);
  t.is((await connection).bufferedAmount, 200_000);
});
