import test from "ava";
import { concatOctets, hexPairs, toHex } from "../../../scripts/common/octets.ts";

test("octets become hexadecimal, also from a part of a buffer", (t) => {
  const octets = Uint8Array.of(1, 0x0a, 0xff).subarray(1);
  t.is(toHex(octets), "0aff");
  t.deepEqual(hexPairs(octets), ["0a", "ff"]);
});

test("runs of octets join into a new array", (t) => {
  t.deepEqual(concatOctets([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)]), Uint8Array.of(1, 2, 3));
  t.deepEqual(concatOctets([]), new Uint8Array());
});
