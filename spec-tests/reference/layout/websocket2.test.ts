import test from "ava";

import { compile, compilePrefixed, LocalError } from "../../../reference/layout/index.ts";
import {
  binaryPayload,
  compressedPayload,
  errorPayload,
  frame,
  lz4Payload,
  pingPayload,
  textPayload,
  varSize,
} from "../../../reference/schema/index.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";

const utf8 = (text: string): string => Buffer.from(text).toString("hex");

test("codes text payloads", (t) => {
  fourWays(t, compile(textPayload), [
    ["empty", { text: "" }, ""],
    ["ASCII", { text: "Hi" }, "4869"],
    ["a byte order mark, NUL and a noncharacter", { text: "\ufeff\0\uffff" }, "efbbbf 00 efbfbf"],
    ["every length of UTF-8", { text: "$£€𐍈" }, "24 c2a3 e282ac f0908d88"],
  ]);
});

test("refuses text payloads that are not UTF-8", (t) => {
  const codec = compile(textPayload);
  for (const text of ["80", "c080", "eda080", "f4908080", "ff", "e282", "4869c3"]) {
    t.like(codec.decode(hex(text)), { ok: false, issue: { code: "UTF8", rule: "utf8", path: "text", octet: 0, found: text } }, text);
  }
  const lone = t.throws(() => codec.encode({ text: "a\udc00" }), { instanceOf: LocalError });
  t.is(lone.path, "text");
});

test("codes binary and compressed payloads", (t) => {
  fourWays(t, compile(binaryPayload), [
    ["empty", { bytes: hex("") }, ""],
    ["octets", { bytes: hex("0001feff") }, "0001feff"],
  ]);
  fourWays(t, compile(compressedPayload), [["octets", { payload: hex("00") }, "00"]]);
  t.like(compile(compressedPayload).decode(hex("")), {
    ok: false,
    issue: { code: "DECO", rule: "size", path: "payload", octet: 0, found: "0 octets" },
  });
});

test("codes error payloads", (t) => {
  const codec = compile(errorPayload);
  const longest = "é".repeat(61) + "x";
  fourWays(t, codec, [
    ["a plain close", { code: "CLOS" }, "434c4f53"],
    ["a status without a reason", { code: "CLOS", status: 1000, reason: "" }, "434c4f53 e803"],
    ["a status with a reason", { code: "CLOS", status: 4999, reason: "bye" }, `434c4f53 8713 ${utf8("bye")}`],
    ["the longest reason", { code: "CLOS", status: 1001, reason: longest }, `434c4f53 e903 ${utf8(longest)}`],
    ["a code that is not registered", { code: "X ~!" }, "58207e21"],
    ["another code", { code: "LRGE" }, "4c524745"],
  ]);
  t.like(codec.decode(hex("434c4f53 ffff")), { ok: true, value: { code: "CLOS", status: 65535, reason: "" } });
});

test("refuses malformed error payloads", (t) => {
  const codec = compile(errorPayload);
  const cases = [
    ["434c4f7f", { code: "FRAM", rule: "registered", path: "code", octet: 0, found: "434c4f7f" }],
    ["434c4f1f", { code: "FRAM", rule: "registered", path: "code" }],
    [
      `434c4f53 e803 ${"78".repeat(124)}`,
      { code: "FRAM", rule: "size", path: "reason", octet: 6, expected: "0 to 123 octets", found: "124 octets" },
    ],
    ["434c4f53 e803 ff", { code: "UTF8", rule: "utf8", path: "reason", octet: 6, found: "ff" }],
  ] as const;
  for (const [text, issue] of cases) t.like(codec.decode(hex(text)), { ok: false, issue }, text);
  t.deepEqual(codec.decode(hex("434c4f53 e8")), { ok: false, needs: 1 });
});

test("refuses to encode error payloads that are not to be sent", (t) => {
  const codec = compile(errorPayload);
  const cases = [
    [{ code: "CLOS", status: 1004, reason: "" }, "status: expected 1000 to 1003, 1007 to 1014, or 3000 to 4999, found 1004"],
    [{ code: "CLOS", status: 999, reason: "" }, "status: expected 1000 to 1003, 1007 to 1014, or 3000 to 4999, found 999"],
    [{ code: "CLOS", status: 5000, reason: "" }, "status: expected 1000 to 1003, 1007 to 1014, or 3000 to 4999, found 5000"],
    [{ code: "CLOS", status: 1000, reason: "é".repeat(62) }, "reason: expected 0 to 123 octets, found 124 octets"],
    [{ code: "CLOS", status: 1000 }, "reason: expected a string, found undefined"],
    [{ code: "CLOS", reason: "x" }, "status: expected a whole number from 0 to 65535, found undefined"],
    [{ code: "CLOSE" }, 'code: expected one of CLOS, UTF8, DECO, FRAM, LRGE, or 4 octets 20 to 7E, found "CLOSE"'],
  ] as const;
  for (const [value, message] of cases) t.is(t.throws(() => codec.encode(value as never), { instanceOf: LocalError }).message, message);
});

