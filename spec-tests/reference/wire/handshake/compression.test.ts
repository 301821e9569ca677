import test from "ava";

import type { CompressionChoice, CompressionOffer } from "../../../../reference/schema/headers/index.ts";
import {
  choosableRange,
  compressionMethods,
  compressionNameOf,
  offerableRange,
  selectCompression,
  widestOffer,
} from "../../../../reference/wire/handshake/compression.ts";

const rows: readonly (readonly [string, CompressionOffer, CompressionOffer, CompressionChoice | null])[] = [
  ["nothing of nothing", {}, { lz4: [1, 9] }, null],
  ["nothing where the server uses nothing", { lz4: [1, 9] }, {}, null],
  ["the least level of lz4 of both", { lz4: [1, 5] }, { lz4: [3, 9] }, { lz4: 3 }],
  ["the greatest window of deflate of both", { deflate: [8, 12] }, { deflate: [10, 15] }, { deflate: 12 }],
  ["the server's greatest", { deflate: [9, 15] }, { deflate: [9, 12] }, { deflate: 12 }],
  ["a range of one", { deflate: [12, 12] }, { deflate: [9, 15] }, { deflate: 12 }],
  ["ranges that touch", { deflate: [9, 11] }, { deflate: [11, 15] }, { deflate: 11 }],
  ["no ranges that do not touch", { deflate: [9, 10] }, { deflate: [11, 15] }, null],
  ["never a window of 8 bits", { deflate: [8, 8] }, { deflate: [8, 15] }, null],
  ["9 bits of an offer from 8", { deflate: [8, 9] }, { deflate: [8, 15] }, { deflate: 9 }],
  ["the client's first", { deflate: [9, 15], lz4: [1, 9] }, { lz4: [1, 9], deflate: [9, 15] }, { deflate: 15 }],
  ["the client's first the other way round", { lz4: [1, 9], deflate: [9, 15] }, { deflate: [9, 15], lz4: [1, 9] }, { lz4: 1 }],
  ["the second where the first cannot be satisfied", { deflate: [8, 8], lz4: [1, 9] }, { lz4: [1, 1], deflate: [9, 15] }, { lz4: 1 }],
];

for (const [title, offer, methods, choice] of rows) {
  test(`chooses ${title}`, (t) => {
    t.deepEqual(selectCompression(offer, methods), choice);
  });
}

test("chooses no method without a policy", (t) => {
  t.is(selectCompression({ lz4: [1, 9] }), null);
});

test("returns the method of a choice", (t) => {
  t.deepEqual(compressionMethods, ["lz4", "deflate"]);
  t.deepEqual([{ lz4: 1 }, { deflate: 9 }, {}, null].map(compressionNameOf), ["lz4", "deflate", "none", "none"]);
});

test("reads the ranges of the parameters from the schema", (t) => {
  t.deepEqual(compressionMethods.map(offerableRange), [[1, 9], [8, 15]]);
  t.deepEqual(compressionMethods.map(choosableRange), [[1, 9], [9, 15]]);
  t.deepEqual(widestOffer(), { lz4: [1, 9], deflate: [9, 15] });
  t.deepEqual(widestOffer(["deflate"]), { deflate: [9, 15] });
});
