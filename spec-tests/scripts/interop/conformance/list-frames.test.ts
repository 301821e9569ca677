import test from "ava";

import { listFrames } from "../../../../scripts/interop/conformance/exchange/list-frames.ts";
import {
  data,
  type FrameOrOctets,
  headers,
  Http2PeerCore,
  type Http2Event,
  preface,
  reset,
  settings,
  windowUpdate,
} from "../../../../scripts/interop/h2/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";

/** An exchange of a runner in the role of a client, and the last event of the server. */
function exchange(...answers: readonly FrameOrOctets[]) {
  const [client, server] = [new Http2PeerCore("client", () => 0), new Http2PeerCore("server", () => 0)];
  client.send(preface, settings({}), headers(1, [[":method", "POST"]]), windowUpdate(0, 5));
  client.send(data(1, encodeFrame({ type: "text", text: "Hi" })), data(1, Uint8Array.of(1)));
  client.send(data(1, Uint8Array.of(0x10), { endStream: true }), windowUpdate(3, 9));
  const { events } = client.receive(server.send(...answers));
  const decisive: Http2Event | undefined = events.at(-1);
  return { entries: client.recording.entries, decisive };
}

const sent = [
  "        0.0 ms  runner: HEADERS stream 1: :method POST",
  '        0.0 ms  runner: DATA stream 1: text "Hi", 2 octets',
  "        0.0 ms  runner: DATA stream 1: 1 octet of an incomplete frame",
  "        0.0 ms  runner: DATA stream 1 END_STREAM: malformed: reserved at octet 5 (bit 0): expected 0, found 1 [FRAM]",
].map((line) => `   ${line.slice(3)}`);

test("lists frames on one line each without octets, without SETTINGS and window of the connection, and marks the decisive one", (t) => {
  const clos = encodeFrame({ type: "error", code: "CLOS", status: 1000, reason: "bye" });
  const all = exchange(headers(1, [[":status", "200"]]), data(1, clos), reset(1, "CANCEL"));
  t.deepEqual(listFrames(all, "server", "expected END_STREAM, found RST_STREAM(CANCEL)"), [
    ...sent,
    "        0.0 ms  runner: WINDOW_UPDATE stream 3: 9 octets more",
    "        0.0 ms  server: HEADERS stream 1: :status 200",
    '        0.0 ms  server: DATA stream 1: error CLOS 1000 "bye"',
    "=>      0.0 ms  server: RST_STREAM stream 1: error code CANCEL",
    "        0.0 ms  runner: WINDOW_UPDATE stream 1: 11 octets more",
  ].map((line) => (line.startsWith("=>") ? `=> ${line.slice(3)}` : line)));
});

test("marks the wait, and no frame, if nothing came in time", (t) => {
  const lines = listFrames(exchange(reset(1, "CANCEL")), "server", "expected a pong, found nothing within 70 ms\nLast events");
  t.is(lines.at(-1), "=> nothing within 70 ms");
  t.is(lines.filter((line) => line.startsWith("=> ")).length, 1);
});

test("shows the content of a refusal as text, and leaves out the streams of other cases and the window that they share", (t) => {
  const all = exchange(headers(1, [[":status", "404"]]), data(1, Buffer.from("no <such>"), { endStream: true }));
  t.deepEqual(listFrames({ ...all, streams: [1] }, "server", "").slice(sent.length), [
    "        0.0 ms  server: HEADERS stream 1: :status 404",
    '=>      0.0 ms  server: DATA stream 1 END_STREAM: content "no <such>"',
  ]);
});
