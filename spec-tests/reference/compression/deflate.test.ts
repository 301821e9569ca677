import { constants, createDeflateRaw, createInflateRaw, type DeflateRaw, type InflateRaw } from "node:zlib";

import test from "ava";
import fc from "fast-check";

import { compressor, type Decompressed, decompressor } from "../../../reference/compression/index.ts";
import { corrupted, counted, digits, hex, MESSAGE, prose, python, seeded, uncounted, utf8, verdict, word } from "./support.ts";

const WINDOWS = [9, 10, 11, 12, 13, 14, 15];
const TAIL = Buffer.from([0, 0, 255, 255]);
const ab9 = hex("4a4c42870000");

const open = (payload: Uint8Array, message = MESSAGE): Uint8Array | string =>
  verdict(decompressor({ deflate: 12 }, { message }).decompress(payload));

/** Messages that repeat near and distant text: pieces of prose of varying size. */
const messages = Array.from({ length: 60 }, (_, index) =>
  prose.slice((index * 7919) % 60_000, ((index * 7919) % 60_000) + 1 + ((index * index * 37) % 4000)),
);

/** Returns the flushed output of a zlib stream for each piece. */
async function flushEach(stream: DeflateRaw | InflateRaw, pieces: readonly Uint8Array[]): Promise<Buffer[]> {
  const all: Buffer[] = [];
  let parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  for (const piece of pieces) {
    parts = [];
    stream.write(piece);
    await new Promise<void>((resolve) => stream.flush(constants.Z_SYNC_FLUSH, resolve));
    all.push(Buffer.concat(parts));
  }
  stream.close();
  return all;
}

test("decompresses the example of the draft", (t) => {
  t.deepEqual(open(ab9), utf8("ab".repeat(9)));
});

for (const bits of WINDOWS) {
  test(`a conversation passes through one context of ${bits} bits, with uncompressed messages between`, (t) => {
    const sender = compressor({ deflate: bits });
    const receiver = decompressor({ deflate: bits }, { message: MESSAGE });
    let shorter = 0;
    for (const message of messages) {
      const payload = sender.compress(message);
      if (payload === undefined) continue;
      shorter++;
      t.true(payload.length < message.length);
      t.is(digits(verdict(receiver.decompress(payload))), digits(message));
    }
    t.true(shorter > 50);
  });

  test(`a zlib stream with ${bits} bits decompresses our payloads, and the reverse`, async (t) => {
    const sender = compressor({ deflate: bits });
    const payloads = messages.map((message) => sender.compress(message));
    const sent = messages.filter((_, index) => payloads[index] !== undefined);
    const ended = payloads.flatMap((payload) => (payload === undefined ? [] : [Buffer.concat([payload, TAIL])]));
    t.deepEqual((await flushEach(createInflateRaw({ windowBits: bits }), ended)).map(digits), sent.map(digits));
    const receiver = decompressor({ deflate: bits }, { message: MESSAGE });
    const theirs = await flushEach(createDeflateRaw({ windowBits: bits }), messages);
    t.deepEqual(theirs.map((each) => digits(verdict(receiver.decompress(each.subarray(0, -4))))), messages.map(digits));
  });

  test(`Python's zlib with ${bits} bits decompresses our payloads, and the reverse`, (t) => {
    const sender = compressor({ deflate: bits });
    const payloads = messages.map((message) => sender.compress(message));
    const opened = python(t, "zlib.py", Buffer.concat([word(bits), word(0), counted(...payloads.flatMap((each) => each ?? []))]));
    const made = python(t, "zlib.py", Buffer.concat([word(bits), word(1), counted(...messages)]));
    if (opened === undefined || made === undefined) return;
    t.deepEqual(uncounted(opened).map(digits), messages.filter((_, index) => payloads[index] !== undefined).map(digits));
    const receiver = decompressor({ deflate: bits }, { message: MESSAGE });
    t.deepEqual(uncounted(made).map((each) => digits(verdict(receiver.decompress(each)))), messages.map(digits));
  });
}

test("every strict prefix of a payload is DECO", (t) => {
  for (const payload of [ab9, compressor({ deflate: 12 }).compress(prose.slice(0, 3000)) as Uint8Array]) {
    for (let end = 0; end < payload.length; end++) t.is(open(payload.slice(0, end)), "DECO payload", `${end} of ${payload.length}`);
  }
});

