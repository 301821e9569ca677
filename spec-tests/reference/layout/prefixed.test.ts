import test from "ava";

import { compile, compilePrefixed, LocalError, prefixed } from "../../../reference/layout/index.ts";
import { formLargest } from "../../../reference/layout/numbers.ts";
import { varint } from "../../other-protocols/rfc9000/varint.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { about, doc, thing } from "./support.ts";

/** An integer whose forms keep the low bits of the lead, like the first octet of UTF-8. */
const kept = prefixed({
  ...about("kept"),
  lead: 8,
  endian: "little",
  forms: [
    { lead: [0x00, 0x7f], keep: 7, extra: 0 },
    { lead: [0x80, 0xbf], keep: 6, extra: 8 },
    { lead: [0xc0, 0xdf], keep: 5, extra: 16 },
    { lead: [0xe0, 0xff], keep: 5, extra: 48 },
  ],
});

const lenient = prefixed({
  ...about("lenient"),
  anyForm: true,
  lead: 8,
  forms: [
    { lead: [0, 254], keep: 8, extra: 0 },
    { lead: [255, 255], keep: 0, extra: 16 },
  ],
});

test("puts kept lead bits before the following octets, in both octet orders", (t) => {
  fourWays(t, compilePrefixed<number>(kept.model), [
    ["lead alone", 0x7f, "7f"],
    ["least with an octet", 0x80, "80 80"],
    ["an octet more", 0x3fff, "bf ff"],
    ["turned round behind the lead", 0x1f_01_02, "df 02 01"],
    ["the widest", 2 ** 53 - 1, "ff ffffffffffff"],
    ["the widest in its order", 0x01_02_03_04_05_06, "e0 06 05 04 03 02 01"],
  ]);
});

test("codes forms whose leads do not begin at a power of two", (t) => {
  const split = prefixed({
    ...about("split"),
    lead: 8,
    forms: [
      { lead: [0, 0], keep: 0, extra: 8 },
      { lead: [1, 255], keep: 8, extra: 8 },
    ],
  });
  fourWays(t, compilePrefixed<number>(split.model), [
    ["most of the first", 255, "00 ff"],
    ["least of the second", 256, "01 00"],
    ["most of the second", 65535, "ff ff"],
  ]);
});

test("returns the greatest integer of each form", (t) => {
  t.deepEqual(kept.model.forms.map((form) => formLargest(kept.model.lead, form)), [0x7fn, 0x3fffn, 0x1fffffn, 2n ** 53n - 1n]);
  t.like(kept.model, { largest: "9007199254740991", big: false });
});

test("accepts any form with anyForm, and sends the shortest", (t) => {
  const longer = hex("ff 0001");
  t.deepEqual(compilePrefixed<number>(lenient.model).decode(longer), { ok: true, value: 1 });
  const used = (anyForm?: boolean) => compile(thing().field("a", lenient.type(anyForm === undefined ? {} : { anyForm }), doc));
  t.deepEqual(used().decode(longer), { ok: true, value: { a: 1 } });
  t.deepEqual(used().encode({ a: 1 }), hex("01"));
  t.like(used(false).decode(longer), { ok: false, issue: { rule: "shortest", found: "1 in 24 bits" } });
  const strict = compile(thing().field("a", kept.type({ anyForm: true }), doc));
  t.deepEqual(strict.decode(hex("80 01")), { ok: true, value: { a: 1 } });
  t.like(compilePrefixed<number>(kept.model).decode(hex("80 01")), {
    ok: false,
    issue: { rule: "shortest", path: "value", found: "1 in 16 bits" },
  });
});

test("traces an integer by itself as one field", (t) => {
  t.deepEqual(compilePrefixed<number>(kept.model).trace(hex("df0201")), {
    fields: [{ path: "value", bit: 0, bits: 24, value: 0x1f0102 }],
    result: { ok: true, value: 0x1f0102 },
  });
});

test("bounds the values of a use: below, at, above", (t) => {
  const codec = compile(thing().field("a", kept.type({ least: 2, most: 200, unit: "octets" }), doc));
  t.like(codec.decode(hex("01")), { issue: { rule: "least", expected: "at least 2", found: "1" } });
  t.deepEqual(codec.decode(hex("02")), { ok: true, value: { a: 2 } });
  t.deepEqual(codec.decode(hex("80c8")), { ok: true, value: { a: 200 } });
  t.like(codec.decode(hex("80c9")), { issue: { rule: "most", expected: "at most 200", found: "201" } });
});

test("gives numbers where a use bounds an integer that is wider than a number", (t) => {
  const codec = compile(thing().field("a", varint.type({ most: 2 ** 53 - 1 }), doc));
  fourWays(t, codec, [
    ["an octet", { a: 37 }, "25"],
    ["two octets", { a: 15293 }, "7b bd"],
    ["the most of four octets", { a: 2 ** 30 - 1 }, "bf ff ff ff"],
    ["the most", { a: 2 ** 53 - 1 }, "c0 1f ff ff ff ff ff ff"],
  ]);
  prefixes(t, codec, hex("c01fffffffffffff"));
  t.deepEqual(codec.decode(hex("c0 00 00 00 00 00 00 25")), { ok: true, value: { a: 37 } });
  t.like(codec.decode(hex("c0 20 00 00 00 00 00 00")), {
    issue: { rule: "most", octet: 0, expected: "at most 9007199254740991", found: "9007199254740992" },
  });
  t.like(codec.decode(hex("ff ff ff ff ff ff ff ff")), { issue: { rule: "most" } });
  const error = t.throws(() => codec.encode({ a: 2 ** 53 }), { instanceOf: LocalError });
  t.is(error.message, "a: expected a whole number from 0 to 9007199254740991, found 9007199254740992");
  t.deepEqual(codec.trace(hex("25")).fields, [{ path: "a", bit: 0, bits: 8, value: 37 }]);
});
