/** Continued integers: the examples of the specifications that have them, and the mistakes that a receiver finds. */
import test from "ava";

import {
  code,
  compile,
  compileContinued,
  compileElement,
  continued,
  counted,
  describe,
  fromPlain,
  LocalError,
  octets,
  registry,
  toPlain,
  uint,
} from "../../../reference/layout/index.ts";
import { fieldFacts } from "../../../scripts/api/facts.ts";
import { ExportError } from "../../../scripts/exports/export.ts";
import { kaitaiExport } from "../../../scripts/exports/kaitai/kaitai.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { renderExample } from "../../../scripts/generate/example/render-example.ts";
import { toText } from "../../../scripts/generate/text.ts";
import { valueSchema } from "../../../scripts/interop/format/value-schema.ts";
import { mutationsOf } from "../../../scripts/interop/generate/mutations.ts";
import { encodeWireFields, wireFields } from "../../../scripts/interop/generate/wire-fields.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { about, doc, testRefused, thing } from "./support.ts";

/** The Variable Byte Integer of MQTT 5, Section 1.5.5. */
const mqtt = continued({ ...about("variable-byte-integer"), title: "Variable Byte Integer", octets: 4 });
/** The varint of Protocol Buffers. */
const varint = continued({ ...about("varint"), octets: 10, anyForm: true });
/** u32 of WebAssembly. */
const u32 = continued({ ...about("u32"), octets: 5, bits: 32, anyForm: true });
/** The variable-length quantity of MIDI files. */
const quantity = continued({ ...about("quantity"), octets: 4, endian: "big" });
/** The integers of RFC 7541, Section 5.1. */
const five = continued({ ...about("five"), octets: 5, prefix: 5, anyForm: true });
const eight = continued({ ...about("eight"), octets: 3, prefix: 8 });

test("codes the table of MQTT 5 with both ends of each size", (t) => {
  const codec = compileContinued<number>(mqtt.model);
  fourWays(t, codec, [
    ["zero", 0, "00"],
    ["most of 1 octet", 127, "7f"],
    ["least of 2 octets", 128, "8001"],
    ["most of 2 octets", 16_383, "ff7f"],
    ["least of 3 octets", 16_384, "808001"],
    ["most of 3 octets", 2_097_151, "ffff7f"],
    ["least of 4 octets", 2_097_152, "80808001"],
    ["most", 268_435_455, "ffffff7f"],
  ]);
  prefixes(t, codec, hex("ffffff7f"));
  t.deepEqual(codec.decode(hex("ffff")), { ok: false, needs: 1 });
});

test("codes the examples of Protocol Buffers, MIDI, WebAssembly and RFC 7541", (t) => {
  fourWays(t, compileContinued<bigint>(varint.model), [
    ["150", 150n, "9601"],
    ["beyond exact numbers", 9_007_199_254_740_993n, "8180808080808010"],
    ["most", 2n ** 64n - 1n, "ffffffffffffffffff01"],
  ]);
  fourWays(t, compileContinued<number>(quantity.model), [
    ["an octet", 0x40, "40"],
    ["two octets", 0x2000, "c000"],
    ["three octets", 0x1fffff, "ffff7f"],
    ["four octets", 0x0fffffff, "ffffff7f"],
  ]);
  fourWays(t, compileContinued<number>(u32.model), [["most", 2 ** 32 - 1, "ffffffff0f"]]);
  const field = compile(thing().field("flags", uint(3), doc).field("a", five.type(), doc));
  fourWays(t, field, [
    ["C.1.1", { flags: 5, a: 10 }, "aa"],
    ["the greatest in the prefix", { flags: 0, a: 30 }, "1e"],
    ["the least behind the prefix", { flags: 0, a: 31 }, "1f00"],
    ["C.1.2", { flags: 7, a: 1337 }, "ff9a0a"],
  ]);
  prefixes(t, field, hex("ff9a0a"));
  fourWays(t, compileContinued<number>(eight.model), [["C.1.3", 42, "2a"], ["behind the prefix", 256, "ff01"]]);
  const wide = continued({ ...about("wide"), octets: 11, prefix: 7 });
  fourWays(t, compile(thing().field("flag", uint(1), doc).field("a", wide.bigType(), doc)), [
    ["in the prefix", { flag: 1, a: 126n }, "fe"],
    ["most", { flag: 0, a: 2n ** 64n - 1n }, "7f 80ffffffffffffffff01"],
  ]);
});

test("gives numbers where a use bounds a wide integer", (t) => {
  const codec = compile(thing().field("a", varint.type({ most: 2 ** 53 - 1 }), doc));
  fourWays(t, codec, [["most", { a: 2 ** 53 - 1 }, "ffffffffffffff0f"]]);
  t.like(codec.decode(hex("8080808080808010")), { issue: { rule: "most", found: "9007199254740992" } });
  t.like(codec.decode(hex("ffffffffffffffffff7f")), { issue: { rule: "fits" } });
});

