import test from "ava";

import { encodeFrame } from "../../../../reference/wire/index.ts";
import { TestConnection } from "../../../../scripts/interop/conformance/test-connection.ts";
import type { Http2Event, Http2Peer } from "../../../../scripts/interop/h2/index.ts";

const pong = encodeFrame({ type: "ping", kind: "pong", data: new Uint8Array(8) });

test("gives up a peer that sends more than 100,000 frames on a stream, and keeps none of the others", async (t) => {
  const listeners: ((event: Http2Event) => void)[] = [];
  let destroyed = 0;
  const peer = {
    unread: [],
    recording: {},
    onEvent: (listener: (event: Http2Event) => void) => listeners.push(listener),
    destroy: () => (destroyed += 1),
  };
  const options = { peerRole: "server", choice: null, timeoutMs: 1000 } as const;
  const connection = new TestConnection(peer as unknown as Http2Peer, 1, options);
  const octets = Buffer.concat(Array.from({ length: 1000 }, () => pong));
  for (let count = 0; count < 103; count++) {
    for (const listener of listeners) listener({ type: "DATA", stream: 1, octets, endStream: false, counted: octets.length });
  }
  t.is(connection.events.length, 100_001);
  t.deepEqual(connection.events.at(-1), { type: "lost", why: "more than 100000 frames on one stream, the limit of this runner" });
  t.is(destroyed, 1);
});
