import test from "ava";

import { compilePrefixed, LocalError } from "../../../reference/layout/index.ts";
import { fourWays, hex, prefixes } from "../support.ts";
import { varint } from "./varint.ts";

const codec = compilePrefixed<bigint>(varint.model);

test("decodes and encodes the examples of Appendix A.1", (t) => {
  fourWays(t, codec, [
    ["62 bits", 151288809941952652n, "c2 19 7c 5e ff 14 e8 8c"],
    ["30 bits", 494878333n, "9d 7f 3e 7d"],
    ["14 bits", 15293n, "7b bd"],
    ["6 bits", 37n, "25"],
  ]);
});

test("decodes and encodes both sides of each boundary", (t) => {
  fourWays(t, codec, [
    ["least", 0n, "00"],
    ["most of 6 bits", 63n, "3f"],
    ["least of 14 bits", 64n, "40 40"],
    ["most of 14 bits", 16383n, "7f ff"],
    ["least of 30 bits", 16384n, "80 00 40 00"],
    ["most of 30 bits", 1073741823n, "bf ff ff ff"],
    ["least of 62 bits", 1073741824n, "c0 00 00 00 40 00 00 00"],
    ["beyond exact numbers", 9007199254740993n, "c0 20 00 00 00 00 00 01"],
    ["most", 4611686018427387903n, "ff ff ff ff ff ff ff ff"],
  ]);
});

test("accepts a form that is longer than needed", (t) => {
  for (const text of ["40 25", "80 00 00 25", "c0 00 00 00 00 00 00 25"]) {
    t.deepEqual(codec.decode(hex(text)), { ok: true, value: 37n }, text);
  }
});

test("needs exactly the octets that the first two bits announce", (t) => {
  for (const text of ["25", "7bbd", "9d7f3e7d", "c2197c5eff14e88c"]) prefixes(t, codec, hex(text));
  t.deepEqual([0, 1, 3].map((length) => codec.decode(hex("c2197c5eff14e88c").subarray(0, length))), [
    { ok: false, needs: 1 },
    { ok: false, needs: 7 },
    { ok: false, needs: 5 },
  ]);
});

test("refuses values of more than 62 bits and values that are not bigints", (t) => {
  for (const [value, found] of [[2n ** 62n, "4611686018427387904"], [-1n, "-1"], [37 as unknown as bigint, "37"]] as const) {
    const error = t.throws(() => codec.encode(value), { instanceOf: LocalError });
    t.is(error.message, `value: expected a bigint from 0 to 4611686018427387903, found ${found}`);
  }
});
