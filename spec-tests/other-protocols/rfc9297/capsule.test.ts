import test from "ava";

import { compile, LocalError } from "../../../reference/layout/index.ts";
import { noted } from "../views.ts";
import { comparable, fourWays, hex, prefixes, readAll, type Row } from "../support.ts";
import { capsule } from "./capsule.ts";

const codec = compile(capsule);
type Capsule = Parameters<typeof codec.encode>[0];

const CAPSULES: readonly Row<Capsule>[] = [
  ["DATAGRAM", { type: "DATAGRAM", datagram: hex("004869") }, "00 03 004869"],
  ["DATAGRAM of no octets", { type: "DATAGRAM", datagram: hex("") }, "00 00"],
  ["DATAGRAM of 64 octets", { type: "DATAGRAM", datagram: new Uint8Array(64).fill(1) }, `00 4040 ${"01".repeat(64)}`],
  ["a capsule of WebTransport", { type: 0x2843n, value: hex("00000000627965") }, "6843 07 00000000627965"],
  ["a type of 62 bits", { type: 0x17n + 0x29n * 2n ** 50n, value: hex("") }, "c0a4000000000017 00"],
];

test("decodes and encodes capsules that were encoded by hand, also of unknown types", (t) => {
  fourWays(t, codec, CAPSULES);
});

test("needs the rest of a capsule that has not arrived", (t) => {
  for (const [, , text] of CAPSULES) prefixes(t, codec, hex(text));
});

test("reads the capsules of a stream one after the other", (t) => {
  const { values, sizes } = readAll(codec, hex(CAPSULES.map(([, , text]) => text).join("")));
  t.deepEqual(comparable(values), CAPSULES.map(([, value]) => comparable(value)));
  t.deepEqual(sizes, [5, 2, 67, 10, 9]);
});

test("accepts longer forms, compares the length with the bound, and refuses lengths above 2^53 - 1", (t) => {
  t.deepEqual(comparable(codec.decode(hex("4000 80000001 21"))), { ok: true, value: { type: "DATAGRAM", datagram: { octets: "21" } } });
  const issue = { code: "H3_DATAGRAM_ERROR", path: "length", octet: 1, bit: 8 };
  t.deepEqual(codec.decode(hex("00 4401"), { capsule: 1024 }), {
    ok: false,
    issue: { ...issue, rule: "bound", expected: "at most 1024 (capsule)", found: "1025" },
  });
  t.deepEqual(codec.decode(hex("00 c020000000000000")), {
    ok: false,
    issue: { ...issue, rule: "most", expected: "at most 9007199254740991", found: "9007199254740992" },
  });
});

test("refuses a bare code that has a name, and text in the place of octets", (t) => {
  const message = (value: unknown): string | undefined =>
    t.throws(() => codec.encode(value as Capsule), { instanceOf: LocalError })?.message;
  t.is(message({ type: 0n, value: hex("") }), "type: expected the name DATAGRAM, found 0");
  t.is(message({ type: "DATAGRAM", datagram: "Hi" }), 'datagram: expected a Uint8Array, found "Hi"');
});

test("writes the fields of the RFC's figure", (t) => {
  t.deepEqual(noted(capsule), [
    ["Capsule", "Capsule Type (i)", "Capsule Length (i)", "Capsule Value (..)"],
    ["Datagram Capsule (Capsule Type = 0x00)", "HTTP Datagram Payload (..)"],
    ["Unknown Capsule (any other Capsule Type)", "Capsule Value (..)"],
  ]);
});
