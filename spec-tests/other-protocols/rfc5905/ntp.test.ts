import test from "ava";

import { compile, LocalError } from "../../../reference/layout/index.ts";
import { drawn } from "../views.ts";
import { fourWays, hex, prefixes } from "../support.ts";
import { header } from "./ntp.ts";

const codec = compile(header);
type Header = Parameters<typeof codec.encode>[0];

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

test("decodes and encodes a request and a response, with signed poll and precision", (t) => {
  fourWays(t, codec, [
    ["request", request, REQUEST],
    ["response", response, RESPONSE],
    ["the greatest poll, and a mode without a name", { ...request, leap: "unsynchronized", version: 1, mode: 7, poll: 127 },
      `cf 00 7f ${REQUEST.slice(9)}`],
  ]);
});

test("needs the rest of a header that has not arrived", (t) => {
  prefixes(t, codec, hex(RESPONSE));
});

test("traces poll and precision as signed numbers", (t) => {
  const { fields } = codec.trace(hex(RESPONSE));
  t.deepEqual(fields.slice(0, 6).map(({ path, bit, bits, value }) => [path, bit, bits, value]), [
    ["leap", 0, 2, "insert"],
    ["version", 2, 3, 4],
    ["mode", 5, 3, "server"],
    ["stratum", 8, 8, 1],
    ["poll", 16, 8, -3],
    ["precision", 24, 8, -128],
  ]);
});

test("refuses versions that do not exist", (t) => {
  const issue = { code: "BAD_NTP", path: "version", octet: 0, bit: 2 };
  t.deepEqual(codec.decode(hex(REQUEST.replace("23", "03"))), {
    ok: false,
    issue: { ...issue, rule: "least", expected: "at least 1", found: "0" },
  });
  t.deepEqual(codec.decode(hex(REQUEST.replace("23", "2b"))), {
    ok: false,
    issue: { ...issue, rule: "most", expected: "at most 4", found: "5" },
  });
});

test("refuses a poll and a precision beyond 8 bits", (t) => {
  const message = (value: Header): string | undefined => t.throws(() => codec.encode(value), { instanceOf: LocalError })?.message;
  t.is(message({ ...request, poll: 128 }), "poll: expected a whole number from -128 to 127, found 128");
  t.is(message({ ...request, precision: -129 }), "precision: expected a whole number from -128 to 127, found -129");
});

test("draws the header with the fields and widths of the RFC", (t) => {
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
