import test from "ava";
import fc from "fast-check";

import { splitAt } from "../../../../scripts/common/octets.ts";
import {
  data,
  splitData,
  type Http2Field,
  http2FrameCodec,
  goaway,
  headers,
  type Http2Event,
  Http2PeerCore,
  ping,
  preface,
  priorityFrame,
  rawFrame,
  Http2Decoder,
  reset,
  type FrameOrOctets,
  settings,
  settingsAck,
  windowUpdate,
} from "../../../../scripts/interop/h2/index.ts";

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(" ", ""), "hex");
const fields: Http2Field[] = [
  [":method", "POST"],
  ["a", "b"],
];
const core = (role: "client" | "server" = "client", autoReplies = {}): Http2PeerCore => new Http2PeerCore(role, () => 0, autoReplies);

/** Encodes frames as another peer sends them. */
const octetsOf = (...parts: readonly FrameOrOctets[]): Uint8Array => core().send(...parts);

/** Replaces octets by arrays of numbers, which compare by content. */
function plain(value: unknown): unknown {
  const replace = (_: string, each: { type?: string; data?: object }): unknown => {
    if (each?.type === "Buffer") return Object.values(each.data ?? {});
    return each instanceof Uint8Array ? [...each] : each;
  };
  return JSON.parse(JSON.stringify(value, replace));
}

test("encodes frames to the octets that were derived by hand", (t) => {
  const rows: [Uint8Array, string][] = [
    [octetsOf(data(1, hex("4869"))), "000002 00 00 00000001 4869"],
    [octetsOf(data(1, hex(""), { endStream: true })), "000000 00 01 00000001"],
    [octetsOf(data(1, hex("4869"), { padding: 2, endStream: true })), "000005 00 09 00000001 02 4869 0000"],
    [octetsOf(data(1, hex("4869"), { padding: 0 })), "000003 00 08 00000001 00 4869"],
    [
      octetsOf(splitData(3, hex("010203"), [0, 1], { endStream: true })),
      "000000 00 00 00000003 000001 00 00 00000003 01 000002 00 01 00000003 0203",
    ],
    [octetsOf(headers(1, [["a", "b"]])), "000005 01 04 00000001 00 01 61 01 62"],
    [octetsOf(headers(1, [["a", "b"]], { cuts: [1], endStream: true })), "000001 01 01 00000001 00 000004 09 04 00000001 01 61 01 62"],
    [
      octetsOf(headers(1, [["a", "b"]], { priority: { exclusive: 1, dependency: 3, weight: 7 }, padding: 1 })),
      "00000c 01 2c 00000001 01 80000003 07 00 01 61 01 62 00",
    ],
    [octetsOf(reset(5, "CANCEL")), "000004 03 00 00000005 00000008"],
    [octetsOf(reset(5, 0xfeedface)), "000004 03 00 00000005 feedface"],
    [octetsOf(settings({ INITIAL_WINDOW_SIZE: 10 }), settingsAck), "000006 04 00 00000000 0004 0000000a 000000 04 01 00000000"],
    [octetsOf(ping(hex("0102030405060708"), true)), "000008 06 01 00000000 0102030405060708"],
    [octetsOf(goaway(3, "ENHANCE_YOUR_CALM", hex("21"))), "000009 07 00 00000000 00000003 0000000b 21"],
    [octetsOf(windowUpdate(0, 1)), "000004 08 00 00000000 00000001"],
    [octetsOf(priorityFrame(1, 3, 15)), "000005 02 00 00000001 00000003 0f"],
    [octetsOf(hex("00"), [], hex("01")), "0001"],
  ];
  for (const [found, expected] of rows) t.is(Buffer.from(found).toString("hex"), expected.replaceAll(" ", ""));
});

