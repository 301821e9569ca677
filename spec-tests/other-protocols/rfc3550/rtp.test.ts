import test from "ava";

import { compile, LocalError } from "../../../reference/layout/index.ts";
import { drawn } from "../views.ts";
import { comparable, fourWays, hex, prefixes } from "../support.ts";
import { packet } from "./rtp.ts";

const codec = compile(packet);
type Packet = Parameters<typeof codec.encode>[0];

const plain: Packet = {
  padding: false,
  extended: false,
  marker: true,
  payloadType: 96,
  sequenceNumber: 0x1234,
  timestamp: 0xdeadbeef,
  source: 0xcafebabe,
  sources: [],
  payload: hex("4869"),
};

const mixed: Packet = {
  ...plain,
  extended: true,
  marker: false,
  payloadType: 0,
  sources: [1, 0xffffffff],
  extension: { profile: 0xbede, data: hex("1012340000000000") },
};

const HEAD = "1234 deadbeef cafebabe";

test("decodes and encodes packets that were encoded by hand", (t) => {
  fourWays(t, codec, [
    ["no sources and no extension", plain, `80 e0 ${HEAD} 4869`],
    ["two sources and an extension of two words", mixed, `92 00 ${HEAD} 00000001 ffffffff bede 0002 1012340000000000 4869`],
    ["an extension of no octets", { ...plain, extended: true, extension: { profile: 0, data: hex("") } }, `90 e0 ${HEAD} 0000 0000 4869`],
    ["15 sources", { ...plain, sources: Array<number>(15).fill(7), payload: hex("") }, `8f e0 ${HEAD} ${"00000007".repeat(15)}`],
  ]);
});

test("needs the rest of a header that has not arrived", (t) => {
  prefixes(t, codec, hex(`80 e0 ${HEAD}`));
  prefixes(t, codec, hex(`92 00 ${HEAD} 00000001 ffffffff bede 0002 1012340000000000`));
});

test("leaves padding in the payload: its size stands behind it", (t) => {
  const octets = `a0 e0 ${HEAD} 4869 0002`;
  t.deepEqual(comparable(codec.decode(hex(octets))), {
    ok: true,
    value: comparable({ ...plain, padding: true, payload: hex("4869 0002") }),
  });
});

test("refuses another version", (t) => {
  t.deepEqual(codec.decode(hex(`40 e0 ${HEAD}`)), {
    ok: false,
    issue: { code: "BAD_RTP", rule: "equals", path: "version", octet: 0, bit: 0, expected: "2", found: "1" },
  });
});

test("refuses values that do not fit, and names the field", (t) => {
  const message = (value: unknown): string | undefined =>
    t.throws(() => codec.encode(value as Packet), { instanceOf: LocalError })?.message;
  t.is(message({ ...plain, sources: Array<number>(16).fill(7) }), "sourceCount: expected a whole number from 0 to 15, found 16");
  t.is(message({ ...mixed, extension: { profile: 0, data: hex("0102") } }), "extension.length: expected a multiple of 4 octets, found 2");
  t.is(message({ ...plain, extended: true }), "extension: expected an object, found undefined");
});

test("draws the header with the fields and widths of the RFC", (t) => {
  t.deepEqual(drawn(packet, 32), [
    ["1 0", 2],
    ["P", 1],
    ["X", 1],
    ["CC (4)", 4],
    ["M", 1],
    ["Payload Type", 7],
    ["Sequence Number (16)", 16],
    ["Timestamp (32)", 32],
    ["SSRC (32)", 32],
    ["CSRC (..) ...", null],
    ["[Defined by Profile (16)]", 16],
    ["[Length (16)]", 16],
    ["[Header Extension (..)]", null],
    ["Payload (..)", null],
  ]);
});
