import test from "ava";

import {
  bigUint,
  code,
  flag,
  fromHex,
  fromPlain,
  LocalError,
  nested,
  octets,
  plainOctets,
  prefixed,
  repeated,
  rest,
  struct,
  toHex,
  toPlain,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { frame, varSize } from "../../../reference/schema/index.ts";
import { about, doc, kinds, octet, thing } from "./support.ts";

const deep = struct(about("deep"))
  .field("big", bigUint(64), doc)
  .field("items", repeated(thing("item").field("data", octets(2), doc), { octet: 0 }), doc)
  .field("inner", nested(octet), doc)
  .field("text", utf8(rest), doc);

test("takes values to plain form and back through JSON", (t) => {
  const value = { big: 2n ** 63n + 1n, items: [{ data: Uint8Array.of(1, 255) }], inner: { value: 3 }, text: "é" };
  const plain = { big: "9223372036854775809", items: [{ data: "01ff" }], inner: { value: 3 }, text: "é" };
  t.deepEqual(toPlain(value), plain);
  t.deepEqual(fromPlain(deep.model, JSON.parse(JSON.stringify(plain))), value);
});

test("takes integers over 2^53 as text or number", (t) => {
  const wide = prefixed({ ...about("wide"), lead: 8, forms: [{ lead: [0, 255], keep: 8, extra: 48 }] });
  t.is(fromPlain(wide.model, "9007199254740993"), 9007199254740993n);
  t.is(fromPlain(wide.model, 7), 7n);
  t.is(fromPlain(varSize.model, 7), 7);
});

test("takes octets as hex or as a repetition", (t) => {
  t.deepEqual(plainOctets("00ff"), Uint8Array.of(0, 255));
  t.deepEqual(plainOctets({ repeat: "0102", count: 2 }), Uint8Array.of(1, 2, 1, 2));
  t.deepEqual(plainOctets({ repeat: "01", count: 0 }), new Uint8Array(0));
  t.deepEqual(fromPlain(frame.model, { type: "text", text: { repeat: "c3a9", count: 3 } }), { type: "text", text: "ééé" });
});

test("finds the fields of the case, opaque or not", (t) => {
  t.deepEqual(fromPlain(frame.model, { type: "binary", bytes: "01" }), { type: "binary", bytes: Uint8Array.of(1) });
  t.deepEqual(fromPlain(frame.model, { type: "binary", compression: "lz4", payload: "01" }), {
    type: "binary",
    compression: "lz4",
    payload: Uint8Array.of(1),
  });
});

test("names the field of a plain form that does not fit", (t) => {
  const cases = [
    [() => fromHex("0"), 'expected pairs of lower-case hex digits, found "0"'],
    [() => fromHex("FF", "data"), 'data: expected pairs of lower-case hex digits, found "FF"'],
    [() => plainOctets(5, "data"), "data: expected hex, or { repeat: hex, count: n }, found {}"],
    [
      () => plainOctets({ repeat: "01", count: -1 }, "data"),
      'data: expected hex, or { repeat: hex, count: n }, found {"repeat":"01","count":-1}',
    ],
    [() => fromPlain(deep.model, { items: [{ data: "xx" }] }), 'items.0.data: expected pairs of lower-case hex digits, found "xx"'],
    [() => fromPlain(deep.model, { inner: 5 }), "inner: expected an object with the fields of Thing, found 5"],
    [() => fromPlain(deep.model, [1]), "expected an object with the fields of Thing, found [1]"],
    [() => fromPlain(deep.model, { inner: { other: 1 } }), "inner.other: is not a field here, expected value"],
    [() => fromPlain(frame.model, { type: "text", bytes: "01" }), "bytes: is not a field here, expected compression, type, text"],
    [() => fromPlain(frame.model, { type: "text", length: 3 }), "length: is not a field here, expected compression, type, text"],
  ] as const;
  for (const [take, message] of cases) t.is(t.throws(take, { instanceOf: LocalError }).message, message);
});

test("writes hex in lower case", (t) => {
  t.is(toHex(Uint8Array.of(0, 10, 171, 255)), "000aabff");
  t.deepEqual(fromHex("000aabff"), Uint8Array.of(0, 10, 171, 255));
});

test("does not change values without a plain form", (t) => {
  const struct = thing().field("kind", code(8, kinds), doc).field("set", flag(), doc).field("rest", uint(7), doc);
  const value = { kind: "high", set: true, rest: 5 };
  t.deepEqual(fromPlain(struct.model, toPlain(value)), value);
});
