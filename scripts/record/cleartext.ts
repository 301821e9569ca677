/**
 * Records frames in DATA frames of every shape over cleartext HTTP/2: cut, several in one, long, malformed.
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";

import { sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import { buildRequest, encodeFrame, type Frame, FrameDecoder } from "../../reference/wire/index.ts";
import { toHex } from "../../reference/layout/index.ts";
import { connectPeer, data, type Http2Peer, ping } from "../interop/h2/index.ts";
import { sendHandshakeRequest } from "../interop/raw-handshake.ts";
import { writePcapng } from "../capture/write-pcapng.ts";
import type { RecordedCapture, TypedMessage } from "./expected-stream.ts";
import { type RecordingRelay, startRecordingRelay } from "./recording-relay.ts";

/** The stream of one connection: what the client sends behind its opening ping. */
interface RawStream {
  readonly name: string;
  /** The content of each DATA frame. */
  readonly parts: readonly Uint8Array[];
  /** The messages in it, all of which come back before the last parts go. */
  readonly messages?: readonly TypedMessage[];
  /** The content of the DATA frames that end the stream: an error frame or octets that are malformed. */
  readonly last: readonly Uint8Array[];
  readonly fault?: string;
}

const hex = (text: string): Uint8Array => Buffer.from(text, "hex");
const text = (content: string): Uint8Array => encodeFrame({ type: "text", text: content });
const joined = (...frames: readonly Uint8Array[]): Uint8Array => Buffer.concat(frames);
const octetByOctet = (octets: Uint8Array): Uint8Array[] => Array.from(octets, (octet) => Uint8Array.of(octet));

/** A name for documentation (RFC 6761). */
const AUTHORITY = "example.test";

/** The longest message. */
const LONG_OCTETS = 70_001;
const long = text("a".repeat(LONG_OCTETS));
/** The octets of a DATA frame of a long message. */
const PART_OCTETS = 10_000;

const cut = (octets: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(octets.length / size) }, (_, index) => octets.subarray(index * size, (index + 1) * size));

const closing = encodeFrame({ type: "error", code: "CLOS" });
const close = (status: number, reason: string): Uint8Array => encodeFrame({ type: "error", code: "CLOS", status, reason });
const ownPing = encodeFrame({ type: "ping", kind: "ping", data: hex("0102030405060708") });

const wellFormed: readonly RawStream[] = [
  {
    name: "split",
    parts: [...octetByOctet(text("Hi")), joined(text("AB"), text("C"))],
    messages: [{ text: "Hi" }, { text: "AB" }, { text: "C" }],
    last: octetByOctet(closing),
  },
  {
    name: "several",
    parts: [
      joined(
        ...["é", "b".repeat(252), "c".repeat(253), ""].map(text),
        encodeFrame({ type: "binary", bytes: hex("00ff") }),
        ownPing,
      ),
    ],
    messages: [
      { text: "é" },
      { text: { repeat: "62", count: 252 } },
      { text: { repeat: "63", count: 253 } },
      { text: "" },
      { bytes: "00ff" },
    ],
    last: [closing],
  },
  {
    name: "long",
    parts: [long.subarray(0, 2), long.subarray(2, 4), ...cut(long.subarray(4), PART_OCTETS)],
    messages: [{ text: { repeat: "61", count: LONG_OCTETS } }],
    last: [closing],
  },
  { name: "pings", parts: [joined(ownPing, ownPing)], last: [joined(ownPing, closing)] },
  { name: "close", parts: [text("last")], messages: [{ text: "last" }], last: [joined(close(1000, "done"), hex("00ff"))] },
];

const malformed: readonly RawStream[] = [
  ["reserved-bits", "0110", "FRAM"],
  ["long-form-of-length", "fe0300004869", "FRAM"],
  ["length-zero", "00", "FRAM"],
  ["not-utf-8", "0300c328", "UTF8"],
  ["unknown-compression", "020c00", "FRAM"],
  ["compression-not-agreed", "020461", "FRAM"],
  ["compressed-ping", "0a0700d1d1d1d1d1d1d1d1", "FRAM"],
  ["ping-of-eight-octets", "0903d1d1d1d1d1d1d1d1", "FRAM"],
  ["unknown-ping-kind", "0a0305d1d1d1d1d1d1d1d1", "FRAM"],
  ["error-of-three-octets", "0402434c4f", "FRAM"],
  ["message-over-the-limit", "ff0200000100", "LRGE"],
].map(([name = "", octets = "", fault = ""]) => {
  const before = "before";
  return { name, parts: [text(before)], messages: [{ text: before }], last: [hex(octets)], fault };
});

/** Waits until the peer has handled all octets sent so far: it answers a PING. */
async function settle(peer: Http2Peer, number: number): Promise<void> {
  const octets = Buffer.alloc(8);
  octets.writeUInt32BE(number);
  peer.send(ping(octets));
  await peer.next("PING", { matches: (event) => event.ack && toHex(event.data) === octets.toString("hex") });
}

/** Plays one stream, and reads up to its last frame. */
async function playStream(peer: Http2Peer, stream: number, { name, parts, messages = [], last }: RawStream): Promise<void> {
  sendHandshakeRequest(peer, stream, buildRequest({ scheme: "http", authority: AUTHORITY, path: `/${name}` }));
  const decoder = new FrameDecoder();
  const frames: Frame[] = [];
  const readUntil = async (isRead: () => boolean): Promise<void> => {
    while (!isRead()) frames.push(...decoder.push((await peer.next("DATA", { stream })).octets));
  };
  let sent = 0;
  const send = async (part: Uint8Array): Promise<void> => {
    await peer.sendAll(stream, part);
    await settle(peer, stream * 1000 + sent++);
  };
  await readUntil(() => frames.length > 0);
  for (const part of parts) await send(part);
  await readUntil(() => frames.filter(({ type }) => type === "text" || type === "binary").length === messages.length);
  for (const part of last) await send(part);
  await readUntil(() => frames.at(-1)?.type === "error");
  peer.send(data(stream, new Uint8Array(0), { endStream: true }));
  await settle(peer, stream * 1000 + sent);
}

async function playAll(streams: readonly RawStream[], relay: RecordingRelay): Promise<void> {
  const peer = await connectPeer({ host: "127.0.0.1", port: relay.port });
  for (const [index, each] of streams.entries()) await playStream(peer, 2 * index + 1, each);
  peer.end();
}

/** The limit of the server's messages, which it announces. */
const MESSAGE_LIMIT = 131_072;

/** Records the capture `h2c`: server port 8080. */
export async function recordCleartext(): Promise<RecordedCapture> {
  const streams = [...wellFormed, ...malformed];
  const http = createServer(sessionOptions);
  new WebSocket2Server({
    resources: Object.fromEntries(
      streams.map(({ name }) => [
        `/${name}`,
        {
          limits: { message: MESSAGE_LIMIT },
          announceLimit: true,
          connection: (connection) => {
            connection.onmessage = (message) => connection.send(message);
          },
        },
      ]),
    ),
  }).attach(http);
  await once(http.listen(0, "127.0.0.1"), "listening");
  const relay = await startRecordingRelay((http.address() as AddressInfo).port, 8080);
  await playAll(streams, relay);
  await relay.end();
  http.close();
  const expected = streams.map(({ name, messages = [], fault }) => ({ name, messages, ...(fault === undefined ? {} : { fault }) }));
  return { name: "h2c", file: writePcapng(relay.blocks), streams: expected };
}