const sent = (): Uint8Array =>
  octetsOf(
    preface,
    settings({ MAX_FRAME_SIZE: 16384 }),
    headers(1, fields, { cuts: [2, 5], padding: 3, priority: { exclusive: 0, dependency: 0, weight: 1 } }),
    data(1, hex("4869"), { padding: 4 }),
    rawFrame(0xbe, 1, hex("00")),
    windowUpdate(0, 7),
    ping(hex("0102030405060708")),
    reset(1, 0x99),
    headers(1, [["t", ""]], { endStream: true }),
    goaway(1, "NO_ERROR"),
  );

const received: Http2Event[] = [
  { type: "SETTINGS", ack: false, settings: [{ identifier: "MAX_FRAME_SIZE", value: 16384 }] },
  { type: "HEADERS", stream: 1, fields, endStream: false },
  { type: "DATA", stream: 1, octets: hex("4869"), endStream: false, counted: 7 },
  { type: "OTHER", frame: { type: 0xbe, flags: 0, streamIdentifier: 1, payload: hex("00") } },
  { type: "WINDOW_UPDATE", stream: 0, increment: 7 },
  { type: "PING", ack: false, data: hex("0102030405060708") },
  { type: "RST_STREAM", stream: 1, code: 0x99 },
  { type: "HEADERS", stream: 1, fields: [["t", ""]], endStream: true },
  { type: "GOAWAY", lastStream: 1, code: "NO_ERROR", debug: hex("") },
];

const eventsOf = (parts: readonly Uint8Array[]): { events: unknown; octets: Buffer } => {
  const decoder = new Http2Decoder("client");
  const all = parts.flatMap((part) => decoder.push(part));
  return {
    events: plain(all.flatMap(({ event }) => (event === undefined ? [] : [event]))),
    octets: Buffer.concat(all.map(({ octets }) => octets)),
  };
};

test("decodes every frame octet by octet and at every split, and returns all octets", (t) => {
  const octets = sent();
  for (let cut = 0; cut <= octets.length; cut++) {
    const found = eventsOf(splitAt(octets, [cut]));
    t.deepEqual(found.events, plain(received));
    t.deepEqual(found.octets, octets as Buffer);
  }
  t.deepEqual(eventsOf([...octets].map((octet) => Uint8Array.of(octet))).events, plain(received));
});

test("decodes every strict prefix to a strict prefix of the events", (t) => {
  const octets = sent();
  for (let length = 0; length < octets.length; length++) {
    const events = eventsOf([octets.subarray(0, length)]).events as unknown[];
    t.deepEqual(events, (plain(received) as unknown[]).slice(0, events.length));
    t.true(events.length < received.length);
  }
});

test("stops at octets that are not HTTP/2, with the error code of RFC 9113", (t) => {
  const rows: [Uint8Array, string][] = [
    [hex("004001 00 00 00000001"), "FRAME_SIZE_ERROR"],
    [octetsOf(rawFrame("RST_STREAM", 1, hex("00"))), "FRAME_SIZE_ERROR"],
    [octetsOf(rawFrame("PING", 0, hex("000000000000000000"))), "FRAME_SIZE_ERROR"],
    [octetsOf(rawFrame("WINDOW_UPDATE", 0, hex("00000000"))), "PROTOCOL_ERROR"],
    [octetsOf(rawFrame("SETTINGS", 0, hex("0001"))), "FRAME_SIZE_ERROR"],
    [octetsOf(rawFrame("DATA", 1, hex("03 4869"), 8)), "PROTOCOL_ERROR"],
    [octetsOf(rawFrame("DATA", 1, hex(""), 8)), "PROTOCOL_ERROR"],
    [octetsOf(rawFrame("CONTINUATION", 1, hex(""))), "PROTOCOL_ERROR"],
    [octetsOf(rawFrame("HEADERS", 1, hex("00")), ping(new Uint8Array(8))), "PROTOCOL_ERROR"],
    [octetsOf(rawFrame("HEADERS", 1, hex("00")), rawFrame("CONTINUATION", 3, hex(""), 4)), "PROTOCOL_ERROR"],
    [octetsOf(rawFrame("HEADERS", 1, hex("80"), 4)), "COMPRESSION_ERROR"],
  ];
  for (const [octets, code] of rows) {
    const decoder = new Http2Decoder("server");
    const found = decoder.push(octets).at(-1)?.event;
    t.like(found, { type: "MALFORMED", code }, Buffer.from(octets).toString("hex"));
    t.deepEqual(decoder.push(octets), []);
  }
  t.like(new Http2Decoder("client").push(Buffer.from("GET / HTTP/1.1\r\nHost: a\r\n"))[0]?.event, {
    type: "MALFORMED",
    code: "PROTOCOL_ERROR",
  });
});

