import test from "ava";

import { type Codec, compile, describe, LocalError } from "../../../reference/layout/index.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { fourWays, hex, prefixes } from "../support.ts";
import { connect, disconnect, publish } from "./packets.ts";

/** What mosquitto_pub 2.0.11 sends with a will, a user name, a password and properties, for a retained message of QoS 1. */
const CONNECT =
  "10 57 0004 4d515454 05 ce 001e 14 11 0000012c 26 0005 6275696c64 0002 3432 21 0014 0008 73656e736f722d31 05 18 0000000a" +
  "000e 706c616e742f372f737461747573 0007 6f66666c696e65 0005 616c696365 0006 736563726574";
const PUBLISH =
  "33 38 000d 706c616e742f372f6c6576656c 0001 22 03 000a 746578742f706c61696e 02 0000003c 26 0004 756e6974 0007 63656c73697573 32312e35";

const connection = {
  hasUserName: true,
  hasPassword: true,
  willRetain: false,
  willQos: 1,
  hasWill: true,
  cleanStart: true,
  keepAlive: 30,
  properties: [
    { id: "session-expiry-interval", value: 300 },
    { id: "user-property", name: "build", value: "42" },
    { id: "receive-maximum", value: 20 },
  ],
  clientId: "sensor-1",
  will: { properties: [{ id: "will-delay-interval", value: 10 }], topic: "plant/7/status", payload: Buffer.from("offline") },
  userName: "alice",
  password: Buffer.from("secret"),
} as const;
const message = {
  dup: false,
  qos: 1,
  retain: true,
  topic: "plant/7/level",
  packetId: 1,
  properties: [
    { id: "content-type", value: "text/plain" },
    { id: "message-expiry-interval", value: 60 },
    { id: "user-property", name: "unit", value: "celsius" },
  ],
  payload: Buffer.from("21.5"),
} as const;
const [connectCodec, publishCodec, disconnectCodec] = [compile(connect), compile(publish), compile(disconnect)];

test("decodes the packets of mosquitto_pub, and encodes them to the same octets", (t) => {
  fourWays(t, connectCodec, [["CONNECT", connection, CONNECT]]);
  fourWays(t, publishCodec, [["PUBLISH", message, PUBLISH]]);
  fourWays(t, disconnectCodec, [["DISCONNECT", {}, "e0 00"], ["with a reason", { reason: 4 }, "e0 01 04"]]);
});

test("needs the rest of packets that have not arrived", (t) => {
  prefixes(t, connectCodec, hex(CONNECT));
  prefixes(t, publishCodec, hex(PUBLISH));
});

test("codes a password without a user name, and sizes of several octets", (t) => {
  const { will: _, userName: __, ...rest } = connection;
  const value = { ...rest, hasUserName: false, hasWill: false, willQos: 0, properties: [], clientId: "" } as const;
  fourWays(t, connectCodec, [["a token", value, "10 15 0004 4d515454 05 42 001e 00 0000 0006 736563726574"]]);
  const { packetId: ___, ...unnumbered } = message;
  const large = { ...unnumbered, qos: 0, properties: [], topic: "a", payload: Buffer.alloc(317, 7) } as const;
  fourWays(t, publishCodec, [["321 octets", large, `31 c102 0001 61 00 ${"07".repeat(317)}`]]);
});

/** Returns the text of a cell, on one line. */
const cellText = (cell: readonly object[]): string => cell.map((part) => ("text" in part ? String(part.text) : " ")).join("");

/** Returns the path, rule, octet, and the expected and found values of an issue. */
function found(codec: Pick<Codec<unknown>, "decode">, octets: Uint8Array): unknown {
  const result = codec.decode(octets);
  if (result.ok || result.issue === undefined) return result;
  const { path, rule, octet, expected, found: value } = result.issue;
  return [path, rule, octet, expected, value];
}

const publishIds =
  "payload-format-indicator (1), message-expiry-interval (2), content-type (3), response-topic (8), correlation-data (9), " +
  "user-property (38), subscription-identifier (11), topic-alias (35)";
const connectIds =
  "session-expiry-interval (17), authentication-method (21), authentication-data (22), request-problem-information (23), " +
  "request-response-information (25), receive-maximum (33), topic-alias-maximum (34), user-property (38), maximum-packet-size (39)";

