/** Integers of a fixed width: signed ones in two's complement, and those of more than 64 bits. */
import test from "ava";

import { bigInt, bigUint, compile, counted, describe, int, LocalError, octets, uint } from "../../../reference/layout/index.ts";
import { fieldFacts } from "../../../scripts/api/facts.ts";
import { kaitaiExport } from "../../../scripts/exports/kaitai/kaitai.ts";
import { ExportError } from "../../../scripts/exports/export.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { fieldText } from "../../../scripts/generate/example/field-text.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { valueSchema } from "../../../scripts/interop/format/value-schema.ts";
import { wireFields } from "../../../scripts/interop/generate/wire-fields.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { doc, testRefused, thing } from "./support.ts";

test("codes signed integers in two's complement, in any width and place", (t) => {
  fourWays(t, compile(thing().field("a", int(8), doc)), [
    ["zero", { a: 0 }, "00"],
    ["minus one", { a: -1 }, "ff"],
    ["least", { a: -128 }, "80"],
    ["most", { a: 127 }, "7f"],
  ]);
  fourWays(t, compile(thing().field("a", int(3), doc).field("b", int(13), doc)), [
    ["minus one", { a: -1, b: -1 }, "ffff"],
    ["least", { a: -4, b: -4096 }, "9000"],
    ["most", { a: 3, b: 4095 }, "6fff"],
  ]);
  fourWays(t, compile(thing().field("a", int(32, { endian: "little" }), doc)), [
    ["least", { a: -(2 ** 31) }, "00000080"],
    ["minus two", { a: -2 }, "feffffff"],
  ]);
  fourWays(t, compile(thing().field("a", int(3), doc).field("b", int(53), doc)), [
    ["least", { a: 0, b: -(2 ** 52) }, "10000000000000"],
    ["one more than least", { a: 0, b: 1 - 2 ** 52 }, "10000000000001"],
    ["most", { a: 0, b: 2 ** 52 - 1 }, "0fffffffffffff"],
    ["minus one", { a: -1, b: -1 }, "ffffffffffffff"],
  ]);
  fourWays(t, compile(thing().field("a", bigInt(64), doc).field("b", bigInt(64, { endian: "little" }), doc)), [
    ["least", { a: -(2n ** 63n), b: -2n }, "8000000000000000feffffffffffffff"],
    ["most", { a: 2n ** 63n - 1n, b: 1n }, "7fffffffffffffff0100000000000000"],
  ]);
});

test("codes integers of more than 64 bits in both octet orders", (t) => {
  fourWays(t, compile(thing().field("a", bigUint(128), doc).field("b", bigUint(72, { endian: "little" }), doc)), [
    ["numbers of few digits", { a: 1n, b: 2n }, "00000000000000000000000000000001 020000000000000000"],
    ["most", { a: 2n ** 128n - 1n, b: 2n ** 72n - 1n }, `${"ff".repeat(16)} ${"ff".repeat(9)}`],
  ]);
  fourWays(t, compile(thing().field("a", bigInt(72), doc)), [
    ["least", { a: -(2n ** 71n) }, "800000000000000000"],
    ["minus one", { a: -1n }, "ffffffffffffffffff"],
  ]);
  const codec = compile(thing().field("key", bigUint(2048), doc));
  const key = 3n ** 1290n;
  t.deepEqual(codec.decode(codec.encode({ key })), { ok: true, value: { key } });
  prefixes(t, codec, codec.encode({ key }));
  t.deepEqual(codec.trace(codec.encode({ key: 5n })).fields, [{ path: "key", bit: 0, bits: 2048, value: "5" }]);
});

test("bounds signed integers for receivers and senders", (t) => {
  const codec = compile(thing().field("a", int(8, { least: -5, most: 3, sends: [[-4, -1]] }), doc));
  t.like(codec.decode(hex("fa")), { issue: { rule: "least", octet: 0, bit: 0, expected: "at least -5", found: "-6" } });
  t.like(codec.decode(hex("04")), { issue: { rule: "most", expected: "at most 3", found: "4" } });
  t.deepEqual(codec.decode(hex("fb")), { ok: true, value: { a: -5 } });
  const errorOf = (a: number): string | undefined => t.throws(() => codec.encode({ a }), { instanceOf: LocalError })?.message;
  t.is(errorOf(-6), "a: expected a whole number from -5 to 3, found -6");
  t.is(errorOf(-5), "a: expected -4 to -1, found -5");
  const hexed = compile(thing().field("a", int(8, { base: 16, least: -16 }), doc));
  t.like(hexed.decode(hex("80")), { issue: { expected: "at least -0x10", found: "-0x80" } });
});

