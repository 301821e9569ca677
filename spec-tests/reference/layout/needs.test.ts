import test from "ava";

import { bigUint, code, compile, counted, nested, octets, prefixed, repeated, rest, uint } from "../../../reference/layout/index.ts";
import { hex, prefixes } from "../../other-protocols/support.ts";
import { about, doc, flagged, kinds, octet, thing } from "./support.ts";

const grouped = thing("grouped")
  .field("a", uint(16), doc)
  .trailing("more", (group) => group.field("b", uint(16), doc).field("c", octets(2), doc));

/** Returns the number of missing octets for each prefix length from 0; 0 for the complete input. */
function missing(of: unknown, text: string): number[] {
  const [codec, octets] = [compile(of as typeof octet), hex(text)];
  return [...octets, 0].map((_, length) => {
    const result = codec.decode(octets.subarray(0, length));
    return result.ok ? 0 : (result.needs ?? Number.NaN);
  });
}

test("needs all octets of consecutive bit fields", (t) => {
  t.deepEqual(missing(thing().field("a", uint(5), doc).field("b", uint(19), doc), "000000"), [3, 2, 1, 0]);
});

test("needs the size of octets before the octets", (t) => {
  t.deepEqual(missing(thing().size("n", uint(16), {}, doc).field("a", octets(counted("n")), doc), "0002 0000"), [2, 1, 2, 1, 0]);
});

test("needs all octets of a length after the length, where they are needed together", (t) => {
  t.deepEqual(missing(thing().length("n", uint(8), {}, doc).field("a", octets(rest), doc), "03 000000"), [1, 3, 2, 1, 0]);
  const cased = thing()
    .length("n", uint(8), {}, doc)
    .field("kind", code(8, kinds), doc)
    .variant("body", "kind", { low: octet, high: grouped }, doc);
  t.deepEqual(missing(cased, "03 02 0000"), [1, 1, 2, 1, 0]);
});

test("needs the items of a counted list one by one", (t) => {
  t.deepEqual(
    missing(
      thing()
        .count("n", uint(8), {}, doc)
        .field("a", repeated(thing("two").field("b", uint(16), doc), counted("n")), doc),
      "02 0000 0000",
    ),
    [1, 2, 1, 2, 1, 0],
  );
});

test("needs the closing octet of a list", (t) => {
  t.deepEqual(missing(thing().field("a", repeated(thing("two").field("b", uint(16), doc), { octet: 0 }), doc), "0101 00"), [1, 1, 1, 0]);
});

test("needs the rest of a trailing group that has begun", (t) => {
  t.deepEqual(missing(grouped, "0000 0000 0000"), [2, 1, 0, 1, 2, 1, 0]);
});

test("needs the rest of an item that has begun in a list to the end", (t) => {
  t.deepEqual(missing(thing().field("a", repeated(thing("two").field("b", uint(16), doc), rest), doc), "0000 0000"), [0, 1, 0, 1, 0]);
});

test("needs a conditional field only if it is present", (t) => {
  const struct = flagged().when("set", true, "a", uint(16), doc);
  t.deepEqual(missing(struct, "80 0000"), [1, 2, 1, 0]);
  t.deepEqual(missing(struct, "00"), [1, 0]);
});

test("needs the octets of a length of 64 bits, and reports a length over 2^53 - 1", (t) => {
  const codec = compile(thing().length("n", bigUint(64, { endian: "little" }), {}, doc).field("a", octets(rest), doc));
  t.deepEqual(codec.decode(hex("0100000000000000")), { ok: false, needs: 1 });
  t.deepEqual(codec.decode(hex("0000000001000000")), { ok: false, needs: 2 ** 32 });
  t.like(codec.decode(hex("0000000000002000")), {
    issue: { rule: "most", path: "n", expected: "at most 9007199254740991", found: "9007199254740992" },
  });
  prefixes(t, codec, hex("0300000000000000 010203"));
});

test("does not apply the condition of the previous item", (t) => {
  const item = thing("item")
    .field("deep", code(8, kinds), doc)
    .when("deep", "high", "kind", code(8, kinds), doc)
    .when("kind", "high", "data", uint(8), doc);
  const codec = compile(thing().field("items", repeated(item, rest), doc));
  t.deepEqual(codec.decode(hex("02 02 07 00 02 00")), {
    ok: true,
    value: { items: [{ deep: "high", kind: "high", data: 7 }, { deep: "low" }, { deep: "high", kind: "low" }] },
  });
});

test("needs at most the missing octets, in nested regions too", (t) => {
  const varsize = prefixed({
    ...about("n"),
    lead: 8,
    forms: [
      { lead: [0, 254], keep: 8, extra: 0 },
      { lead: [255, 255], keep: 0, extra: 16 },
    ],
  });
  const inner = thing("inner").length("n", varsize.type(), {}, doc).field("a", octets(rest), doc);
  const codec = compile(
    thing()
      .length("n", varsize.type(), {}, doc)
      .count("m", uint(8), {}, doc)
      .field("in", repeated(inner, counted("m")), doc)
      .trailing("more", (group) => group.field("last", nested(inner), doc)),
  );
  const value = { in: [{ a: new Uint8Array(255) }, { a: new Uint8Array(0) }], last: { a: new Uint8Array(3) } };
  prefixes(t, codec, codec.encode(value));
  t.is(codec.encode(value).length, 3 + 1 + 3 + 255 + 1 + 1 + 3);
});
