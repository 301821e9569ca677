import test from "ava";
import fc from "fast-check";

import { compressor, decompressor } from "../../../reference/compression/index.ts";
import { decodeBlock } from "../../../reference/compression/lz4/decode-block.ts";
import { BlockEncoder, encodeBlock } from "../../../reference/compression/lz4/encode-block.ts";
import { corrupted, digits, hex, MESSAGE, prose, seeded, utf8, verdict } from "./support.ts";

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const ab12 = hex("18 2d6162 0200 50 6261626162");

const open = (payload: Uint8Array, message = MESSAGE): Uint8Array | string =>
  verdict(decompressor({ lz4: 1 }, { message }).decompress(payload));

/** Returns the begin and the end of the last match of a block, in octets before the end of the message, without the codec. */
function lastMatch(block: Uint8Array, size: number): { begins: number; ends: number } | undefined {
  let at = 0;
  let made = 0;
  let last: { begins: number; ends: number } | undefined;
  const length = (nibble: number): number => {
    let sum = nibble;
    if (nibble < 15) return sum;
    for (;;) {
      const more = block[at++] as number;
      sum += more;
      if (more < 255) return sum;
    }
  };
  while (at < block.length) {
    const token = block[at++] as number;
    const literals = length(token >> 4);
    at += literals;
    made += literals;
    if (at >= block.length) break;
    at += 2;
    const begins = size - made;
    made += length(token & 15) + 4;
    last = { begins, ends: size - made };
  }
  return last;
}

test("the work of a high level is bounded: text of two letters gets less of it, and prose all that it needs", (t) => {
  const random = seeded(1);
  const twoLetters = Uint8Array.from({ length: 200_000 }, () => 0x30 + random(2));
  const sizes = [Infinity, undefined, 1].map((work) => encodeBlock(twoLetters, 9, twoLetters.length, work)?.length ?? 0);
  const [unbounded = 0, bounded = 0, least = 0] = sizes;
  t.true(unbounded < bounded && bounded < least, sizes.join(" "));
  t.is(encodeBlock(prose, 9, prose.length)?.length, encodeBlock(prose, 9, prose.length, Infinity)?.length);
});

test("a step of a high level ends with its share of the work, so that hard text takes more steps than its octets", (t) => {
  const stepsOf = (octets: Uint8Array, level: number): number => {
    const encoder = new BlockEncoder(octets, level, octets.length);
    let steps = 1;
    while (!encoder.step(10_000)) steps += 1;
    t.deepEqual(decodeBlock(encoder.block as Uint8Array, octets.length), octets);
    return steps;
  };
  const random = seeded(1);
  const words = Array.from({ length: 64 }, () => Array.from({ length: 30 }, () => 0x30 + random(2)));
  const hard = Uint8Array.from(Array.from({ length: 6000 }, () => words[random(64)] as number[]).flat());
  t.deepEqual([stepsOf(hard, 1), stepsOf(hard, 9), stepsOf(new Uint8Array(180_000), 9)], [18, 28, 1]);
});

test("decompresses the example of the draft", (t) => {
  t.deepEqual(open(ab12), utf8("ab".repeat(12)));
});

test("compresses the example of the draft to the same octets", (t) => {
  for (const level of LEVELS) t.deepEqual(compressor({ lz4: level }).compress(utf8("ab".repeat(12))), ab12);
});

test("every strict prefix of a payload is DECO", (t) => {
  for (let end = 0; end < ab12.length; end++) t.regex(open(ab12.slice(0, end)) as string, /^DECO (size|block)$/, `${end}`);
});

test("reports the offset of the fault in the payload", (t) => {
  const result = decompressor({ lz4: 1 }, { message: 100 }).decompress(hex("fefe00 00"));
  t.deepEqual(result, {
    ok: false,
    issue: { code: "LRGE", rule: "bound", path: "size", octet: 0, bit: 0, expected: "a message of at most 100 octets", found: "254" },
  });
  t.deepEqual(decompressor({ lz4: 1 }, { message: 100 }).decompress(hex("18 2d6162 0300 50 6261626162")), {
    ok: false,
    issue: { code: "DECO", rule: "opens", path: "block", octet: 1, bit: 8, expected: "an offset from 1 to 2", found: "3" },
  });
});

