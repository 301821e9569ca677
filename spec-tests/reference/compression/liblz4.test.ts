import test from "ava";

import { decodeBlock } from "../../../reference/compression/lz4/decode-block.ts";
import { encodeBlock } from "../../../reference/compression/lz4/encode-block.ts";
import { corrupted, counted, digits, hex, prose, python, seeded, uncounted, utf8, word } from "./support.ts";

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const CORRUPTIONS = 100_000;

const messages = [
  utf8("a"),
  utf8("ab".repeat(12)),
  new Uint8Array(70_000),
  prose.slice(0, 100),
  prose.slice(0, 1000),
  prose,
  Uint8Array.from({ length: 3000 }, (_, at) => (at * at) >> 5),
];

const request = (command: number, size: number, octets: Uint8Array): Buffer => Buffer.concat([word(command), word(size), counted(octets)]);

test("liblz4 decompresses our blocks of every level", (t) => {
  const cases = LEVELS.flatMap((level) =>
    messages.map((message) => ({ message, block: encodeBlock(message, level, message.length + 300) as Uint8Array })),
  );
  const out = python(t, "liblz4.py", Buffer.concat(cases.map(({ message, block }) => request(0, message.length, block))));
  if (out !== undefined) t.deepEqual(uncounted(out).map(digits), cases.map(({ message }) => digits(message)));
});

test("decompresses the blocks of liblz4, fast and high compression", (t) => {
  const cases = [1, 3, 6, 9, 12].flatMap((level) => messages.map((message) => ({ level, message })));
  const out = python(t, "liblz4.py", Buffer.concat(cases.map(({ level, message }) => request(1, level, message))));
  if (out === undefined) return;
  const blocks = uncounted(out);
  t.deepEqual(
    blocks.map((block, index) => digits(decodeBlock(block, cases[index]?.message.length as number) as Uint8Array)),
    cases.map(({ message }) => digits(message)),
  );
});

/** Whether the block has a match at offset 0, which liblz4 accepts. */
const hasOffsetZero = (found: ReturnType<typeof decodeBlock>): boolean =>
  !(found instanceof Uint8Array) && found.expected.startsWith("an offset from 1") && found.found === "0";

test("agrees with liblz4 on 100,000 corrupted blocks, except for offset 0", (t) => {
  const random = seeded(4);
  const blocks = [
    prose.slice(0, 300),
    prose.slice(5000, 5120),
    new Uint8Array(200).fill(7),
    utf8('{"id":17,"name":"x","tags":["a","b","a","b"],"id":17,"name":"x"}'),
  ].flatMap((message) => [1, 3, 9].map((level) => ({ size: message.length, block: encodeBlock(message, level, 1000) as Uint8Array })));
  const cases = Array.from({ length: CORRUPTIONS }, () => {
    const { size, block } = blocks[random(blocks.length)] as (typeof blocks)[number];
    return { size: random(8) === 0 ? size + random(5) - 2 : size, block: corrupted(block, random) };
  });
  const out = python(t, "liblz4.py", Buffer.concat(cases.map(({ size, block }) => request(0, size, block))));
  if (out === undefined) return;
  const theirs = uncounted(out);
  const counts = { both: 0, neither: 0, offsetZero: 0, differ: [] as string[] };
  cases.forEach(({ size, block }, index) => {
    const own = decodeBlock(block, size);
    const their = theirs[index] as Uint8Array;
    if (own instanceof Uint8Array) {
      if (Buffer.compare(own, their) === 0) counts.both++;
      else counts.differ.push(`${size} ${Buffer.from(block).toString("hex")}`);
    } else if (their.length === 0) counts.neither++;
    else if (hasOffsetZero(own)) counts.offsetZero++;
    else counts.differ.push(`${size} ${Buffer.from(block).toString("hex")} ${own.expected}, ${own.found}`);
  });
  t.log(`accepted by both ${counts.both}, by neither ${counts.neither}, offset 0 by liblz4 alone ${counts.offsetZero}`);
  t.deepEqual(counts.differ.slice(0, 5), []);
  t.true(counts.both > 5000 && counts.neither > 50_000);
});

test("refuses offset 0 at its octet", (t) => {
  t.deepEqual(decodeBlock(hex("2d6162 0000 50 6261626162"), 24), { octet: 0, expected: "an offset from 1 to 2", found: "0" });
});
