import test from "ava";

import {
  bigCode,
  code,
  compile,
  counted,
  describe,
  fromPlain,
  LocalError,
  octets,
  registry,
  repeated,
  rest,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { views } from "../../../scripts/generate/views.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { varint } from "../../other-protocols/rfc9000/varint.ts";
import { doc, flagged, kinds, octet, openKinds, testRefused, thing } from "./support.ts";

const word = thing("word").field("word", uint(16), doc);
const text = thing("text").size("size", uint(8), {}, doc).field("text", utf8(counted("size")), doc);
const unknown = thing("unknown").field("data", octets(rest), doc);

const option = thing("option")
  .field("kind", code(8, openKinds), doc)
  .length("length", uint(8), {}, doc)
  .variant("content", "kind", { low: word }, doc, { default: unknown });
const options = thing("options").field("options", repeated(option, rest), doc);

test("codes named cases and the default of an open registry", (t) => {
  fourWays(t, compile(options), [
    ["a case", { options: [{ kind: "low", word: 258 }] }, "00 02 0102"],
    ["a name without a case", { options: [{ kind: "high", data: hex("07") }] }, "02 01 07"],
    ["a code without a name", { options: [{ kind: 9, data: hex("") }, { kind: "low", word: 1 }] }, "09 00 00 02 0001"],
  ]);
  t.deepEqual(compile(options).encode(fromPlain(options.model, { options: [{ kind: 9, data: "ff" }] }) as never), hex("0901ff"));
  t.deepEqual(option.schema.safeParse({ kind: "low", data: hex("07") }).success, false, "the default has no name with a case");
});

test("codes the default of wide codes, and of a closed registry", (t) => {
  const frame = thing().field("type", bigCode(varint, openKinds), doc).variant("body", "type", { high: word }, doc, { default: unknown });
  fourWays(t, compile(frame), [
    ["a case", { type: "high", word: 3 }, "02 0003"],
    ["a wide code", { type: 2n ** 61n, data: hex("aa") }, "e000000000000000 aa"],
  ]);
  const part = thing().field("kind", code(8, kinds), doc).variant("body", "kind", { high: word }, doc, { default: thing("none") });
  fourWays(t, compile(part), [["a case", { kind: "high", word: 3 }, "02 0003"], ["the default", { kind: "low" }, "00"]]);
});

const address = thing("address")
  .field("kind", code(8, kinds), doc)
  .variant("host", "kind", { low: word, high: text }, doc)
  .field("port", uint(16), doc);

test("reads fields behind a variant, and lists of structs that end in one", (t) => {
  fourWays(t, compile(address), [
    ["one case", { kind: "low", word: 258, port: 80 }, "00 0102 0050"],
    ["another", { kind: "high", text: "ab", port: 80 }, "02 02 6162 0050"],
  ]);
  for (const each of ["0001020050", "020261620050"]) prefixes(t, compile(address), hex(each));
  const property = thing("property").field("id", code(8, kinds), doc).variant("value", "id", { low: word, high: text }, doc);
  const all = thing().length("length", uint(8), {}, doc).field("list", repeated(property, rest), doc);
  const list = [{ id: "low", word: 1 }, { id: "high", text: "" }, { id: "low", word: 2 }] as const;
  fourWays(t, compile(all), [["three items", { list }, "08 00 0001 02 00 00 0002"]]);
});

test("joins several variants of one struct, and the conditions behind them", (t) => {
  const two = thing()
    .field("a", code(8, kinds), doc)
    .field("b", code(8, openKinds), doc)
    .variant("first", "a", { low: thing("none"), high: octet }, doc)
    .variant("second", "b", { low: word }, doc, { default: text })
    .when("a", "high", "more", uint(8), doc);
  fourWays(t, compile(two), [
    ["both first", { a: "low", b: "low", word: 1 }, "00 00 0001"],
    ["both last", { a: "high", b: 7, value: 5, text: "x", more: 6 }, "02 07 05 01 78 06"],
  ]);
});

test("reports the place of a fault in a case, and octets that a case leaves over", (t) => {
  const issue = (result: ReturnType<ReturnType<typeof compile>["decode"]>): unknown => 
    result.ok ? result : (result.issue ?? result.needs);
  t.deepEqual(issue(compile(address).decode(hex("0201ff0050"))), {
    code: "FAULT", rule: "utf8", path: "text", octet: 2, bit: 16, expected: "UTF-8", found: "ff",
  });
  const size = { code: "FAULT", rule: "size", octet: 2, bit: 16 };
  t.deepEqual(issue(compile(option).decode(hex("0003010203"))), { ...size, path: "content", expected: "2 octets", found: "3 octets" });
  const framed = thing("framed").field("kind", code(8, kinds), doc).length("length", uint(8), {}, doc);
  const lengths = thing("inner").length("inner", uint(8), {}, doc).field("data", octets(rest), doc);
  const twice = framed.variant("body", "kind", { low: lengths, high: octet }, doc);
  t.deepEqual(issue(compile(twice).decode(hex("0003010203"))), {
    ...size, path: "framed", octet: 4, bit: 32, expected: "the end", found: "1 octets left over",
  });
  const ends = framed.variant("body", "kind", { low: word, high: text }, doc);
  t.deepEqual(issue(compile(ends).decode(hex("0203016161"))), {
    ...size, path: "framed", octet: 4, bit: 32, expected: "the end", found: "1 octets left over",
  });
});

test("traces the fields of a case in the order of the wire", (t) => {
  const { fields } = compile(address).trace(hex("02026162 0050"));
  t.deepEqual(fields.map(({ path, bit, bits, value }) => [path, bit, bits, value]), [
    ["kind", 0, 8, "high"],
    ["size", 8, 8, 2],
    ["text", 16, 16, "ab"],
    ["port", 32, 16, 80],
  ]);
});

test("refuses to encode fields of another case, and names the field", (t) => {
  const message = (act: () => unknown): string => t.throws(act, { instanceOf: LocalError }).message;
  t.is(
    message(() => compile(option).encode({ kind: "low", data: hex("") } as never)),
    "word: expected a whole number from 0 to 65535, found undefined",
  );
  t.is(message(() => compile(option).encode({ kind: 0, data: hex("") })), "kind: expected the name low, found 0");
});

test("shows the default in notation, and draws it and a variant that fields follow", (t) => {
  const model = describe("Test", [option, address]);
  const shown = (element: typeof option | typeof address, view: string, attributes = {}): string =>
    JSON.stringify(views[view]?.render(element.model, attributes, model));
  t.true(shown(option, "notation").includes("Thing (any other Kind) {"));
  t.true(shown(option, "diagram", { case: "default" }).includes("Data (..)"));
  t.true(shown(address, "diagram").includes("Host (1 octet or more)"));
});

const both = { low: octet, high: octet };
const letters = registry({ id: "one", title: "One", description: "For a test.", cite: "#test" }, [
  { code: 1, name: "one", meaning: "One", cite: "#test" },
]);

testRefused("variants", [
  [
    "an open registry without a default",
    () => thing().field("kind", code(8, openKinds), doc).variant("a", "kind", both, doc),
    "thing.a: is chosen by a code of open-kind, an open registry; expected a default for codes without a case",
  ],
  [
    "a case that is no name, beside a default",
    () => thing().field("kind", code(8, letters), doc).variant("a", "kind", both, doc, { default: octet }),
    "thing.a: has the cases high, low; expected some of one",
  ],
  [
    "two variants that one code chooses",
    () => thing().field("kind", code(8, kinds), doc).variant("a", "kind", { low: word, high: word }, doc).variant("b", "kind", both, doc),
    "thing.b: is chosen by kind, which chooses another variant too; nest a struct for one of them",
  ],
  [
    "a default with a field of the struct",
    () => flagged().field("kind", code(8, kinds), doc).variant("a", "kind", { low: word }, doc, { default: flagged() }),
    "thing.set: is a field of the struct and of thing, a case of thing.a",
  ],
  [
    "a field behind a variant of which a case takes the rest",
    () => thing().field("k", code(8, kinds), doc).variant("a", "k", { low: word }, doc, { default: unknown }).field("b", uint(8), doc),
    "thing.b: follows a, which takes all the rest",
  ],
]);
