import { crc32 } from "node:zlib";

import test from "ava";

import {
  ascii,
  bigUint,
  compile,
  compileElement,
  counted,
  describe,
  LayoutError,
  nested,
  octets,
  repeated,
  rest,
  sourceOf,
  toHex,
  uint,
} from "../../../reference/layout/index.ts";
import { comparable, hex } from "../../other-protocols/support.ts";
import { doc, flagged, testRefused, thing } from "./support.ts";

/** A chunk of PNG: the CRC sums up type and data. */
const chunk = thing("chunk")
  .size("dataSize", uint(32), {}, doc)
  .field("type", ascii(4), doc)
  .field("data", octets(counted("dataSize")), doc)
  .checksum("crc", uint(32), { function: "crc32", from: "type" }, doc);

const functions = { crc32: (run: Uint8Array) => crc32(run) };
const chunks = compile(chunk, { functions });

/** The chunk that ends each PNG file. */
const END = "0000000049454e44ae426082";

/** Returns the ones' complement of the ones' complement sum of 16-bit words (RFC 1071). */
function internet(run: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < run.length; at += 2) sum += ((run[at] as number) << 8) | (run[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

/** A header whose checksum stands in its middle and sums up all of it, itself as 0. */
const header = thing("header")
  .field("first", octets(10), doc)
  .checksum("sum", uint(16), { function: "internet", over: "struct" }, doc)
  .field("addresses", octets(8), doc);
const headers = compile(header, { functions: { internet } });
const IP = "45000073000040004011b861c0a80001c0a800c7";

test("writes and reads the chunk that ends a PNG file", (t) => {
  const value = { type: "IEND", data: new Uint8Array() };
  t.is(toHex(chunks.encode(value)), END);
  t.deepEqual(comparable(chunks.decode(hex(END))), comparable({ ok: true, value }));
});

test("writes and reads a header that sums up itself", (t) => {
  const value = { first: hex("45000073000040004011"), addresses: hex("c0a80001c0a800c7") };
  t.is(toHex(headers.encode(value)), IP);
  t.deepEqual(comparable(headers.decode(hex(IP))), comparable({ ok: true, value }));
});

test("writes into memory that is not empty", (t) => {
  const memory = new Uint8Array(64).fill(0xff);
  const target = { take: () => memory, at: 7, long: 1 };
  headers.encodeInto({ first: hex("45000073000040004011"), addresses: hex("c0a80001c0a800c7") }, target);
  t.is(toHex(memory.subarray(7, 27)), IP);
  const tailed = compile(
    thing().checksum("sum", uint(16), { function: "internet", over: "struct" }, doc).field("body", octets(rest), doc),
    { functions: { internet } },
  );
  tailed.encodeInto({ body: hex("0102") }, target);
  t.is(toHex(memory.subarray(7, 11)), "fefd0102");
});

test("refuses each changed bit, at the checksum, where no other check comes first", (t) => {
  for (let bit = 0; bit < IP.length * 4; bit += 1) {
    const changed = hex(IP);
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (0x80 >> (bit & 7));
    const found = `0x${toHex(changed.subarray(10, 12))}`;
    const issue = { code: "FAULT", rule: "checksum", path: "sum", octet: 10, bit: 80, found } as const;
    t.deepEqual(headers.decode(changed), { ok: false, issue: { ...issue, expected: "internet of the octets of the struct" } });
  }
  const changed = hex(END.replace("49", "48"));
  const issue = { code: "FAULT", rule: "checksum", path: "crc", octet: 8, bit: 64, expected: "crc32 of the octets before it" } as const;
  t.deepEqual(chunks.decode(changed), { ok: false, issue: { ...issue, found: "0xae426082" } });
});

test("needs octets before it compares", (t) => {
  for (let size = 0; size < 12; size += 1) {
    const result = chunks.decode(hex(END).subarray(0, size));
    t.deepEqual(result, { ok: false, needs: size < 4 ? 4 - size : size < 8 ? 8 - size : 12 - size });
  }
});

test("traces the checksum as a number", (t) => {
  t.deepEqual(chunks.trace(hex(END)).fields.at(-1), { path: "crc", bit: 64, bits: 32, value: 0xae426082 });
});

test("sums up inside lists and nested structs, in wide and little-endian numbers", (t) => {
  const item = thing("item")
    .field("body", octets(2), doc)
    .checksum("sum", bigUint(64, { endian: "little" }), { function: "wide", over: "struct" }, doc);
  const outer = thing()
    .field("one", nested(item), doc)
    .field("more", repeated(item, { octet: 0xff }), doc)
    .checksum("all", uint(8), { function: "count", from: "more" }, doc);
  const codec = compile(outer, {
    functions: { wide: (run) => BigInt((run[0] as number) + (run[1] as number)) << 40n, count: (run) => run.length },
  });
  const value = { one: { body: hex("0102") }, more: [{ body: hex("0304") }] };
  const wire = "01020000000000030000" + "03040000000000070000" + "ff" + "0b";
  t.is(toHex(codec.encode(value)), wire);
  t.deepEqual(comparable(codec.decode(hex(wire))), comparable({ ok: true, value }));
  const broken = codec.decode(hex(wire.replace("0700", "0800")));
  t.like(broken, { ok: false, issue: { path: "more.0.sum", octet: 12, rule: "checksum" } });
});

test("sums up in a group, and not where the group is absent", (t) => {
  const grouped = thing()
    .field("a", uint(8), doc)
    .trailing("end", (group) =>
      group.field("b", uint(8), doc).checksum("sum", uint(16), { function: "internet", over: "struct" }, doc).field("c", uint(8), doc),
    );
  const codec = compile(grouped, { functions: { internet } });
  t.is(toHex(codec.encode({ a: 1 })), "01");
  t.deepEqual(codec.decode(hex("01")), { ok: true, value: { a: 1 } });
  t.is(toHex(codec.encode({ a: 1, b: 2, c: 3 })), "0102fdfc03");
  t.deepEqual(codec.decode(hex("0102fdfc03")), { ok: true, value: { a: 1, b: 2, c: 3 } });
  t.like(codec.decode(hex("0102fdfc04")), { ok: false, issue: { path: "sum", rule: "checksum" } });
});

test("compiles a model from JSON, and writes a module that imports its functions", (t) => {
  const model = JSON.parse(JSON.stringify(describe("Chunks", [chunk]))) as ReturnType<typeof describe>;
  t.is(toHex(compileElement(model, "chunk", { functions }).encode({ type: "IEND", data: new Uint8Array() })), END);
  t.regex(sourceOf(model, "chunk", { functions: "./sums.js" }), /^import \{ crc32 \} from "\.\/sums\.js";$/m);
  const error = t.throws(() => sourceOf(model, "chunk"), { instanceOf: LayoutError });
  t.is(error.message, "chunk: has checksums by crc32; name the module that exports them in the option functions");
});

const options = { function: "crc32" } as const;
testRefused("checksum", [
  [
    "a codec without the function",
    () => compile(chunk),
    "chunk: has a checksum by crc32; expected a function of this name in the option functions",
  ],
  [
    "a checksum in bits",
    () => thing().field("a", uint(4), doc).checksum("sum", uint(12), options, doc),
    "thing.sum: is a checksum of kind uint; expected an unsigned integer of whole octets",
  ],
  [
    "a checksum that begins within an octet",
    () =>
      compile(thing().field("a", uint(4), doc).checksum("sum", uint(8), options, doc).field("b", uint(4), doc), {
        functions,
      }),
    "thing.sum: has or begins a checksum, so it must begin on an octet",
  ],
  [
    "a checksum without octets before it",
    () => thing().checksum("sum", uint(8), options, doc),
    'thing.sum: sums up octets from "", which is not an earlier field that is always present',
  ],
  [
    "octets from a later or conditional field",
    () => flagged().when("set", true, "a", uint(8), doc).checksum("sum", uint(8), { ...options, from: "a" }, doc),
    'thing.sum: sums up octets from "a", which is not an earlier field that is always present',
  ],
  [
    "a function with the name of a property of every object",
    () => thing().field("a", uint(8), doc).checksum("sum", uint(8), { function: "constructor" }, doc),
    'thing.sum: a function cannot be named "constructor", expected letters and digits that begin with a lower-case letter',
  ],
]);

test("takes a function of the same name as a struct and a field", (t) => {
  const codec = compile(thing("crc32").field("crc32", uint(8), doc).checksum("sum", uint(32), options, doc), { functions });
  t.deepEqual(codec.decode(codec.encode({ crc32: 3 })), { ok: true, value: { crc32: 3 } });
});