test("a Size that is 0, incomplete or not in the shortest form is DECO", (t) => {
  for (const payload of ["fe1800 2d616202005062616261 62", "00 00", "fe", "fe00", "ff000001", ""]) {
    t.is(open(hex(payload)), "DECO size", payload);
  }
});

test("checks the limit before the block, and accepts a message at the limit", (t) => {
  t.deepEqual(open(ab12, 24), utf8("ab".repeat(12)));
  t.deepEqual(open(ab12, 25), utf8("ab".repeat(12)));
  t.is(open(ab12, 23), "LRGE size");
  t.is(open(hex("ffffffffff 00")), "LRGE size");
  t.is(open(hex("ff00000100 ")), "DECO size");
});

test("allocates no memory for a Size that the block cannot hold", (t) => {
  const before = process.memoryUsage().arrayBuffers;
  const bomb = hex("ff00000001 0000");
  for (let round = 0; round < 1000; round++) t.is(open(bomb), "DECO size");
  t.true(process.memoryUsage().arrayBuffers - before < 1 << 24);
});

test("sizes fall with the level", (t) => {
  const sizes = LEVELS.map((level) => compressor({ lz4: level }).compress(prose)?.length as number);
  t.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  t.is(new Set(sizes).size, LEVELS.length);
  t.true((sizes[8] as number) < 0.8 * (sizes[0] as number));
});

test("does not compress a message that would not become shorter", (t) => {
  const random = seeded(1);
  const noise = Uint8Array.from({ length: 5000 }, () => random(256));
  for (const level of LEVELS) {
    for (const message of [new Uint8Array(0), utf8("a"), utf8("aaaaa"), utf8("abcdefghijklmnop"), noise]) {
      t.is(compressor({ lz4: level }).compress(message), undefined);
    }
  }
});

/** Messages with near and distant repetitions. */
const message = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 400 }))
        .map(([run, count]) => Uint8Array.from({ length: run.length * count }, (_, at) => run[at % run.length] as number)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new Uint8Array(Buffer.concat(parts)));

test("every payload is shorter, decompresses to its message and keeps the end-of-block rules", (t) => {
  fc.assert(
    fc.property(message, fc.constantFrom(...LEVELS), (octets, level) => {
      const payload = compressor({ lz4: level }).compress(octets);
      if (payload !== undefined) {
        if (payload.length >= octets.length) throw new Error("not shorter");
        t.is(digits(open(payload)), digits(octets));
      }
      const last = lastMatch(encodeBlock(octets, level, octets.length * 2 + 20) as Uint8Array, octets.length);
      return last === undefined || (last.begins >= 12 && last.ends >= 5);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("blocks with matches at distances up to 65535 decompress", (t) => {
  const random = seeded(9);
  for (const distance of [65_534, 65_535, 65_536]) {
    const noise = Uint8Array.from({ length: distance }, () => random(256));
    const octets = new Uint8Array(Buffer.concat([noise, noise.subarray(0, 1000), utf8("the end")]));
    for (const level of [2, 9]) {
      const payload = compressor({ lz4: level }).compress(octets);
      t.is(payload !== undefined, distance < 65_536);
      if (payload !== undefined) t.is(digits(open(payload)), digits(octets));
    }
  }
});

test("never throws and never exceeds the limit, for any payload", (t) => {
  const random = seeded(7);
  const payload = compressor({ lz4: 9 }).compress(prose.slice(0, 400)) as Uint8Array;
  for (let round = 0; round < 20_000; round++) {
    const found = open(corrupted(payload, random), 500);
    if (found instanceof Uint8Array ? found.length > 500 : !/^(DECO|LRGE) /.test(found)) t.fail(String(found));
  }
  t.pass();
});