const malformed: readonly (readonly [title: string, payload: string])[] = [
  ["a final stored block", "01 0200 fdff 4869 00"],
  ["a final block at the end", "00 0200 fdff 4869 01"],
  ["a block of type 3", "06"],
  ["a stored block whose lengths differ", "00 0200 fcff 4869 00"],
  ["a distance from before the context", "02420000"],
  ["an end that was not removed", "00 0200 fdff 4869 00 0000ffff"],
  ["no flush", "00 0200 fdff 4869"],
  ["the appended octets as all data of a stored block", "00 0400 fbff"],
  ["the appended octets as first data of a stored block", "00 0800 f7ff"],
  ["an empty message", "00"],
  ["no octets", ""],
];

for (const [title, payload] of malformed) test(`refuses ${title}`, (t) => t.is(open(hex(payload)), "DECO payload"));

test("describes the fault", (t) => {
  const issue = (payload: string): Decompressed => decompressor({ deflate: 12 }, { message: 10 }).decompress(hex(payload));
  t.deepEqual(issue("00 0400 fbff"), {
    ok: false,
    issue: {
      code: "DECO",
      rule: "opens",
      path: "payload",
      octet: 5,
      bit: 40,
      expected: "the end of an empty stored block in the appended octets",
      found: "octets of the message",
    },
  });
  t.deepEqual(issue("4a4c42870000"), {
    ok: false,
    issue: { code: "LRGE", rule: "bound", path: "payload", octet: 0, bit: 0, expected: "a message of at most 10 octets", found: "more" },
  });
});

test("accepts a message at the limit and rejects one octet more", (t) => {
  t.deepEqual(open(ab9, 18), utf8("ab".repeat(9)));
  t.deepEqual(open(ab9, 19), utf8("ab".repeat(9)));
  t.is(open(ab9, 17), "LRGE payload");
  t.is(open(ab9, 0), "LRGE payload");
  // One letter and an empty stored block.
  t.deepEqual(open(hex("4a0400"), 1), utf8("a"));
  t.is(open(hex("4a0400"), 0), "LRGE payload");
  for (const size of [16_383, 16_384, 16_385]) {
    t.is(
      (open(compressor({ deflate: 12 }).compress(new Uint8Array(size)) as Uint8Array, 16_384) as string).length,
      size > 16_384 ? "LRGE payload".length : size,
    );
  }
});

test("memory stays bounded by the limit for a payload that expands a thousandfold", (t) => {
  const bomb = compressor({ deflate: 15 }).compress(new Uint8Array(1 << 27)) as Uint8Array;
  const before = process.memoryUsage().arrayBuffers;
  t.is(open(bomb, 65_536), "LRGE payload");
  t.true(process.memoryUsage().arrayBuffers - before < 1 << 22);
});

test("a message that does not become shorter leaves the context unchanged", (t) => {
  const random = seeded(3);
  const noise = Uint8Array.from({ length: 300 }, () => random(256));
  const [one, two] = [compressor({ deflate: 12 }), compressor({ deflate: 12 })];
  const text = prose.slice(0, 500);
  t.deepEqual(one.compress(text), two.compress(text));
  t.is(one.compress(noise), undefined);
  t.is(one.compress(new Uint8Array(0)), undefined);
  t.deepEqual(one.compress(text), two.compress(text));
});

test("the context holds copies: reuse of a buffer changes nothing", (t) => {
  const sender = compressor({ deflate: 12 });
  const receiver = decompressor({ deflate: 12 }, { message: MESSAGE });
  const buffer = prose.slice(0, 600);
  for (let round = 0; round < 3; round++) {
    const payload = sender.compress(buffer) as Uint8Array;
    const found = verdict(receiver.decompress(payload)) as Uint8Array;
    t.deepEqual(found, buffer);
    payload.fill(0);
    found.fill(0);
    buffer.reverse();
  }
});

test("every compressed message decompresses, in one context", (t) => {
  const piece = fc.tuple(fc.nat(80_000), fc.integer({ min: 0, max: 3000 }), fc.uint8Array({ maxLength: 30 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(...WINDOWS), (pieces, bits) => {
      const sender = compressor({ deflate: bits });
      const receiver = decompressor({ deflate: bits }, { message: MESSAGE });
      for (const [start, length, noise] of pieces) {
        const message = new Uint8Array(Buffer.concat([noise, prose.subarray(start, start + length)]));
        const payload = sender.compress(message);
        if (payload !== undefined) t.is(digits(verdict(receiver.decompress(payload))), digits(message));
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("never throws and never exceeds the limit, for any payload", (t) => {
  const random = seeded(11);
  const payload = compressor({ deflate: 12 }).compress(prose.slice(0, 400)) as Uint8Array;
  for (let round = 0; round < 3000; round++) {
    const found = open(corrupted(payload, random), 500);
    if (found instanceof Uint8Array ? found.length > 500 : !/^(DECO|LRGE) payload$/.test(found)) t.fail(String(found));
  }
  t.pass();
});
