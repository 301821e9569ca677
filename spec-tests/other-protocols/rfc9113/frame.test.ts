import test from "ava";

import { compile, toHex } from "../../../reference/layout/index.ts";
import { comparable, fourWays, hex, prefixes, readAll } from "../support.ts";
import { capture } from "./exchange.ts";
import { http2Frame } from "../../../scripts/interop/h2/wire/frame.ts";
import { settings, windowUpdate } from "../../../scripts/interop/h2/wire/settings.ts";

const codec = compile(http2Frame);
const settingsCodec = compile(settings);
type Frame = Parameters<typeof codec.encode>[0];

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const none = new Uint8Array(0);

test("decodes and encodes frames that were encoded by hand", (t) => {
  fourWays(t, codec, [
    ["settings", { type: "SETTINGS", flags: 0, streamIdentifier: 0, payload: none }, "000000 04 00 00000000"],
    ["acknowledgement", { type: "SETTINGS", flags: 1, streamIdentifier: 0, payload: none }, "000000 04 01 00000000"],
    ["data", { type: "DATA", flags: 1, streamIdentifier: 2 ** 31 - 1, payload: hex("4869") }, "000002 00 01 7fffffff 4869"],
    ["of an unknown type", { type: 0xbe, flags: 0xff, streamIdentifier: 3, payload: hex("00") }, "000001 be ff 00000003 00"],
    [
      "16384 octets",
      { type: "DATA", flags: 0, streamIdentifier: 1, payload: new Uint8Array(16384) },
      `004000 00 00 00000001 ${"00".repeat(16384)}`,
    ],
    [
      "65536 octets",
      { type: "DATA", flags: 0, streamIdentifier: 1, payload: new Uint8Array(65536) },
      `010000 00 00 00000001 ${"00".repeat(65536)}`,
    ],
  ]);
});

test("ignores the reserved bit on receipt and sends it unset", (t) => {
  const value: Frame = { type: "PING", flags: 0, streamIdentifier: 5, payload: none };
  t.deepEqual(comparable(codec.decode(hex("000000 06 00 80000005"))), { ok: true, value: comparable(value) });
  t.is(toHex(codec.encode(value)), "000000060000000005");
  t.like(codec.trace(hex("000000 06 00 80000005")).fields[3], { path: "reserved", bit: 40, bits: 1, value: 1 });
});

test("compares the length with the bound before it needs more octets", (t) => {
  t.deepEqual(codec.decode(hex("004000"), { maxFrameSize: 16384 }), { ok: false, needs: 1 });
  t.deepEqual(codec.decode(hex("004001"), { maxFrameSize: 16384 }), {
    ok: false,
    issue: {
      code: "FRAME_SIZE_ERROR",
      rule: "bound",
      path: "length",
      octet: 0,
      bit: 0,
      expected: "at most 16384 (maxFrameSize)",
      found: "16385",
    },
  });
});

test("decodes settings up to the end, and needs the rest of a cut setting", (t) => {
  fourWays(t, settingsCodec, [
    ["none", { settings: [] }, ""],
    [
      "two",
      {
        settings: [
          { identifier: "MAX_FRAME_SIZE", value: 16384 },
          { identifier: 0x4a4a, value: 2 ** 32 - 1 },
        ],
      },
      "0005 00004000 4a4a ffffffff",
    ],
  ]);
  t.deepEqual(settingsCodec.decode(hex("0005 00004000 4a")), { ok: false, needs: 1 });
});

test("decodes a window update, whose increment is at least 1", (t) => {
  const update = compile(windowUpdate);
  fourWays(t, update, [["the most", { increment: 2 ** 31 - 1 }, "7fffffff"]]);
  t.like(update.decode(hex("80000000")), {
    ok: false,
    issue: { code: "PROTOCOL_ERROR", rule: "least", path: "increment", octet: 0, bit: 1, expected: "at least 1", found: "0" },
  });
});

/** Returns the frames of one direction, each decoded and encoded again. */
function checked(octets: Uint8Array): Frame[] {
  const { values } = readAll(codec, octets, { maxFrameSize: 16384 });
  const again = Buffer.concat(values.map((value) => codec.encode(value)));
  if (!again.equals(octets)) throw new Error("the frames encode to other octets");
  return values;
}

const typesOf = (frames: readonly Frame[]): unknown[] => [...new Set(frames.map(({ type }) => type))].sort();

function contentOf(frames: readonly Frame[]): string {
  return Buffer.concat(frames.filter(({ type }) => type === "DATA").map(({ payload }) => payload)).toString("latin1");
}

test("decodes every frame of an exchange of node:http2, both directions", async (t) => {
  const content = Buffer.alloc(40_000, "content ");
  const { client, server } = await capture(content);
  t.is(client.subarray(0, 24).toString("latin1"), PREFACE);
  const [sent, received] = [checked(client.subarray(24)), checked(server)];
  for (const frames of [sent, received]) {
    const [first] = frames;
    t.like(first, { type: "SETTINGS", flags: 0, streamIdentifier: 0 });
    t.true(settingsCodec.decode(first?.payload ?? hex("00")).ok);
    t.deepEqual(frames.filter(({ type }) => type === "SETTINGS").map(({ flags }) => flags), [0, 1], "settings and their acknowledgement");
    t.deepEqual(
      frames.filter(({ type }) => type === "HEADERS").map(({ streamIdentifier, flags }) => [streamIdentifier, flags]),
      [[1, 4]],
      "END_HEADERS on stream 1",
    );
    t.is(contentOf(frames), content.toString("latin1"));
    const data = frames.filter(({ type }) => type === "DATA");
    t.true(data.every(({ streamIdentifier }) => streamIdentifier === 1));
    t.deepEqual(data.map(({ flags }) => flags), [...data.slice(1).map(() => 0), 1], "END_STREAM on the last");
    t.true(
      frames.filter(({ type }) => type === "PING").every(({ payload, streamIdentifier }) => payload.length === 8 && streamIdentifier === 0),
    );
  }
  t.deepEqual(sent.filter(({ type }) => type === "PING").map(({ flags }) => flags), [0]);
  t.deepEqual(received.filter(({ type }) => type === "PING").map(({ flags }) => flags), [1]);
  const known = ["DATA", "GOAWAY", "HEADERS", "PING", "SETTINGS", "WINDOW_UPDATE"];
  t.deepEqual(typesOf(sent), known);
  t.true(typesOf(received).every((type) => known.includes(type as string)));
});

test("decodes a captured frame octet by octet", async (t) => {
  const { client } = await capture(Buffer.from("Hi"));
  const octets = client.subarray(24);
  let at = 0;
  for (const size of readAll(codec, octets).sizes) {
    prefixes(t, codec, octets.subarray(at, at + size));
    at += size;
  }
  t.is(at, octets.length);
});
