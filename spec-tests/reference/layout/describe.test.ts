import test from "ava";

import {
  code,
  compile,
  compileElement,
  describe,
  nested,
  octets,
  prefixed,
  repeated,
  rest,
  uint,
} from "../../../reference/layout/index.ts";
import { hex } from "../../other-protocols/support.ts";
import { about, doc, flagged, kinds, octet, openLetters, thing } from "./support.ts";

const number = prefixed({ ...about("number"), lead: 8, forms: [{ lead: [0, 255], keep: 8, extra: 0 }] });

const outer = thing("outer")
  .length("size", number.type(), { bound: "most", overhead: 1, faults: { bound: "LARGE" } }, doc)
  .field("kind", code(8, kinds), { ...doc, title: "The Kind", label: "K" })
  .field("items", repeated(thing("item").field("inner", nested(octet), doc), rest), doc);

test("describes a struct with the elements that it uses", (t) => {
  const model = describe("Test", [outer]);
  t.like(model, { format: 1, name: "Test" });
  t.deepEqual(Object.keys(model.elements), ["outer", "number", "kind", "item", "octet"]);
  t.deepEqual(JSON.parse(JSON.stringify(model)), model);
});

test("accepts the same element twice", (t) => {
  t.deepEqual(Object.keys(describe("Test", [octet, octet, thing("other").field("a", nested(octet), doc)]).elements), ["octet", "other"]);
});

test("derives titles, units, ranges and sizes", (t) => {
  const { model } = outer;
  t.deepEqual(model.fields.map(({ title, label, unit, range }) => ({ title, label, unit, range })), [
    { title: "Size", label: undefined, unit: "octets", range: [1, 255] },
    { title: "The Kind", label: "K", unit: undefined, range: undefined },
    { title: "Items", label: undefined, unit: "items", range: undefined },
  ]);
  t.deepEqual(model.sizes, [[2, null]]);
  t.is(thing().field("maskingKey", uint(8, { unit: "ms" }), doc).model.fields[0]?.title, "Masking Key");
  t.deepEqual(thing().field("a", uint(8, { least: 1, most: 9, sends: [[2, 3]], unit: "ms" }), doc).model.fields[0], {
    name: "a",
    title: "A",
    description: "For a test.",
    cite: "#test",
    role: "value",
    wire: { kind: "uint", bits: 8, endian: "big", big: false },
    constraints: [{ rule: "least", value: 1, fault: "FAULT" }, { rule: "most", value: 9, fault: "FAULT" }],
    unit: "ms",
    range: [1, 9],
    sends: [[2, 3]],
  });
});

test("lists every size that a struct can have", (t) => {
  const group = (of: typeof octet) =>
    of.trailing("more", (more) => more.field("flags", code(8, kinds), doc).when("flags", "high", "extra", uint(16), doc));
  t.deepEqual(group(octet).model.sizes, [[1, 2], [4, 4]]);
  t.deepEqual(flagged().when("set", true, "a", uint(24), doc).model.sizes, [[1, 1], [4, 4]]);
  t.deepEqual(thing().field("a", octets(rest, { least: 2, most: 5 }), doc).model.sizes, [[2, 5]]);
  t.deepEqual(thing().field("a", uint(64 - 11), doc).field("b", uint(11), doc).model.sizes, [[8, 8]]);
});

test("orders constraints as a receiver checks them", (t) => {
  t.deepEqual(outer.model.fields[0]?.constraints, [
    { rule: "shortest", fault: "FAULT" },
    { rule: "least", value: 1, fault: "FAULT" },
    { rule: "bound", bound: "most", overhead: 1, fault: "LARGE" },
  ]);
});

test("finds entries by name and by code", (t) => {
  t.is(openLetters.find("YZ"), openLetters.entry("last"));
  t.is(openLetters.find("last"), openLetters.entry("last"));
  t.is(openLetters.find("QQ"), undefined);
  t.is(kinds.find(2)?.name, "high");
  t.deepEqual(kinds.names, ["low", "high"]);
  t.deepEqual(kinds.entry("low"), { code: 0, name: "low", meaning: "The low one", cite: "#test", status: "assigned", columns: {} });
});

test("compiles an element of a model", (t) => {
  const model = describe("Test", [outer]);
  t.deepEqual(compileElement(model, "outer").decode(hex("02 02 07")), {
    ok: true,
    value: { kind: "high", items: [{ inner: { value: 7 } }] },
  });
  t.is(compileElement(model, "number").decode(hex("07")).ok, true);
});

test("codes different structs with the same id", (t) => {
  const twice = thing()
    .field("a", nested(thing("same").field("x", uint(8), doc)), doc)
    .field("b", nested(thing("same").field("y", uint(16), doc)), doc);
  t.deepEqual(compile(twice).encode({ a: { x: 1 }, b: { y: 2 } }), hex("01 0002"));
});

test("writes strings into code only in quotes", (t) => {
  const quoted = thing().field("kind", code(8, kinds), doc).variant("body", "kind", { low: octet, high: octet }, doc);
  const source = compile(quoted).source();
  t.regex(source, /kind: "low"/);
  t.regex(source, /case "high"/);
});
