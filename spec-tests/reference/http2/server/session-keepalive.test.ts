/** Server sessions that Node.js has stopped because the client violated HTTP/2. */
import { once } from "node:events";
import type { ServerHttp2Session } from "node:http2";

import test from "ava";

import type { CloseReport } from "../../../../reference/connection/index.ts";
import { SessionKeepalive, startSessionKeepalive } from "../../../../reference/http2/server/session-keepalive.ts";
import type { Connection } from "../../../../reference/http2/index.ts";
import { data, type Http2Frame } from "../../../../scripts/interop/h2/index.ts";
import { octets, openRaw, ping, pong, rawClient, serve, until } from "../support.ts";

test("a check sends nothing to a client; after a violation of HTTP/2 it destroys the session, and its connections end", async (t) => {
  const reports: CloseReport[] = [];
  const resource = {
    connection: (connection: Connection) => {
      connection.onclose = (report) => reports.push(report);
    },
  };
  const { port, ws, server } = await serve(t, { resources: { "/echo": resource } });
  const sessions = once(server, "session");
  const peer = await rawClient(t, { port });
  for (const stream of [1, 3]) await openRaw(peer, stream);
  const [session] = (await sessions) as [ServerHttp2Session];
  const keepalive = new SessionKeepalive(session);

  await keepalive.checkStopped();
  peer.send(data(1, ping));
  await octets(peer, 1, pong.length);
  t.false(session.destroyed);
  const received = peer.recording.entries.filter(({ side }) => side === "them").map(({ frame }) => (frame as Http2Frame).type);
  t.deepEqual([...new Set(received)].sort(), ["DATA", "HEADERS", "SETTINGS", "WINDOW_UPDATE"]);

  peer.send(data(4001));
  await peer.next("GOAWAY");
  await keepalive.checkStopped();
  t.true(session.destroyed);
  await until("the connections have ended", () => reports.length === 2);
  t.deepEqual(reports.map(({ code, wasClean }) => ({ code, wasClean })), Array(2).fill({ code: 1006, wasClean: false }));
  t.is(ws.connections.size, 0);
});

test("a session without further octets is not checked again", async (t) => {
  let frames = 0;
  const session = {
    destroyed: false,
    socket: { bytesRead: 9, bytesWritten: 0, _handle: { writeQueueSize: 0 } },
    state: { outboundQueueSize: 0 },
    altsvc: () => (frames += 1),
  };
  const keepalive = new SessionKeepalive(session as unknown as ServerHttp2Session);
  for (let count = 0; count < 3; count += 1) await keepalive.checkStopped();
  session.socket.bytesRead += 1;
  await keepalive.checkStopped();
  t.is(frames, 2);
});

test("a session is checked every 5 s, or at the interval of its PING frames if that is shorter", (t) => {
  for (const [intervalMs, expected] of [[300_000, 5000], [50, 50]] as const) {
    const delays: unknown[] = [];
    const { setInterval: original } = globalThis;
    globalThis.setInterval = ((call: () => void, ms: number) => (delays.push(ms), original(call, 2 ** 30))) as typeof setInterval;
    const session = { socket: { bytesRead: 0 }, once: (_: string, closed: () => void) => closed() };
    try {
      startSessionKeepalive(session as unknown as ServerHttp2Session, intervalMs);
    } finally {
      globalThis.setInterval = original;
    }
    t.deepEqual(delays, [expected]);
  }
});
