import test from "ava";
import fc from "fast-check";

import { LocalError } from "../../../reference/layout/errors.ts";
import { fromHex, toHex } from "../../../reference/layout/plain.ts";
import type { Frame } from "../../../reference/schema/index.ts";
import { encodeFrame, FrameDecoder, type FrameDecoderOptions, FrameEncoder } from "../../../reference/wire/index.ts";

/** Returns the frames and the fault of a stream. @param chunk - the size of the chunks in octets */
function decode(octets: Uint8Array, chunk: number, options: FrameDecoderOptions = {}) {
  const decoder = new FrameDecoder(options);
  const frames: Frame[] = [];
  for (let at = 0; at < octets.length; at += chunk) frames.push(...decoder.push(octets.slice(at, at + chunk)));
  const { fault, pending } = decoder;
  return { frames: frames.map(comparable), fault: fault && { code: fault.code, path: fault.path, octet: fault.octet }, pending };
}

/** Returns a frame with octets as hex, which compare by content. */
function comparable(frame: Frame): unknown {
  return Object.fromEntries(Object.entries(frame).map(([name, value]) => [name, value instanceof Uint8Array ? toHex(value) : value]));
}

/** A stream with every type of frame, encoded by hand. */
const STREAM = "03004869 0100 04010001ff 0502434c4f53 0802434c4f53e8034f 0a03000102030405060708 0a03010807060504030201";
const stream = fromHex(STREAM.replaceAll(" ", ""));
const FRAMES = [
  { type: "text", text: "Hi" },
  { type: "text", text: "" },
  { type: "binary", bytes: "0001ff" },
  { type: "error", code: "CLOS" },
  { type: "error", code: "CLOS", status: 1000, reason: "O" },
  { type: "ping", kind: "ping", data: "0102030405060708" },
  { type: "ping", kind: "pong", data: "0807060504030201" },
];

test("decodes many frames in one chunk", (t) => {
  t.deepEqual(decode(stream, stream.length), { frames: FRAMES, fault: undefined, pending: 0 });
});

test("decodes a stream octet by octet", (t) => {
  t.deepEqual(decode(stream, 1), { frames: FRAMES, fault: undefined, pending: 0 });
});

test("decodes a stream at every two-way split", (t) => {
  for (let at = 0; at <= stream.length; at++) {
    const decoder = new FrameDecoder();
    const frames = [...decoder.push(stream.slice(0, at)), ...decoder.push(stream.slice(at))];
    t.deepEqual(frames.map(comparable), FRAMES);
    t.is(decoder.fault, undefined);
  }
});

test("decodes a frame split inside its length", (t) => {
  const decoder = new FrameDecoder();
  t.deepEqual(decoder.push(fromHex("fe")), []);
  t.is(decoder.needs, 2);
  t.deepEqual(decoder.push(fromHex("00")), []);
  t.deepEqual(decoder.push(fromHex("0101")), []);
  t.is(decoder.needs, 255);
  t.deepEqual(decoder.push(new Uint8Array(255)).map(comparable), [{ type: "binary", bytes: "00".repeat(255) }]);
  t.is(decoder.needs, 0);
});

test("waits for the rest at each strict prefix of a frame, without a fault", (t) => {
  for (const wire of ["03004869", "0802434c4f53e8034f", "0a03000102030405060708", `fe0001 00${"61".repeat(255)}`]) {
    const octets = fromHex(wire.replaceAll(" ", ""));
    for (let size = 1; size < octets.length; size++) {
      const decoder = new FrameDecoder();
      t.deepEqual(decoder.push(octets.slice(0, size)), []);
      t.is(decoder.fault, undefined);
      t.is(decoder.pending, size);
      t.true(decoder.needs >= 1 && decoder.needs <= octets.length - size);
    }
  }
});

