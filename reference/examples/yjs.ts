/**
 * Yjs: the client of y-websocket unchanged, and a server that keeps one document for each path.
 *
 * Run: npx tsx reference/examples/yjs.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type Connection, WebSocket2, WebSocket2Server } from "websocket2";
import { messageYjsSyncStep1, readSyncMessage, writeSyncStep1, writeUpdate } from "y-protocols/sync";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

/** The only type of message that this server knows; y-websocket also has awareness. */
const SYNC = 0;

function message(write: (encoder: encoding.Encoder) => unknown): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    write(encoder);
  });
}

const documents = new Map<string, Y.Doc>();

function share(document: Y.Doc, connection: Connection): void {
  const update = (octets: Uint8Array, origin: unknown) =>
    origin !== connection && connection.send(message((encoder) => writeUpdate(encoder, octets)));
  document.on("update", update);
  connection.onclose = () => document.off("update", update);
  connection.onmessage = (received) => {
    if (typeof received === "string") return connection.close(1003);
    const decoder = decoding.createDecoder(received);
    if (decoding.readVarUint(decoder) !== SYNC) return;
    let type = -1;
    const answer = message((encoder) => (type = readSyncMessage(decoder, encoder, document, connection)));
    if (type === messageYjsSyncStep1) connection.send(answer);
  };
  connection.send(message((encoder) => writeSyncStep1(encoder, document)));
}

const http = createServer();
new WebSocket2Server({
  resources: (path) => {
    const document = documents.get(path) ?? new Y.Doc();
    documents.set(path, document);
    return { connection: (connection) => share(document, connection) };
  },
}).attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

/** With a wss URL, WebSocket2 itself will do. */
const LocalWebSocket = class extends WebSocket2 {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { allowCleartext: true });
  }
};

const options = { WebSocketPolyfill: LocalWebSocket as unknown as typeof WebSocket, disableBc: true };
const [mine, yours] = [new Y.Doc(), new Y.Doc()];
const providers = [mine, yours].map((document) => new WebsocketProvider("ws://127.0.0.1:8080", "notes", document, options));
const written = new Promise((resolve) => yours.once("update", resolve));
mine.getText("title").insert(0, "Tea at four");
await written;
console.log(String(yours.getText("title"))); // Tea at four
for (const provider of providers) provider.destroy();
for (const document of [mine, yours]) document.destroy();
http.close();
