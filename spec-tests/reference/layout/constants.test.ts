/** Constants: bits up to 64, and literal octets and text. */
import test from "ava";

import { compile, describe, uint } from "../../../reference/layout/index.ts";
import { fieldFacts } from "../../../scripts/api/facts.ts";
import { ExportError } from "../../../scripts/exports/export.ts";
import { kaitaiExport } from "../../../scripts/exports/kaitai/kaitai.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { renderExample } from "../../../scripts/generate/example/render-example.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { toText } from "../../../scripts/generate/text.ts";
import { mutationsOf } from "../../../scripts/interop/generate/mutations.ts";
import { encodeWireFields, wireFields } from "../../../scripts/interop/generate/wire-fields.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { doc, testRefused, thing } from "./support.ts";

/** The client's preface of RFC 9113, Section 3.4. */
const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const preface = thing("preface").literal("preface", PREFACE, doc).field("next", uint(8), doc);

/** The first octets of a PNG file. */
const png = thing("png").literal("signature", hex("89504e470d0a1a0a"), doc).field("next", uint(8), doc);

const wide = thing("wide")
  .constant("half", 48, 0x0102_0304_0506, { ...doc, base: 16 })
  .constant("all", 64, 0xfedc_ba98_7654_3210n, { ...doc, base: 16 })
  .constant("turned", 64, 1n, { ...doc, endian: "little" })
  .reserved("zero", 40, doc);
const model = describe("Constants", [preface, png, wide]);

test("reads and writes literal text and octets", (t) => {
  const octets = hex("505249202a20485454502f322e300d0a0d0a534d0d0a0d0a 07");
  fourWays(t, compile(preface), [["the preface of HTTP/2", { next: 7 }, Buffer.from(octets).toString("hex")]]);
  prefixes(t, compile(preface), octets);
  fourWays(t, compile(png), [["a PNG file", { next: 7 }, "89504e470d0a1a0a 07"]]);
  t.deepEqual(compile(png).trace(hex("89504e470d0a1a0a07")).fields, [
    { path: "signature", bit: 0, bits: 64, value: "89504e470d0a1a0a" },
    { path: "next", bit: 64, bits: 8, value: 7 },
  ]);
  t.is(compile(preface).trace(octets).fields[0]?.value, PREFACE);
});

test("refuses other octets in place of a literal", (t) => {
  t.deepEqual(compile(thing().field("a", uint(8), doc).literal("b", "AB", doc)).decode(hex("00 41 43")), {
    ok: false,
    issue: { code: "FAULT", rule: "equals", path: "b", octet: 1, bit: 8, expected: '"AB"', found: "4143" },
  });
  t.like(compile(png).decode(hex("89504e470a1a0a0d07")), {
    issue: { rule: "equals", expected: "0x89504e470d0a1a0a", found: "89504e470a1a0a0d" },
  });
});

test("reads and writes constants of up to 64 bits in both octet orders", (t) => {
  const octets = "010203040506 fedcba9876543210 0100000000000000 0000000000";
  const codec = compile(wide);
  fourWays(t, codec, [["all", {}, octets]]);
  prefixes(t, codec, hex(octets));
  t.like(codec.decode(hex(octets.replace("3210", "3211"))), {
    issue: { path: "all", rule: "equals", expected: "0xfedcba9876543210", found: "0xfedcba9876543211" },
  });
  t.like(codec.decode(hex(octets.replace("0506", "0507"))), { issue: { path: "half", expected: "0x010203040506" } });
  t.like(codec.decode(hex(octets.replace(/.$/, "1"))), { issue: { path: "zero", expected: "0", found: "1" } });
});

test("tables, notation, diagrams, facts and notes show constants", (t) => {
  const text = (view: string, of: string): string => toText(renderView(view, { of }, model));
  t.true(text("notation", "png").includes("Signature (64) = 0x89504e470d0a1a0a,"));
  t.true(text("notation", "preface").includes(`Preface (192) = ${JSON.stringify(PREFACE)},`));
  t.true(text("notation", "wide").includes("All (64) = 0xfedcba9876543210,"));
  t.true(text("diagram", "png").includes("Signature (64) = 0x89504e470d0a1a0a"), text("diagram", "png"));
  t.true(text("fields", "png").includes("0x89504e470d0a1a0a"));
  const facts = wide.model.fields.map((field) => fieldFacts(field, wide.model, model).find(({ label }) => label === "Value")?.text);
  t.deepEqual(facts, ["0x010203040506", "0xfedcba9876543210", "1", "0"]);
  t.deepEqual(renderExample(model, "png/some", { next: 1 }).lines, [
    "89 50 4e 47 0d 0a 1a 0a  signature = 89504e470d0a1a0a",
    "01                       next = 1",
  ]);
});

test("vectors break each bit of a literal, and exports have it or name it", (t) => {
  const whole = wireFields(png.model, { next: 7 }, model);
  t.deepEqual(encodeWireFields(whole), hex("89504e470d0a1a0a07"));
  const codec = compile(png);
  const rules = mutationsOf(png.model, model, true, "").map(({ apply }) => {
    const result = codec.decode(encodeWireFields(apply(whole)));
    return result.ok || result.needs !== undefined ? "" : result.issue.rule;
  });
  t.deepEqual(rules, Array.from({ length: 65 }, () => "equals"));
  const ksy = kaitaiExport.write(describe("Some", [png]), (cite) => cite)[0]?.content ?? "";
  t.regex(ksy, /contents:\s+(?:- 137|\[\s*137)/);
  const great = thing("some").constant("a", 64, 2n ** 63n, doc);
  t.throws(() => wiresharkDissector(describe("Some", [png])), { instanceOf: ExportError, message: /^png\.signature/ });
  t.is(
    t.throws(() => wiresharkDissector(describe("Some", [great])), { instanceOf: ExportError })?.message,
    "some.a: is the constant 9223372036854775808; the dissector compares up to 2^53 - 1",
  );
});

testRefused("constants", [
  ["a number that is not exact", () => thing().constant("a", 64, 2 ** 60, doc), "thing.a: value 1152921504606847000 does not fit 64 bits"],
  ["a negative constant", () => thing().constant("a", 64, -1n, doc), "thing.a: value -1 does not fit 64 bits"],
  ["a literal without octets", () => thing().literal("a", "", doc), "thing.a: has 0 octets, expected 1 to 256"],
  ["a long literal", () => thing().literal("a", new Uint8Array(257), doc), "thing.a: has 257 octets, expected 1 to 256"],
  ["a literal that is not ASCII", () => thing().literal("a", "\u00e9", doc), 'thing.a: is the text "\u00e9"; expected ASCII, or octets'],
]);