test("decodes random octets without an exception", (t) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
      const decoder = new Http2Decoder("server");
      for (const part of parts) decoder.push(part);
      t.pass();
    }),
    { seed: 9113 },
  );
});

const types = (octets: Uint8Array): unknown[] =>
  new Http2Decoder("server")
    .push(octets)
    .map(({ frame }) =>
      typeof frame === "string" ? frame : [frame.type, frame.streamIdentifier, Buffer.from(frame.payload).toString("hex")],
    );

test("sends automatic replies, and none if they are switched off", (t) => {
  const octets = octetsOf(
    settings(),
    ping(hex("0102030405060708")),
    data(1, hex("4869"), { padding: 1 }),
    data(1, hex("00"), { endStream: true }),
    settingsAck,
    ping(new Uint8Array(8), true),
  );
  t.deepEqual(types(core().receive(octets).replies), [
    ["SETTINGS", 0, ""],
    ["PING", 0, "0102030405060708"],
    ["WINDOW_UPDATE", 0, "00000004"],
    ["WINDOW_UPDATE", 1, "00000004"],
    ["WINDOW_UPDATE", 0, "00000001"],
  ]);
  t.deepEqual(types(core("client", { acknowledge: false, pong: false, window: false }).receive(octets).replies), []);
});

test("withholds the window of one stream until it is released", (t) => {
  const one = core();
  one.withholdWindow(1);
  t.deepEqual(types(one.receive(octetsOf(data(1, hex("4869")), data(3, hex("00")))).replies), [
    ["WINDOW_UPDATE", 0, "00000002"],
    ["WINDOW_UPDATE", 0, "00000001"],
    ["WINDOW_UPDATE", 3, "00000001"],
  ]);
  t.deepEqual(types(one.releaseWindow(1)), [["WINDOW_UPDATE", 1, "00000002"]]);
  t.deepEqual(types(one.releaseWindow(1)), []);
  t.deepEqual(types(one.receive(octetsOf(data(1, hex("00")))).replies), [
    ["WINDOW_UPDATE", 0, "00000001"],
    ["WINDOW_UPDATE", 1, "00000001"],
  ]);
});

test("counts the windows that the peer grants", (t) => {
  const one = core();
  one.send(data(1, new Uint8Array(10), { padding: 4 }));
  t.deepEqual([one.windows.available(1), one.windows.streamWindow(1), one.windows.available(3)], [65520, 65520, 65520]);
  one.receive(octetsOf(settings({ INITIAL_WINDOW_SIZE: 5 })));
  t.deepEqual([one.windows.available(1), one.windows.available(3)], [-10, 5]);
  one.receive(octetsOf(windowUpdate(1, 110), windowUpdate(0, 100)));
  t.deepEqual([one.windows.available(1), one.windows.streamWindow(1)], [100, 100]);
});

test("records sender and octets in order", (t) => {
  let now = 5;
  const one = new Http2PeerCore("client", () => now++);
  one.send(preface, data(1, hex("48")));
  one.receive(octetsOf(settings()));
  t.deepEqual(
    one.recording.entries.map(({ atMs, side, frame, octets }) => [
      atMs,
      side,
      typeof frame === "string" ? frame : frame.type,
      octets.length,
    ]),
    [
      [1, "us", "octets", 24],
      [2, "us", "DATA", 10],
      [3, "them", "SETTINGS", 9],
      [4, "us", "SETTINGS", 9],
    ],
  );
  t.true(http2FrameCodec.decode(one.recording.entries[1]?.octets ?? hex("")).ok);
});
