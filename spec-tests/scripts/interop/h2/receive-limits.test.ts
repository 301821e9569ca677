import type { Socket } from "node:net";
import { Duplex } from "node:stream";

import test from "ava";

import { data, Http2Peer, Http2PeerCore, type ReceiveLimits, type FrameOrOctets } from "../../../../scripts/interop/h2/index.ts";

/** Gives frames of a server to a client with limits. @returns why the client lost the connection, and whether it destroyed its socket */
function receive(limits: ReceiveLimits | undefined, ...frames: readonly FrameOrOctets[]) {
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const peer = new Http2Peer("client", Object.assign(socket, { setNoDelay: () => undefined }) as unknown as Socket, {
    window: false,
    ...(limits === undefined ? {} : { limits }),
  });
  const core = new Http2PeerCore("server", () => 0);
  for (const frame of frames) if (!socket.destroyed) socket.emit("data", core.send(frame));
  const lost = peer.unread.find(({ type }) => type === "LOSS");
  return { why: lost?.type === "LOSS" ? lost.why : undefined, destroyed: socket.destroyed };
}

const frame = data(1, new Uint8Array(91));

test("ends a connection on which a peer sends more octets than the limit", (t) => {
  const limits = { octets: 200, frames: 100 };
  t.deepEqual(receive(limits, frame, frame), { why: undefined, destroyed: false });
  t.deepEqual(receive(limits, frame, frame, data(1)), {
    why: "more than 200 octets on one HTTP/2 connection, the limit of this runner",
    destroyed: true,
  });
});

test("ends a connection on which a peer sends more frames than the limit", (t) => {
  const limits = { octets: 2000, frames: 2 };
  t.deepEqual(receive(limits, data(1), data(1)), { why: undefined, destroyed: false });
  t.deepEqual(receive(limits, data(1), data(1), data(1), data(1)), {
    why: "more than 2 frames on one HTTP/2 connection, the limit of this runner",
    destroyed: true,
  });
});
