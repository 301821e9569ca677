import test from "ava";

import { compile, LocalError } from "../../reference/layout/index.ts";
import { drawn } from "./views.ts";
import { comparable, fourWays, hex, prefixes } from "./support.ts";
import { packet } from "./rfc3550/rtp.ts";
import { header } from "./rfc5905/ntp.ts";

const rtp = compile(packet);
const ntp = compile(header);
type Packet = Parameters<typeof rtp.encode>[0];
type Header = Parameters<typeof ntp.encode>[0];

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

test("RTP: decodes and encodes packets that were encoded by hand", (t) => {
  fourWays(t, rtp, [
    ["no sources and no extension", plain, `80 e0 ${HEAD} 4869`],
    ["two sources and an extension of two words", mixed, `92 00 ${HEAD} 00000001 ffffffff bede 0002 1012340000000000 4869`],
    ["an extension of no octets", { ...plain, extended: true, extension: { profile: 0, data: hex("") } }, `90 e0 ${HEAD} 0000 0000 4869`],
    ["15 sources", { ...plain, sources: Array<number>(15).fill(7), payload: hex("") }, `8f e0 ${HEAD} ${"00000007".repeat(15)}`],
  ]);
});

test("RTP: needs the rest of a header that has not arrived", (t) => {
  prefixes(t, rtp, hex(`80 e0 ${HEAD}`));
  prefixes(t, rtp, hex(`92 00 ${HEAD} 00000001 ffffffff bede 0002 1012340000000000`));
});

test("RTP: leaves padding in the payload: its size stands behind it", (t) => {
  const octets = `a0 e0 ${HEAD} 4869 0002`;
  t.deepEqual(comparable(rtp.decode(hex(octets))), {
    ok: true,
    value: comparable({ ...plain, padding: true, payload: hex("4869 0002") }),
  });
});

test("RTP: refuses another version", (t) => {
  t.deepEqual(rtp.decode(hex(`40 e0 ${HEAD}`)), {
    ok: false,
    issue: { code: "BAD_RTP", rule: "equals", path: "version", octet: 0, bit: 0, expected: "2", found: "1" },
  });
});

test("RTP: refuses values that do not fit, and names the field", (t) => {
  const message = (value: unknown): string | undefined =>
    t.throws(() => rtp.encode(value as Packet), { instanceOf: LocalError })?.message;
  t.is(message({ ...plain, sources: Array<number>(16).fill(7) }), "sourceCount: expected a whole number from 0 to 15, found 16");
  t.is(message({ ...mixed, extension: { profile: 0, data: hex("0102") } }), "extension.length: expected a multiple of 4 octets, found 2");
  t.is(message({ ...plain, extended: true }), "extension: expected an object, found undefined");
});

test("RTP: draws the header with the fields and widths of the RFC", (t) => {
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

const request: Header = {
  leap: "none",
  version: 4,
  mode: "client",
  stratum: 0,
  poll: 6,
  precision: -20,
  rootDelay: 0,
  rootDispersion: 0,
  referenceId: hex("00000000"),
  reference: 0n,
  origin: 0n,
  receive: 0n,
  transmit: 0xe5f4c3d280000000n,
};

const response: Header = {
  ...request,
  leap: "insert",
  mode: "server",
  stratum: 1,
  poll: -3,
  precision: -128,
  rootDelay: 0x8000,
  rootDispersion: 0x10001,
  referenceId: new TextEncoder().encode("GPS\0"),
  reference: 0xe5f4c3d000000000n,
  origin: request.transmit,
  receive: 0xe5f4c3d280000001n,
  transmit: 2n ** 64n - 1n,
};

const REQUEST = `23 00 06 ec ${"00".repeat(36)} e5f4c3d280000000`;
const RESPONSE =
  "64 01 fd 80 00008000 00010001 47505300 e5f4c3d000000000 e5f4c3d280000000 e5f4c3d280000001 ffffffffffffffff";

test("NTP: decodes and encodes a request and a response, with signed poll and precision", (t) => {
  fourWays(t, ntp, [
    ["request", request, REQUEST],
    ["response", response, RESPONSE],
    ["the greatest poll, and a mode without a name", { ...request, leap: "unsynchronized", version: 1, mode: 7, poll: 127 },
      `cf 00 7f ${REQUEST.slice(9)}`],
  ]);
});

test("NTP: needs the rest of a header that has not arrived", (t) => {
  prefixes(t, ntp, hex(RESPONSE));
});

test("NTP: traces poll and precision as signed numbers", (t) => {
  const { fields } = ntp.trace(hex(RESPONSE));
  t.deepEqual(fields.slice(0, 6).map(({ path, bit, bits, value }) => [path, bit, bits, value]), [
    ["leap", 0, 2, "insert"],
    ["version", 2, 3, 4],
    ["mode", 5, 3, "server"],
    ["stratum", 8, 8, 1],
    ["poll", 16, 8, -3],
    ["precision", 24, 8, -128],
  ]);
});

test("NTP: refuses versions that do not exist", (t) => {
  const issue = { code: "BAD_NTP", path: "version", octet: 0, bit: 2 };
  t.deepEqual(ntp.decode(hex(REQUEST.replace("23", "03"))), {
    ok: false,
    issue: { ...issue, rule: "least", expected: "at least 1", found: "0" },
  });
  t.deepEqual(ntp.decode(hex(REQUEST.replace("23", "2b"))), {
    ok: false,
    issue: { ...issue, rule: "most", expected: "at most 4", found: "5" },
  });
});

test("NTP: refuses a poll and a precision beyond 8 bits", (t) => {
  const message = (value: Header): string | undefined => t.throws(() => ntp.encode(value), { instanceOf: LocalError })?.message;
  t.is(message({ ...request, poll: 128 }), "poll: expected a whole number from -128 to 127, found 128");
  t.is(message({ ...request, precision: -129 }), "precision: expected a whole number from -128 to 127, found -129");
});

test("NTP: draws the header with the fields and widths of the RFC", (t) => {
  t.deepEqual(drawn(header, 32), [
    ["LI", 2],
    ["VN", 3],
    ["Mode", 3],
    ["Stratum (8)", 8],
    ["Poll (8)", 8],
    ["Precision (8)", 8],
    ["Root Delay (32)", 32],
    ["Root Dispersion (32)", 32],
    ["Reference ID (32)", 32],
    ["Reference Timestamp (64)", 64],
    ["Origin Timestamp (64)", 64],
    ["Receive Timestamp (64)", 64],
    ["Transmit Timestamp (64)", 64],
  ]);
});
