import test from "ava";
import { concatOctets, hexPairs, splitAt, toHex } from "../../../scripts/common/octets.ts";

test("octets become hexadecimal, also from a part of a buffer", (t) => {
  const octets = Uint8Array.of(1, 0x0a, 0xff).subarray(1);
  t.is(toHex(octets), "0aff");
  t.deepEqual(hexPairs(octets), ["0a", "ff"]);
});

test("runs of octets join into a new array", (t) => {
  t.deepEqual(concatOctets([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)]), Uint8Array.of(1, 2, 3));
  t.deepEqual(concatOctets([]), new Uint8Array());
});

test("octets split at offsets, also at their ends", (t) => {
  const octets = Uint8Array.of(1, 2, 3);
  t.deepEqual(splitAt(octets, [0, 1, 3]), [[], [1], [2, 3], []].map((part) => Uint8Array.from(part)));
  t.deepEqual(splitAt(octets, []), [octets]);
});