const faults: readonly (readonly [title: string, wire: string, code: string, path: string, octet: number])[] = [
  ["a length that is not shortest in 3 octets", "fefd00", "FRAM", "length", 0],
  ["a length that is not shortest in 5 octets", "ffffff0000", "FRAM", "length", 0],
  ["a length of 0", "00", "FRAM", "length", 0],
  ["each reserved bit, 1", "0110", "FRAM", "reserved", 1],
  ["each reserved bit, 2", "0120", "FRAM", "reserved", 1],
  ["each reserved bit, 4", "0140", "FRAM", "reserved", 1],
  ["each reserved bit, 8", "0180", "FRAM", "reserved", 1],
  ["compression that was not negotiated", "0204", "FRAM", "compression", 1],
  ["a compression code that is not registered", "020c", "FRAM", "compression", 1],
  ["an error frame that is too short", "0402", "FRAM", "payload", 1 + 1],
  ["an error frame of a size between the forms", "0602", "FRAM", "payload", 2],
  ["a ping of a wrong size", "0903", "FRAM", "payload", 2],
  ["a kind of ping that is not registered", "0a03020102030405060708", "FRAM", "kind", 2],
  ["a code that is not printable", "05021f4c4f53", "FRAM", "code", 2],
  ["text that is not UTF-8", "0200ff", "UTF8", "text", 2],
  ["a reason that is not UTF-8", "0802434c4f53e803ff", "UTF8", "reason", 8],
];

for (const [title, wire, code, path, octet] of faults) {
  test(`reports ${title} in any chunks, as soon as its octets arrive`, (t) => {
    const octets = fromHex(wire);
    for (const chunk of [1, 2, octets.length]) {
      t.deepEqual(decode(octets, chunk), { frames: [], fault: { code, path, octet }, pending: 0 });
    }
    t.is(decode(octets.slice(0, -1), 1).fault, undefined);
  });
}

test("returns the frames before a fault, and counts its offset from the start of the stream", (t) => {
  const octets = fromHex("03004869 0100 0110 0100".replaceAll(" ", ""));
  for (const chunk of [1, 3, 5, 7, octets.length]) {
    t.deepEqual(decode(octets, chunk), {
      frames: [{ type: "text", text: "Hi" }, { type: "text", text: "" }],
      fault: { code: "FRAM", path: "reserved", octet: 7 },
      pending: 0,
    });
  }
});

test("ignores octets after a fault", (t) => {
  const decoder = new FrameDecoder();
  decoder.push(fromHex("00"));
  t.deepEqual(decoder.push(stream), []);
  t.is(decoder.fault?.octet, 0);
});

test("accepts a payload at the limit, and refuses one octet more before it arrives", (t) => {
  const under = encodeFrame({ type: "binary", bytes: new Uint8Array(299) });
  const at = encodeFrame({ type: "binary", bytes: new Uint8Array(300) });
  const over = encodeFrame({ type: "binary", bytes: new Uint8Array(301) });
  t.is(decode(under, 7, { message: 300 }).frames.length, 1);
  t.is(decode(at, 7, { message: 300 }).frames.length, 1);
  t.deepEqual(decode(over.slice(0, 3), 1, { message: 300 }), { frames: [], fault: { code: "LRGE", path: "length", octet: 0 }, pending: 0 });
});

test("checks the length before the flags", (t) => {
  t.is(decode(fromHex("fefd00ff"), 1).fault?.path, "length");
  t.is(decode(fromHex("fe000210"), 4, { message: 10 }).fault?.code, "LRGE");
});

test("accepts only the negotiated compression, and returns the compressed payload", (t) => {
  t.deepEqual(decode(fromHex("0205aa"), 1, { compression: "lz4" }).frames, [{ type: "binary", compression: "lz4", payload: "aa" }]);
  t.deepEqual(decode(fromHex("0208aa"), 1, { compression: "deflate" }).frames, [{ type: "text", compression: "deflate", payload: "aa" }]);
  t.is(decode(fromHex("0209aa"), 1, { compression: "lz4" }).fault?.code, "FRAM");
});

test("refuses compression on error and ping frames", (t) => {
  for (const wire of ["0506434c4f53", "0a07000102030405060708"]) {
    t.deepEqual(decode(fromHex(wire), 1, { compression: "lz4" }).fault, { code: "FRAM", path: "compression", octet: 1 });
  }
});

test("refuses a compressed frame without a payload by DECO", (t) => {
  t.is(decode(fromHex("0104"), 1, { compression: "lz4" }).fault?.code, "DECO");
  t.is(decode(fromHex("0109"), 1, { compression: "deflate" }).fault?.code, "DECO");
});

