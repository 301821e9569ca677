import test from "ava";

import { concatOctets } from "../../../../scripts/common/octets.ts";
import { parseOctets } from "../../../../scripts/interop/format/octets.ts";
import { everySplitOctets, inputOctets, splitOffsets, type Chunking, chunkingsOf } from "../../../../scripts/interop/runner/chunking.ts";

const fed = (way: Chunking): Uint8Array =>
  way.wire === undefined ? concatOctets((way.steps ?? []).map((step) => parseOctets(step.feed))) : parseOctets(way.wire);

test("feeds a small case whole, octet by octet and at every split", (t) => {
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

test("feeds nothing, and one octet, in one way", (t) => {
  t.deepEqual(chunkingsOf({ wire: "" }).chunkings, [{ name: "whole", wire: "" }]);
  t.deepEqual(chunkingsOf({ wire: "01" }).chunkings, [{ name: "whole", wire: "01" }]);
});

test("feeds steps as they stand first, with what each emits", (t) => {
  const { chunkings: ways } = chunkingsOf({ steps: [{ feed: "01" }, { feed: "00", emit: [{ type: "text", text: "" }] }] });
  t.deepEqual(ways[0], { name: "in its steps", steps: [{ feed: "01" }, { feed: "00" }], emitted: [0, 1] });
  t.deepEqual(ways.slice(1).map((way) => way.name), ["whole", "split at octet 1"]);
});

test("splits a case of the greatest small size everywhere, and a larger one near its edges", (t) => {
  const small = { wire: { repeat: "00", count: everySplitOctets } };
  t.is(splitOffsets(small).length, everySplitOctets - 1);
  t.false(chunkingsOf(small).sampled);
  const large = { steps: [{ feed: "ff0000010001" }, { feed: { repeat: "00", count: 65535 } }] };
  const places = splitOffsets(large);
  t.true(chunkingsOf(large).sampled);
  for (const place of [1, 2, 3, 4, 5, 6, 7, 32770, 65540]) t.true(places.includes(place), String(place));
  t.false(places.includes(100));
  t.false(places.includes(65541));
});

test("feeds the same octets in every way", (t) => {
  for (const input of [{ wire: "0102030405" }, { steps: [{ feed: "" }, { feed: { repeat: "0a", count: 400 } }, { feed: "0b" }] }]) {
    const all = inputOctets(input);
    for (const way of chunkingsOf(input).chunkings) t.deepEqual(fed(way), all, way.name);
  }
});