test("refuses malformed packets at their field", (t) => {
  const changed = (octets: string, from: string, to: string): Uint8Array => hex(octets.replace(from, to));
  const publishes: readonly [from: string, to: string, issue: unknown][] = [
    ["33 38", "37 38", ["qos", "most", 0, "at most 2", "3"]],
    ["22 03", "22 11", ["properties.0.id", "registered", 20, publishIds, "17"]],
    ["22 03", "23 03", ["properties.3.id", "registered", 54, publishIds, "50"]],
    ["33 38", "33 b800", ["remainingLength", "shortest", 1, "the shortest form", "56 in 16 bits"]],
    ["0001 22", "0000 22", ["packetId", "least", 17, "at least 1", "0"]],
    ["706c616e742f37", "706c616e742f00", ["topic", "characters", 4, "characters U+0001 to U+10FFFF", "706c616e742f002f6c6576656c"]],
  ];
  for (const [from, to, issue] of publishes) t.deepEqual(found(publishCodec, changed(PUBLISH, from, to)), issue, to);
  const connects: readonly [from: string, to: string, issue: unknown][] = [
    ["05 ce", "04 ce", ["version", "equals", 8, "5", "4"]],
    ["05 ce", "05 cf", ["connectReserved", "equals", 9, "0", "1"]],
    ["05 ce", "05 de", ["willQos", "most", 9, "at most 2", "3"]],
    ["4d515454", "4d515449", ["protocolName", "equals", 4, '"MQTT"', "4d515449"]],
    ["14 11", "14 18", ["properties.0.id", "registered", 13, connectIds, "24"]],
    ["21 0014", "21 0000", ["properties.2.value", "least", 31, "at least 1", "0"]],
  ];
  for (const [from, to, issue] of connects) t.deepEqual(found(connectCodec, changed(CONNECT, from, to)), issue, to);
});

test("refuses to encode values that MQTT has no octets for", (t) => {
  const messageOf = (act: () => unknown): string => t.throws(act, { instanceOf: LocalError }).message;
  t.is(messageOf(() => publishCodec.encode({ ...message, qos: 0 })), "packetId: expected nothing, unless qos is 1 or more, found 1");
  t.is(messageOf(() => publishCodec.encode({ ...message, qos: 3 })), "qos: expected a whole number from 0 to 2, found 3");
  t.is(
    messageOf(() => connectCodec.encode({ ...connection, hasPassword: false })),
    "password: expected nothing, unless hasPassword is true, found Uint8Array",
  );
});

test("shows PUBLISH as a table and in notation", (t) => {
  const model = describe("MQTT", [publish]);
  const [source] = renderView("notation", { of: "publish" }, model);
  const blocks = source?.kind === "source" ? source.text.split("\n\n") : [];
  t.is(
    blocks[0],
    `
PUBLISH {
  Type (4) = 3,
  DUP (1),
  QoS (2),
  Retain (1),
  Remaining Length (Variable Byte Integer),
  Topic (UTF-8 Encoded String),
  [Packet Id (16)],
  Properties (PUBLISH Properties),
  Payload (..),
}
`.trim(),
  );
  t.true(blocks.includes("Two Byte Integer (Id = 35) {\n  Value (16),\n}"), "a block for each property");
  const [table] = renderView("fields", { of: "publish" }, model);
  const rows = table?.kind === "table" ? table.rows.map((cells) => cells.slice(0, 3).map(cellText)) : [];
  t.deepEqual(rows, [
    ["Type", "4 bits", "PUBLISH. Value: 3"],
    ["DUP", "1 bit", "Whether the packet is sent again."],
    ["QoS", "2 bits", "Quality of service. Value: 0 to 2"],
    ["Retain", "1 bit", "Whether the server keeps the message."],
    ["Remaining Length", "1 to 4 octets", "Octets behind the fixed header. Value: 3 to 268435455 octets; least significant bits first"],
    ["Topic", "2 octets or more", "The topic."],
    ["Packet Id", "16 bits", "What an acknowledgement refers to. Value: only if QoS is 1 or more; 1 to 65535"],
    ["Properties", "1 octet or more", "Properties of the message."],
    ["Payload", "any", "The message."],
  ]);
});
