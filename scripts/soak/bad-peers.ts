/**
 * Peers that misbehave at the level of HTTP/2 frames: each costs its own connection, and what is beside it goes on.
 *
 * @module
 */
import { Client, type Connection } from "../../reference/http2/index.ts";
import { buildRequest, encodeFrame } from "../../reference/wire/index.ts";
import { toHex } from "../common/octets.ts";
import type { SeededRandom } from "../common/random.ts";
import { waitUntil } from "../common/waiting.ts";
import { connectPeer, data, type Http2Peer, reset } from "../interop/h2/index.ts";
import { sendHandshakeRequest } from "../interop/raw-handshake.ts";
import { echoOptions, type LoopbackServer, SETTLE_TIMEOUT_MS, startLoopbackServer } from "./loopback-server.ts";
import { ensure, type Soak } from "./soak.ts";

const [GOOD, BAD] = [1, 3];

const ping = encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) });

/** Frames that one peer sends at once. */
const FLOOD = 12_000;

/** What a bad peer does on its stream. */
type Misbehaviour = (peer: Http2Peer, random: SeededRandom) => void;

const long = encodeFrame({ type: "binary", bytes: new Uint8Array(FLOOD) });

const repeated = (octets: Uint8Array, times: number): Buffer => Buffer.concat(Array.from({ length: times }, () => octets));

/** Deeds that end the connection of their stream alone. */
const streamMisbehaviours: Readonly<Record<string, Misbehaviour>> = {
  // A first octet that no frame begins with, so that no garbage is a frame by chance.
  garbage: (peer, random) => peer.send(data(BAD, Uint8Array.from({ length: 1000 }, (_, at) => (at === 0 ? 0xff : random.below(256))))),
  "ping flood": (peer) => peer.send(data(BAD, repeated(ping, 1000))),
  "empty message flood": (peer) => peer.send(...split(BAD, repeated(encodeFrame({ type: "text", text: "" }), FLOOD))),
  "one-octet DATA flood": (peer) => peer.send(...Array.from({ length: FLOOD }, (_, at) => data(BAD, long.subarray(at, at + 1)))),
  reset: (peer) => peer.send(data(BAD, encodeFrame({ type: "text", text: "half" }).subarray(0, 3)), reset(BAD, "CANCEL")),
  "stall mid-frame": (peer) => peer.send(data(BAD, encodeFrame({ type: "binary", bytes: new Uint8Array(60_000) }).subarray(0, 10_000))),
  "end mid-frame": (peer) => peer.send(data(BAD, encodeFrame({ type: "text", text: "half" }).subarray(0, 3), { endStream: true })),
};

/** Deeds that end the HTTP/2 connection of the peer. */
const sessionMisbehaviours: Readonly<Record<string, Misbehaviour>> = {
  "garbage for HTTP/2": (peer, random) => peer.send(Uint8Array.from({ length: 1000 }, () => random.below(256))),
  // Node.js ends an HTTP/2 connection by itself that brings many.
  "empty DATA flood": (peer) => peer.send(...Array.from({ length: FLOOD }, () => data(BAD))),
  vanish: (peer) => peer.destroy(),
};

const FRAME = 16_384;

function split(stream: number, octets: Uint8Array): ReturnType<typeof data>[] {
  return Array.from({ length: Math.ceil(octets.length / FRAME) }, (_, at) => data(stream, octets.subarray(at * FRAME, (at + 1) * FRAME)));
}

async function open(peer: Http2Peer, stream: number): Promise<void> {
  sendHandshakeRequest(peer, stream, buildRequest({ scheme: "http", authority: "127.0.0.1", path: "/" }));
  await peer.next("HEADERS", { stream });
  await peer.next("DATA", { stream });
}

/** Whether the echo comes back. */
async function expectEcho(peer: Http2Peer, words: string): Promise<void> {
  const frame = encodeFrame({ type: "text", text: words });
  peer.send(data(GOOD, frame));
  const { octets } = await peer.next("DATA", { stream: GOOD });
  ensure(Buffer.compare(octets, frame) === 0, () => `expected the echo of ${words}, found ${toHex(octets)}`);
}

async function expectBystanderEcho(connection: Connection, words: string): Promise<void> {
  const answer = new Promise((resolve) => (connection.onmessage = resolve));
  connection.send(words);
  const found = await answer;
  ensure(found === words, () => `expected the echo of ${words}, found ${String(found)}`);
}

async function misbehave(lab: LoopbackServer, name: string, deed: Misbehaviour, random: SeededRandom): Promise<void> {
  const peer = await connectPeer({ host: "127.0.0.1", port: lab.port }, { timeoutMs: 30_000 });
  await open(peer, GOOD);
  await open(peer, BAD);
  deed(peer, random);
  if (Object.hasOwn(streamMisbehaviours, name)) await expectEcho(peer, name);
  peer.destroy();
}

/** Bad peers. */
export const badPeers: Soak = async ({ badPeers: { rounds } }, random, tell) => {
  // So that what Node.js does not see go is found within seconds.
  const lab = await startLoopbackServer({ ...echoOptions, limits: { pingStalled: 2000 } });
  const client = new Client();
  const good = await client.connect(lab.url);
  const deeds = Object.entries({ ...streamMisbehaviours, ...sessionMisbehaviours });
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, deed] of deeds) {
      const beside = Array.from({ length: 10 }, (_, at) => `${name} ${at}`);
      await Promise.all([misbehave(lab, name, deed, random), (async () => {
        for (const words of beside) await expectBystanderEcho(good, words);
      })()]);
    }
  }
  const gone = await waitUntil(() => lab.ws.connections.size === 1 && lab.sessions.size === 1, SETTLE_TIMEOUT_MS);
  ensure(gone, () => `expected one connection to be left, found ${lab.ws.connections.size} on ${lab.sessions.size} HTTP/2 connections`);
  good.close();
  const { wasClean } = await good.closed;
  ensure(wasClean, () => "the connection beside the bad peers did not end cleanly");
  await client.close();
  await lab.end();
  tell(`${rounds * deeds.length} bad peers (${deeds.map(([name]) => name).join(", ")}): each cost its own connection alone`);
};
