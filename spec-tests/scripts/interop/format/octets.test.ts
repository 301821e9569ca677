import test from "ava";
import fc from "fast-check";

import { toHex } from "../../../../scripts/common/octets.ts";
import { octets, parseOctets, compactOctets } from "../../../../scripts/interop/format/octets.ts";

test("parses hexadecimal and repeated patterns", (t) => {
  t.deepEqual(parseOctets(""), new Uint8Array());
  t.deepEqual(parseOctets("00ff10"), Uint8Array.of(0, 255, 16));
  t.deepEqual(parseOctets({ repeat: "0102", count: 2 }), Uint8Array.of(1, 2, 1, 2));
  t.deepEqual(parseOctets({ repeat: "01", count: 0 }), new Uint8Array());
});

test("writes a repeated pattern only for one octet that occurs at least 32 times", (t) => {
  t.is(compactOctets(new Uint8Array(31)), "00".repeat(31));
  t.deepEqual(compactOctets(new Uint8Array(32)), { repeat: "00", count: 32 });
  t.is(compactOctets(Uint8Array.of(...new Uint8Array(32), 1)), `${"00".repeat(32)}01`);
});

test("parses its own output", (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      t.deepEqual(parseOctets(octets.parse(compactOctets(bytes))), bytes);
      t.deepEqual(parseOctets(toHex(bytes)), bytes);
    }),
    { seed: 1, numRuns: 200 },
  );
});
