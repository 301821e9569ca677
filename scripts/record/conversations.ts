/**
 * Records conversations of a client and a server that echoes: over TLS, and with each compression method.
 *
 * @module
 */
import { once } from "node:events";
import { createSecureServer, createServer, type Http2SecureServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";

import { connect, type ConnectOptions, type RouteOptions, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import { toHex } from "../../reference/layout/index.ts";
import { makeCertificate } from "../common/certificate.ts";
import { type CaptureBlock, writePcapng } from "../capture/write-pcapng.ts";
import { type ExpectedStream, messageData, type RecordedCapture, type TypedMessage } from "./expected-stream.ts";
import { startRecordingRelay } from "./recording-relay.ts";

/** A conversation: the client sends messages one after the other, each when the last one has come back. */
interface Conversation {
  readonly name: string;
  readonly messages: readonly TypedMessage[];
  /** Options of both ends. */
  readonly options?: Pick<ConnectOptions, "compression">;
}

const CLOSE_STATUS = 1000;

async function talk(url: string, { messages, options }: Conversation, route: RouteOptions): Promise<void> {
  const connection = await connect(url, { ...options, use, ...route });
  const received = connection[Symbol.asyncIterator]();
  for (const message of messages) {
    connection.send(messageData(message));
    await received.next();
  }
  connection.close(CLOSE_STATUS, "done");
  await connection.closed;
}

/** Compresses every message that becomes shorter. */
const use = { threshold: 0 };

/** Plays conversations with a server and returns what passed. */
async function record(
  server: Http2Server | Http2SecureServer,
  scheme: "http" | "https",
  conversations: readonly Conversation[],
  route: RouteOptions = {},
): Promise<CaptureBlock[]> {
  new WebSocket2Server({
    use,
    resources: Object.fromEntries(
      conversations.map(({ name, options }) => [
        `/${name}`,
        {
          ...(options?.compression === undefined ? {} : { compression: options.compression }),
          connection: (connection) => {
            connection.onmessage = (message) => connection.send(message);
          },
        },
      ]),
    ),
  }).attach(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const relay = await startRecordingRelay((server.address() as AddressInfo).port, scheme === "http" ? 8080 : 443);
  for (const conversation of conversations) await talk(`${scheme}://127.0.0.1:${relay.port}/${conversation.name}`, conversation, route);
  await relay.end();
  server.close();
  return relay.blocks;
}

const expectedOf = ({ name, messages }: Conversation): ExpectedStream => ({ name, messages });

/** A message that spans several TLS records. */
const long: TypedMessage = { bytes: { repeat: toHex(Uint8Array.from({ length: 250 }, (_, index) => index)), count: 80 } };

/** Records the capture `tls-with-secrets`: server port 443, with the secrets of the TLS connection inside. */
export async function recordTls(): Promise<RecordedCapture> {
  const messages: readonly TypedMessage[] = [{ text: "Hi" }, { text: "größer als ASCII" }, long, { text: { repeat: "78", count: 300 } }];
  const conversations: readonly Conversation[] = [{ name: "secret", messages }];
  const { cert, key } = await makeCertificate();
  const server = createSecureServer({ ...sessionOptions, cert, key });
  const lines: Buffer[] = [];
  server.on("keylog", (line: Buffer) => lines.push(line));
  const blocks = await record(server, "https", conversations, { tls: { ca: cert } });
  const secrets: CaptureBlock = { tlsSecrets: Buffer.concat(lines).toString("latin1") };
  return { name: "tls-with-secrets", file: writePcapng([secrets, ...blocks]), streams: conversations.map(expectedOf) };
}

const state = "accepted";

const order = (number: number, words: string): string =>
  JSON.stringify({ order: number, words, state, items: Array.from({ length: 8 }, () => ({ item: number, state })) });

/** Messages that repeat parts of the ones before, so that a context pays. */
const orders: readonly TypedMessage[] = [
  { text: order(1, "the quick brown fox jumps over the lazy dog") },
  { text: order(2, "the quick brown fox jumps over the lazy dog again") },
  { text: "short" },
  { bytes: toHex(Buffer.from(order(3, "the lazy dog sleeps"))) },
  { text: { repeat: toHex(Buffer.from("ä")), count: 5000 } },
  { text: order(4, "the quick brown fox is gone") },
];

/** Records the capture `compressed`: a connection with each compression method, server port 8080. */
export async function recordCompressed(): Promise<RecordedCapture> {
  const conversations: readonly Conversation[] = [
    { name: "lz4", messages: orders, options: { compression: { lz4: [1, 9] } } },
    { name: "deflate", messages: orders, options: { compression: { deflate: [9, 15] } } },
  ];
  const blocks = await record(createServer(sessionOptions), "http", conversations);
  return { name: "compressed", file: writePcapng(blocks), streams: conversations.map(expectedOf) };
}