test("codes ping payloads", (t) => {
  const codec = compile(pingPayload);
  fourWays(t, codec, [
    ["ping", { kind: "ping", data: hex("0102030405060708") }, "00 0102030405060708"],
    ["pong", { kind: "pong", data: hex("ffffffffffffffff") }, "01 ffffffffffffffff"],
  ]);
  prefixes(t, codec, hex("00 0102030405060708"));
  t.like(codec.decode(hex("02 0102030405060708")), {
    ok: false,
    issue: { code: "FRAM", rule: "registered", path: "kind", octet: 0, found: "2" },
  });
  t.like(codec.decode(hex("00 0102030405060708 09")), { ok: false, issue: { code: "FRAM", rule: "size", path: "ping-payload", octet: 9 } });
  t.is(
    t.throws(() => codec.encode({ kind: "ping", data: hex("01") }), { instanceOf: LocalError }).message,
    "data: expected 8 octets, found 1 octets",
  );
});

test("codes LZ4 payloads", (t) => {
  const codec = compile(lz4Payload);
  fourWays(t, codec, [
    ["least", { size: 1, block: hex("1061") }, "01 1061"],
    ["most of one octet", { size: 253, block: hex("00") }, "fd 00"],
    ["least of three octets", { size: 254, block: hex("") }, "fefe00"],
    ["least of five octets", { size: 65536, block: hex("ff") }, "ff00000100 ff"],
  ]);
  t.like(codec.decode(hex("00 00")), { ok: false, issue: { code: "DECO", rule: "least", path: "size" } });
  t.like(codec.decode(hex("fefd00 00")), { ok: false, issue: { code: "DECO", rule: "shortest", path: "size", found: "253 in 24 bits" } });
});

test("codes VarSize on both sides of each boundary, and only in its shortest form", (t) => {
  const codec = compilePrefixed<number>(varSize.model);
  fourWays(t, codec, [
    ["least", 0, "00"],
    ["most of one octet", 253, "fd"],
    ["least of three octets", 254, "fefe00"],
    ["255", 255, "feff00"],
    ["most of three octets", 65535, "feffff"],
    ["least of five octets", 65536, "ff00000100"],
    ["most", 2 ** 32 - 1, "ffffffffff"],
  ]);
  for (const [text, found] of [
    ["fe0000", "0 in 24 bits"],
    ["fefd00", "253 in 24 bits"],
    ["ff00000000", "0 in 40 bits"],
    ["ffffff0000", "65535 in 40 bits"],
  ] as const) {
    t.deepEqual(codec.decode(hex(text)), {
      ok: false,
      issue: { code: "FRAM", rule: "shortest", path: "value", octet: 0, bit: 0, expected: "the shortest form", found },
    });
  }
  prefixes(t, codec, hex("feffff"));
  prefixes(t, codec, hex("ff00000100"));
  t.is(
    t.throws(() => codec.encode(2 ** 32), { instanceOf: LocalError }).message,
    "value: expected a whole number from 0 to 4294967295, found 4294967296",
  );
});

test("codes frames around their payloads", (t) => {
  const codec = compile(frame);
  const bounds = { compression: "lz4", message: 65536 };
  fourWays(
    t,
    codec,
    [
      ["text", { type: "text", text: "Hi" }, "03 00 4869"],
      ["empty binary", { type: "binary", bytes: hex("") }, "01 01"],
      ["error", { type: "error", code: "CLOS" }, "05 02 434c4f53"],
      ["pong", { type: "ping", kind: "pong", data: hex("0102030405060708") }, "0a 03 01 0102030405060708"],
      ["compressed binary", { type: "binary", compression: "lz4", payload: hex("01 1061") }, "04 05 011061"],
      ["a length of three octets", { type: "binary", bytes: new Uint8Array(253) }, `fefe00 01 ${"00".repeat(253)}`],
      ["a length of five octets", { type: "binary", bytes: new Uint8Array(65535) }, `ff00000100 01 ${"00".repeat(65535)}`],
    ],
    bounds,
  );
  for (const text of ["03 00 4869", "05 02 434c4f53", "0a 03 01 0102030405060708", `fefe00 01 ${"00".repeat(253)}`]) {
    prefixes(t, codec, hex(text), bounds);
  }
});
