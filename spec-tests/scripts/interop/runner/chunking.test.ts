import test from "ava";

import { concatOctets } from "../../../../scripts/common/octets.ts";
import { parseOctets } from "../../../../scripts/interop/format/octets.ts";
import { everySplitOctets, inputOctets, splitOffsets, type Chunking, chunkingsOf } from "../../../../scripts/interop/runner/chunking.ts";

/** Returns all octets that a chunking feeds. */
function fedOctets({ wire, steps = [] }: Chunking): Uint8Array {
  return wire === undefined ? concatOctets(steps.map(({ feed }) => parseOctets(feed))) : parseOctets(wire);
}

test("feeds a small case whole, octet by octet, and split at every offset", (t) => {
  t.deepEqual(chunkingsOf({ wire: "010203" }), {
    sampled: false,
    chunkings: [
      { name: "whole", wire: "010203" },
      { name: "octet by octet", steps: [{ feed: "01" }, { feed: "02" }, { feed: "03" }] },
      { name: "split at octet 1", steps: [{ feed: "01" }, { feed: "0203" }] },
      { name: "split at octet 2", steps: [{ feed: "0102" }, { feed: "03" }] },
    ],
  });
});

test("has one chunking for no octets, and for one octet", (t) => {
  t.deepEqual(chunkingsOf({ wire: "" }).chunkings, [{ name: "whole", wire: "" }]);
  t.deepEqual(chunkingsOf({ wire: "01" }).chunkings, [{ name: "whole", wire: "01" }]);
});

test("feeds the steps of the case first, with the frames that each emits", (t) => {
  const { chunkings } = chunkingsOf({ steps: [{ feed: "01" }, { feed: "00", emit: [{ type: "text", text: "" }] }] });
  t.deepEqual(chunkings[0], { name: "in its steps", steps: [{ feed: "01" }, { feed: "00" }], emitted: [0, 1] });
  t.deepEqual(chunkings.slice(1).map(({ name }) => name), ["whole", "split at octet 1"]);
});

test("splits a case of the greatest small size at every offset, and a larger case near its edges", (t) => {
  const small = { wire: { repeat: "00", count: everySplitOctets } };
  t.is(splitOffsets(small).length, everySplitOctets - 1);
  t.false(chunkingsOf(small).sampled);
  const large = { steps: [{ feed: "ff0000010001" }, { feed: { repeat: "00", count: 65535 } }] };
  const offsets = splitOffsets(large);
  t.true(chunkingsOf(large).sampled);
  for (const offset of [1, 2, 3, 4, 5, 6, 7, 32770, 65540]) t.true(offsets.includes(offset), String(offset));
  t.false(offsets.includes(100));
  t.false(offsets.includes(65541));
});

test("feeds the same octets in every chunking", (t) => {
  for (const input of [{ wire: "0102030405" }, { steps: [{ feed: "" }, { feed: { repeat: "0a", count: 400 } }, { feed: "0b" }] }]) {
    const all = inputOctets(input);
    for (const chunking of chunkingsOf(input).chunkings) t.deepEqual(fedOctets(chunking), all, chunking.name);
  }
});