test("refuses too many octets, too large integers and needless octets, each with its place", (t) => {
  const issueOf = (of: typeof mqtt, text: string): unknown => {
    const result = compile(thing().field("n", uint(8), doc).field("a", of.type(), doc)).decode(hex(`00${text}`));
    if (result.ok || result.needs !== undefined) return result;
    const { rule, octet, expected, found } = result.issue;
    return [rule, octet, expected, found];
  };
  t.deepEqual(issueOf(mqtt, "80808080"), ["fits", 1, "at most 268435455 in at most 4 octets", "more than 4 octets"]);
  t.deepEqual(issueOf(u32, "ffffffff1f"), ["fits", 1, "at most 4294967295 in at most 5 octets", "8589934591"]);
  t.deepEqual(issueOf(mqtt, "8000"), ["shortest", 1, "the shortest form", "0 in 16 bits"]);
  t.deepEqual(issueOf(mqtt, "ff8000"), ["shortest", 1, "the shortest form", "127 in 24 bits"]);
  t.deepEqual(issueOf(quantity, "8001"), ["shortest", 1, "the shortest form", "1 in 16 bits"]);
  t.deepEqual(issueOf(u32, "8100"), { ok: true, value: { n: 0, a: 1 } });
  const hpack = compile(thing().field("n", uint(3), doc).field("a", five.type({ anyForm: false }), doc));
  t.like(hpack.decode(hex("1f8000")), { issue: { rule: "shortest", octet: 0, bit: 3, found: "31 in 21 bits" } });
  t.like(hpack.decode(hex("1f80808080")), { issue: { rule: "fits", bit: 3, found: "more than 5 octets" } });
  const codec = compile(thing().field("a", mqtt.type({ least: 2, most: 300, base: 16 }), doc));
  t.like(codec.decode(hex("01")), { issue: { rule: "least", expected: "at least 0x02" } });
  t.like(codec.decode(hex("ad02")), { issue: { rule: "most", expected: "at most 0x012c", found: "0x012d" } });
  const error = t.throws(() => compileContinued<number>(mqtt.model).encode(2 ** 28), { instanceOf: LocalError });
  t.is(error.message, "value: expected a whole number from 0 to 268435455, found 268435456");
});

test("carries a code, by which a value has a name", (t) => {
  const shared = { description: "For a test.", cite: "#test" } as const;
  const property = registry({ id: "property", title: "Properties", ...shared, open: true }, [
    { code: 1, name: "format", meaning: "The format", cite: "#test" },
    { code: 300, name: "far", meaning: "A code of two octets", cite: "#test" },
  ]);
  const codec = compile(thing().field("id", code(mqtt, property), doc).when("id", "far", "more", uint(8), doc));
  fourWays(t, codec, [
    ["a name", { id: "format" }, "01"],
    ["a name of two octets", { id: "far", more: 7 }, "ac02 07"],
    ["a bare code", { id: 200 }, "c801"],
  ]);
  t.like(codec.decode(hex("8100")), { issue: { rule: "shortest", found: "1 in 16 bits" } });
});

const packet = thing("packet")
  .field("kind", uint(3), doc)
  .field("index", five.type(), doc)
  .length("remaining", mqtt.type(), {}, doc)
  .size("size", mqtt.type(), {}, doc)
  .field("data", octets(counted("size")), doc);
const model = describe("Packets", [packet, varint]);

test("a continued integer counts octets, and a trace has its place", (t) => {
  const codec = compile(packet);
  const data = new Uint8Array(200);
  const value = { kind: 1, index: 40, data };
  const whole = codec.encode(value);
  t.deepEqual(whole.subarray(0, 6), hex("3f09 ca01 c801"));
  t.deepEqual(codec.decode(whole), { ok: true, value });
  t.deepEqual(codec.trace(whole).fields.slice(0, 4), [
    { path: "kind", bit: 0, bits: 3, value: 1 },
    { path: "index", bit: 3, bits: 13, value: 40 },
    { path: "remaining", bit: 16, bits: 16, value: 202 },
    { path: "size", bit: 32, bits: 16, value: 200 },
  ]);
  t.like(codec.decode(hex("21 03 81")), { ok: false, needs: 1 });
  t.like(codec.decode(hex("21 01 81 00")), { issue: { rule: "size", path: "size" } });
  t.deepEqual(packet.model.sizes, [[3, null]]);
});