test("keeps a byte order mark, NUL and noncharacters", (t) => {
  const text = "\uFEFFa\u0000\uFFFF\uFFFD";
  const decoder = new FrameDecoder();
  t.deepEqual(decoder.push(encodeFrame({ type: "text", text })), [{ type: "text", text }]);
});

test("refuses options that are out of range", (t) => {
  t.throws(() => new FrameDecoder({ message: -1 }), { instanceOf: LocalError });
  t.throws(() => new FrameDecoder({ message: 1.5 }), { instanceOf: LocalError });
  t.throws(() => new FrameDecoder({ compression: "zip" as never }), { instanceOf: LocalError, message: /none, lz4, deflate/ });
});

const frames: fc.Arbitrary<Frame> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }).map((text): Frame => ({ type: "text", text })),
  fc.uint8Array({ maxLength: 70000, size: "max" }).map((bytes): Frame => ({ type: "binary", bytes })),
  fc.constantFrom("CLOS", "FRAM", "ZZZZ").map((code): Frame => ({ type: "error", code })),
  fc
    .record({ status: fc.integer({ min: 3000, max: 4999 }), reason: fc.string({ maxLength: 60 }) })
    .map((rest): Frame => ({ type: "error", code: "CLOS", ...rest })),
  fc
    .record({ kind: fc.constantFrom("ping" as const, "pong" as const), data: fc.uint8Array({ minLength: 8, maxLength: 8 }) })
    .map((rest): Frame => ({ type: "ping", ...rest })),
);

test("returns the encoded frames, in any chunks", (t) => {
  fc.assert(
    fc.property(fc.array(frames, { maxLength: 8 }), fc.infiniteStream(fc.integer({ min: 1, max: 9000 })), (sent, sizes) => {
      const octets = new FrameEncoder().encode(...sent);
      const decoder = new FrameDecoder();
      const seen: Frame[] = [];
      for (let at = 0; at < octets.length; ) {
        const size = sizes.next().value;
        seen.push(...decoder.push(octets.slice(at, at + size)));
        at += size;
      }
      t.deepEqual(seen.map(comparable), sent.map(comparable));
      t.is(decoder.pending, 0);
    }),
    { seed: 9113, numRuns: 60 },
  );
});

test("does not throw on corrupt input, and returns the same frames and fault in any chunks", (t) => {
  fc.assert(
    fc.property(fc.array(frames, { minLength: 1, maxLength: 4 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (sent, place, change) => {
      const octets = new FrameEncoder().encode(...sent);
      octets[place % octets.length] = (octets[place % octets.length] as number) ^ change;
      const whole = decode(octets, octets.length);
      t.deepEqual(decode(octets, 997), whole);
      if (octets.length < 2000) t.deepEqual(decode(octets, 1), whole);
    }),
    { seed: 6455, numRuns: 100 },
  );
});

test("keeps at most the received octets and 64 KiB", (t) => {
  const before = process.memoryUsage().arrayBuffers;
  const decoder = new FrameDecoder();
  decoder.push(fromHex("ff01000001"));
  t.is(decoder.pending, 5);
  for (let count = 0; count < 5000; count++) decoder.push(Uint8Array.of(count === 0 ? 1 : 0x61));
  t.true(process.memoryUsage().arrayBuffers - before < 2 * 65_536);
  t.is(decoder.pending, 5005);
  t.is(decoder.needs, 0x01000001 + 5 - 5005);
});

test("octets of frames from a Buffer are a plain Uint8Array, in any chunks", (t) => {
  const stream = Buffer.from(fromHex("0401616263 0405010203".replace(" ", "")));
  for (let cut = 0; cut <= stream.length; cut++) {
    const decoder = new FrameDecoder({ compression: "lz4" });
    const frames = [...decoder.push(stream.subarray(0, cut)), ...decoder.push(stream.subarray(cut))];
    t.deepEqual(frames, [
      { type: "binary", bytes: Uint8Array.of(0x61, 0x62, 0x63) },
      { type: "binary", compression: "lz4", payload: Uint8Array.of(1, 2, 3) },
    ]);
  }
});
