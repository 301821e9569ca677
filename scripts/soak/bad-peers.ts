/**
 * Peers that misbehave in HTTP/2 frames. Each ends its own connection; connections beside it continue.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { limit } from "../../reference/schema/index.ts";
import { buildRequest, encodeFrame } from "../../reference/wire/index.ts";
import { toHex } from "../common/octets.ts";
import type { SeededRandom } from "../common/random.ts";
import { waitUntil } from "../common/waiting.ts";
import { connectPeer, data, type Http2Peer, reset } from "../interop/h2/index.ts";
import { sendHandshakeRequest } from "../interop/raw-handshake.ts";
import { echoOptions, type LoopbackServer, SETTLE_TIMEOUT_MS, startLoopbackServer } from "./loopback-server.ts";
import { ensure, type Soak } from "./soak.ts";

/** The streams of a bad peer: one behaves, the other does not. */
const GOOD = 1;
const BAD = 3;

const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) });

/** Messages that the good connection exchanges beside each bad peer. */
const BYSTANDER_MESSAGES = 10;

/** Frames in a flood; none of them is a fault. */
const FLOOD_FRAMES = 12_000;

/** Empty DATA frames in a flood; above 10,000, the nghttp2 of Node.js 24 ends the HTTP/2 connection by itself. */
const EMPTY_FRAMES = 9000;

/** More pings than their limit allows. */
const FLOOD_PINGS = 10 * limit.value("pings");

/** Acts on the bad stream of a peer. */
type Misbehaviour = (peer: Http2Peer, random: SeededRandom) => void;

const longMessage = encodeFrame({ type: "binary", bytes: new Uint8Array(FLOOD_FRAMES) });

const repeated = (octets: Uint8Array, times: number): Buffer => Buffer.concat(Array.from({ length: times }, () => octets));

/** Misbehaviour that leaves the other connection of its HTTP/2 connection alone. */
const streamMisbehaviours: Readonly<Record<string, Misbehaviour>> = {
  // The first octet is 0xff, so that random octets are not a short valid frame by chance.
  garbage: (peer, random) =>
    peer.send(
      data(
        BAD,
        Uint8Array.from({ length: 1000 }, (_, at) => (at === 0 ? 0xff : random.below(256))),
      ),
    ),
  "ping flood": (peer) => peer.send(data(BAD, repeated(ping, FLOOD_PINGS))),
  "empty message flood": (peer) => peer.send(...split(BAD, repeated(encodeFrame({ type: "text", text: "" }), FLOOD_FRAMES))),
  "one-octet DATA flood": (peer) =>
    peer.send(...Array.from({ length: FLOOD_FRAMES }, (_, at) => data(BAD, longMessage.subarray(at, at + 1)))),
  "empty DATA flood": (peer) => peer.send(...Array.from({ length: EMPTY_FRAMES }, () => data(BAD))),
  reset: (peer) => peer.send(data(BAD, encodeFrame({ type: "text", text: "half" }).subarray(0, 3)), reset(BAD, "CANCEL")),
  "stall mid-frame": (peer) => peer.send(data(BAD, encodeFrame({ type: "binary", bytes: new Uint8Array(60_000) }).subarray(0, 10_000))),
  "end mid-frame": (peer) => peer.send(data(BAD, encodeFrame({ type: "text", text: "half" }).subarray(0, 3), { endStream: true })),
};

/** Misbehaviour that ends the HTTP/2 connection of the peer. */
const sessionMisbehaviours: Readonly<Record<string, Misbehaviour>> = {
  "garbage for HTTP/2": (peer, random) => peer.send(Uint8Array.from({ length: 1000 }, () => random.below(256))),
  vanish: (peer) => peer.destroy(),
};

/** The default maximum of a frame's payload (RFC 9113, Section 6.5.2), in octets. */
const MAX_FRAME_OCTETS = 16_384;

function split(stream: number, octets: Uint8Array): ReturnType<typeof data>[] {
  return Array.from({ length: Math.ceil(octets.length / MAX_FRAME_OCTETS) }, (_, at) =>
    data(stream, octets.subarray(at * MAX_FRAME_OCTETS, (at + 1) * MAX_FRAME_OCTETS)),
  );
}

async function open(peer: Http2Peer, stream: number): Promise<void> {
  sendHandshakeRequest(peer, stream, buildRequest({ scheme: "http", authority: "127.0.0.1", path: "/" }));
  await peer.next("HEADERS", { stream });
  await peer.next("DATA", { stream });
}

async function expectEcho(peer: Http2Peer, text: string): Promise<void> {
  const frame = encodeFrame({ type: "text", text });
  peer.send(data(GOOD, frame));
  const { octets } = await peer.next("DATA", { stream: GOOD });
  ensure(Buffer.compare(octets, frame) === 0, () => `expected the echo of ${text}, found ${toHex(octets)}`);
}

async function expectBystanderEcho(connection: Connection, text: string): Promise<void> {
  const answer = new Promise((resolve) => (connection.onmessage = resolve));
  connection.send(text);
  const found = await answer;
  ensure(found === text, () => `expected the echo of ${text}, found ${String(found)}`);
}

async function misbehave(server: LoopbackServer, name: string, act: Misbehaviour, random: SeededRandom): Promise<void> {
  const peer = await connectPeer({ host: "127.0.0.1", port: server.port }, { timeoutMs: 30_000 });
  await open(peer, GOOD);
  await open(peer, BAD);
  act(peer, random);
  if (Object.hasOwn(streamMisbehaviours, name)) await expectEcho(peer, name);
  peer.destroy();
}

/** Runs each kind of bad peer beside a connection that exchanges messages. */
export const badPeers: Soak = async ({ badPeers: { rounds } }, random, report) => {
  // Node.js does not report the loss of every peer; a short limit finds it within seconds.
  const server = await startLoopbackServer({ ...echoOptions, limits: { pingStalled: 2000 } });
  const client = new Client();
  const good = await client.connect(server.url);
  const misbehaviours = Object.entries({ ...streamMisbehaviours, ...sessionMisbehaviours });
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, act] of misbehaviours) {
      const exchange = async (): Promise<void> => {
        for (let at = 0; at < BYSTANDER_MESSAGES; at += 1) await expectBystanderEcho(good, `${name} ${at}`);
      };
      await Promise.all([misbehave(server, name, act, random), exchange()]);
    }
  }
  const allGone = await waitUntil(() => server.ws.connections.size === 1 && server.sessions.size === 1, SETTLE_TIMEOUT_MS);
  ensure(
    allGone,
    () => `expected one connection to remain, found ${server.ws.connections.size} on ${server.sessions.size} HTTP/2 connections`,
  );
  good.close();
  const { wasClean } = await good.closed;
  ensure(wasClean, () => "the connection beside the bad peers did not end cleanly");
  await client.close();
  await server.end();
  report(
    `${rounds * misbehaviours.length} bad peers (${misbehaviours.map(([name]) => name).join(", ")}): each ended its own connection alone`,
  );
};