test("tables, notation, diagrams and examples show a continued integer", (t) => {
  const text = (view: string, of: string): string => toText(renderView(view, { of }, model));
  t.is(
    text("forms", "variable-byte-integer"),
    [
      "+--------+----------------------+-----------------------------------+",
      "| Octets | First bits of octets | Values, least significant bits    |",
      "|        |                      | first                             |",
      "+========+======================+===================================+",
      "|      1 | 0                    | 0 to 127                          |",
      "+--------+----------------------+-----------------------------------+",
      "|      2 | 1, 0                 | 128 to 16383                      |",
      "+--------+----------------------+-----------------------------------+",
      "|      3 | 1, 1, 0              | 16384 to 2097151                  |",
      "+--------+----------------------+-----------------------------------+",
      "|      4 | 1, 1, 1, 0           | 2097152 to 268435455              |",
      "+--------+----------------------+-----------------------------------+",
    ].join("\n"),
  );
  t.true(text("forms", "five").includes("all 1, then 1, 0"), text("forms", "five"));
  t.is(
    text("notation", "packet"),
    "Thing {\n  Kind (3),\n  Index (Thing),\n  Remaining (Variable Byte Integer),\n  Size (Variable Byte Integer),\n  Data (..),\n}",
  );
  const fields = text("fields", "packet").replaceAll(/[\s|]+/g, " ");
  for (const words of ["5 to 37 bits 0 to 268435486; least For a significant bits first", "1 to 268435455 octets; least"]) {
    t.true(fields.includes(words), fields);
  }
  const diagram = text("diagram", "packet");
  for (const words of ["Index, continued (0 to 4 octets)", "Remaining (1 to 4 octets)"]) t.true(diagram.includes(words), diagram);
  const index = packet.model.fields[1];
  t.true(index !== undefined && fieldFacts(index, packet.model, model).some((fact) => fact.text === "least significant bits first"));
  t.deepEqual(renderExample(model, "varint/some", "150").lines, ["96 01  varint = 150"]);
});

test("values pass through plain form, and a model through JSON", (t) => {
  const again = compileElement(JSON.parse(JSON.stringify(model)) as typeof model, "varint");
  t.deepEqual(again.encode(fromPlain(varint.model, toPlain(150n))), hex("9601"));
  t.deepEqual(again.decode(hex("9601")), { ok: true, value: 150n });
});

test("vectors have a continued integer and break each of its rules", (t) => {
  const some = thing("some").field("count", mqtt.type(), doc).field("number", u32.type(), doc);
  t.true(valueSchema(some.model, model).safeParse({ count: 2 ** 28 - 1, number: 0 }).success);
  t.false(valueSchema(some.model, model).safeParse({ count: 2 ** 28, number: 0 }).success);
  const whole = wireFields(some.model, { count: 300, number: 5 }, model);
  t.deepEqual(encodeWireFields(whole), hex("ac02 05"));
  const codec = compile(some);
  const broken = mutationsOf(some.model, model, true, "").map(({ name, rule, apply }) => {
    const result = codec.decode(encodeWireFields(apply(whole)));
    return [name, rule, result.ok || result.needs !== undefined ? result : result.issue.rule];
  });
  t.deepEqual(broken, [
    ["5-octets", "fits", "fits"],
    ["128-and-an-octet", "shortest", "shortest"],
    ["6-octets", "fits", "fits"],
    ["4294967296", "fits", "fits"],
  ]);
});

test("Kaitai Struct computes a continued integer, and an export names one that it cannot", (t) => {
  const ksy = (of: typeof varint): string => kaitaiExport.write(describe("Some", [of]), (cite) => cite)[0]?.content ?? "";
  t.regex(ksy(mqtt), /repeat-until: _ < 128/);
  t.is(
    t.throws(() => ksy(quantity), { instanceOf: ExportError })?.message,
    "quantity: has its most significant bits first: Kaitai Struct cannot compute its number",
  );
});

testRefused("continued integers", [
  ["no octets", () => continued({ ...about("a"), octets: 0 }), "a: has at most 0 octets, expected 1 to 10"],
  ["too many octets", () => continued({ ...about("a"), octets: 11 }), "a: has at most 11 octets, expected 1 to 10"],
  ["a prefix alone", () => continued({ ...about("a"), octets: 1, prefix: 5 }), "a: has at most 1 octets, expected 2 to 11"],
  ["a wide prefix", () => continued({ ...about("a"), octets: 2, prefix: 9 }), "a: has a prefix of 9 bits, expected 1 to 8"],
  ["more than 64 bits", () => continued({ ...about("a"), octets: 10, bits: 65 }), "a: has a width of 65 bits, expected 1 to 64"],
  ["more bits than fit", () => continued({ ...about("a"), octets: 4, bits: 29 }), "a: of 29 bits does not fit 4 octets"],
  [
    "a prefix before the most significant bits",
    () => continued({ ...about("a"), octets: 4, prefix: 5, endian: "big" }),
    "a: is big endian and has a prefix; expected the least significant bits first behind a prefix",
  ],
  ["a wide integer as a number", () => varint.type(), "varint: may exceed 2^53 - 1: use bigType, or give a most that fits a number"],
  [
    "a prefix that does not end on an octet",
    () => compile(thing().field("a", five.type(), doc).field("b", uint(3), doc)),
    "thing.a: does not end on an octet",
  ],
  [
    "an integer within an octet",
    () => compile(thing().field("b", uint(3), doc).field("a", mqtt.type(), doc).field("c", uint(5), doc)),
    "thing.a: does not begin on an octet",
  ],
]);