test("names what a writer expected of a bigint", (t) => {
  const codec = compile(thing().field("a", bigInt(64), doc).field("b", bigUint(128), doc).field("c", bigInt(128), doc));
  const errorOf = (value: object): string | undefined =>
    t.throws(() => codec.encode({ a: 0n, b: 0n, c: 0n, ...value }), { instanceOf: LocalError })?.message;
  t.is(errorOf({ a: 2n ** 63n }), "a: expected a bigint from -9223372036854775808 to 9223372036854775807, found 9223372036854775808");
  t.is(errorOf({ b: 2n ** 128n }), "b: expected a bigint of 128 bits, found one of 129 bits");
  t.is(errorOf({ b: -1n }), "b: expected a bigint of 128 bits, found a negative one of 1 bits");
  t.is(errorOf({ c: 2n ** 127n }), "c: expected a bigint of 128 bits with its sign, found one of 128 bits");
  t.is(errorOf({ b: 7 }), "b: expected a bigint of 128 bits, found 7");
});

test("a signed integer counts octets, and a receiver refuses a negative number", (t) => {
  const codec = compile(thing().size("size", int(32), {}, doc).field("data", octets(counted("size")), doc));
  fourWays(t, codec, [["two octets", { data: hex("0102") }, "00000002 0102"], ["none", { data: hex("") }, "00000000"]]);
  t.like(codec.decode(hex("ffffffff")), { issue: { path: "size", rule: "least", expected: "at least 0", found: "-1" } });
});

const weather = thing("weather")
  .field("celsius", int(8, { least: -90 }), doc)
  .field("pressure", int(16, { endian: "little" }), doc)
  .field("key", bigUint(128, { base: 16 }), doc);
const model = describe("Weather", [weather]);

test("tables, facts, notation, diagrams and notes show signed integers", (t) => {
  const fields = JSON.stringify(renderView("fields", { of: "weather" }, model));
  for (const text of ["-90 to 127; two's complement", "-32768 to 32767; two's complement; little endian"]) {
    t.true(fields.includes(text), text);
  }
  t.deepEqual(
    weather.model.fields.map((field) => fieldFacts(field, weather.model, model).find(({ label }) => label === "Range")?.text),
    ["-90 to 127", "-32768 to 32767", undefined],
  );
  const notation = JSON.stringify(renderView("notation", { of: "weather" }, model));
  t.true(notation.includes("Celsius (8),") && notation.includes("Key (128),"), notation);
  t.true(JSON.stringify(renderView("diagram", { of: "weather" }, model)).includes("Pressure (16)"));
  const { fields: traced } = compile(weather).trace(hex(`fe ffff ${"00".repeat(15)}09`));
  t.deepEqual(traced.map((field) => fieldText(weather.model, field)), ["celsius = -2", "pressure = -1", "key = 0x09"]);
});

test("vectors hold signed integers, and exports have them or name them", (t) => {
  const some = thing("some").field("celsius", int(8), doc);
  t.true(valueSchema(some.model, model).safeParse({ celsius: -128 }).success);
  t.false(valueSchema(some.model, model).safeParse({ celsius: -129 }).success);
  t.deepEqual(wireFields(some.model, { celsius: -2 }, model).map(({ bits }) => bits), ["11111110"]);
  const ksy = (of: typeof some): string => kaitaiExport.write(describe("Some", [of]), (cite) => cite)[0]?.content ?? "";
  t.regex(ksy(some), /id: celsius\n(?:.*\n)*?\s+type: s1/);
  const odd = thing("some").field("celsius", int(24), doc);
  t.is(
    t.throws(() => ksy(odd), { instanceOf: ExportError })?.message,
    "some.celsius: is a signed integer of 24 bits; Kaitai Struct has those of 8, 16, 32 and 64 bits that begin on an octet",
  );
  t.throws(() => wiresharkDissector(describe("Some", [some])), { instanceOf: ExportError, message: /^some\.celsius/ });
});

testRefused("integers of a fixed width", [
  ["a signed integer without bits", () => int(0), "int: has a width of 0 bits, expected 1 to 64"],
  ["a signed integer that fits no number", () => int(54), "int: of 54 bits does not fit a number: use bigInt"],
  ["a signed bigint that fits a number", () => bigInt(53), "bigInt: of 53 bits fits a number: use int"],
  ["a least below the width", () => int(8, { least: -129 }), "int: of 8 bits is at least -129 and at most 127"],
  ["a most above the width", () => int(8, { most: 128 }), "int: of 8 bits is at least -128 and at most 128"],
  [
    "a range of senders that is too wide",
    () => int(8, { least: -5, sends: [[-6, 0]] }),
    "int: sends -6 to 0, expected a range within -5 to 127",
  ],
  ["more bits than any", () => bigUint(16_392), "bigUint: has a width of 16392 bits, expected 1 to 16384"],
  [
    "a wide integer within an octet",
    () => compile(thing().field("a", uint(4), doc).field("b", bigUint(128), doc).field("c", uint(4), doc)),
    "thing.b: of 128 bits does not begin on an octet",
  ],
  [
    "a count of more than 64 bits",
    () => thing().size("n", bigUint(128), {}, doc),
    "thing.n: is an integer of 128 bits; expected at most 64",
  ],
]);
