import test from "ava";

import { compile, counted, describe, LocalError, octets, repeated, rest, uint, utf8 } from "../../../reference/layout/index.ts";
import { ExportError } from "../../../scripts/exports/export.ts";
import { kaitaiExport } from "../../../scripts/exports/kaitai/kaitai.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { about, doc, testRefused, thing } from "./support.ts";

/** A message whose length counts itself, as those of PostgreSQL. */
const message = thing("message")
  .field("type", uint(8), doc)
  .length("length", uint(32), { from: "length" }, doc)
  .field("body", octets(rest), doc);

/** A header whose length, in units of 4 octets from the version on, has 4 bits, as that of IPv4. */
const header = thing("header")
  .field("version", uint(4), doc)
  .length("size", uint(4, { least: 2 }), { from: "version", unit: 4 }, { ...doc, title: "Header Length" })
  .field("service", uint(8), doc)
  .field("words", repeated(uint(16), rest), doc);

/** A length of 4 bits before others in its octet, as in Bluetooth. */
const nibble = thing("nibble").length("size", uint(4), {}, doc).field("flags", uint(4), doc).field("data", octets(rest), doc);

/** A report whose length is one less than its words of 4 octets, as that of RTCP. */
const report = thing("report")
  .field("kind", uint(16), doc)
  .length("words", uint(16), { from: "kind", unit: 4, plus: -1 }, doc)
  .field("data", octets(rest), doc);

const parts = thing("parts")
  .size("textSize", uint(8), { plus: 1 }, doc)
  .size("blockSize", uint(8), { unit: 4 }, doc)
  .count("pairs", uint(8), { unit: 2, plus: 1 }, doc)
  .field("text", utf8(counted("textSize")), doc)
  .field("block", octets(counted("blockSize")), doc)
  .field("list", repeated(uint(8), counted("pairs")), doc);

test("counts itself and earlier fields, in units, with a constant, and within an octet", (t) => {
  fourWays(t, compile(message), [
    ["nothing behind it", { type: 0x53, body: new Uint8Array(0) }, "53 00000004"],
    ["octets behind it", { type: 0x51, body: hex("010203") }, "51 00000007 010203"],
  ]);
  fourWays(t, compile(header), [["words", { version: 4, service: 7, words: [1, 2, 3] }, "42 07 0001 0002 0003"]]);
  fourWays(t, compile(report), [["words", { kind: 1, data: hex("0102030405060708") }, "0001 0002 0102030405060708"]]);
  fourWays(t, compile(parts), [["all", { text: "hi", block: hex("01020304"), list: [5, 6] }, "03 01 02 6869 01020304 0506"]]);
  fourWays(t, compile(nibble), [["within an octet", { flags: 9, data: hex("0102") }, "29 0102"]]);
  prefixes(t, compile(message), hex("51 00000007 010203"));
  prefixes(t, compile(header), hex("42 07 0001 0002 0003"));
  prefixes(t, compile(parts), hex("03 01 02 6869 01020304 0506"));
});

test("refuses a length that is less than what it counts before its end", (t) => {
  const issue = { code: "FAULT", rule: "least", path: "length", octet: 1, bit: 8, expected: "at least 4", found: "3" };
  t.deepEqual(compile(message).decode(hex("51 00000003")), { ok: false, issue });
  t.deepEqual(compile(header).decode(hex("41 07")), {
    ok: false,
    issue: { code: "FAULT", rule: "least", path: "size", octet: 0, bit: 4, expected: "at least 2", found: "1" },
  });
  t.deepEqual(compile(parts).decode(hex("00 00 01")), {
    ok: false,
    issue: { code: "FAULT", rule: "least", path: "textSize", octet: 0, bit: 0, expected: "at least 1", found: "0" },
  });
  t.deepEqual(compile(header).decode(hex("42 07 0001 0002 00030000")), {
    ok: false,
    issue: { code: "FAULT", rule: "size", path: "header", octet: 8, bit: 64, expected: "2 or more octets", found: "2 octets left over" },
  });
});

test("names the number that a value's octets do not fit", (t) => {
  const mistakes = [
    [header, { version: 4, service: 7, words: [1, 2] }, "size: expected a multiple of 4 octets, found 6"],
    [
      header,
      { version: 4, service: 7, words: Array.from({ length: 31 }, () => 0) },
      "size: expected a whole number from 2 to 15, found 16",
    ],
    [report, { kind: 1, data: hex("01") }, "words: expected a multiple of 4 octets, found 5"],
    [parts, { text: "", block: hex("0102"), list: [] }, "blockSize: expected a multiple of 4 octets, found 2"],
    [parts, { text: "", block: hex(""), list: [1] }, "pairs: expected a multiple of 2 items, found 1"],
    [parts, { text: "x".repeat(255), block: hex(""), list: [] }, "textSize: expected a whole number from 1 to 255, found 256"],
  ] as const;
  for (const [of, value, message_] of mistakes) {
    t.is(t.throws(() => compile(of as never).encode(value as never), { instanceOf: LocalError }).message, message_);
  }
});

test("shows what a number counts", (t) => {
  const cells = [message, header, report, parts].flatMap((each) => {
    const [table] = renderView("fields", { of: each.model.id }, describe("Test", [each]));
    return table?.kind === "table" ? table.rows.map((row) => row[2]?.map((part) => ("text" in part ? part.text : "")).join("") ?? "") : [];
  });
  t.deepEqual(cells.filter((text) => /unit|counts|octets|items/.test(text)), [
    "4 to 4294967295 octets; counts itself",
    "2 to 15 units of 4 octets; counts from Version on",
    "0 to 65535 units of 4 octets; counts from Kind on, minus 1",
    "1 to 255 octets; plus 1",
    "0 to 255 units of 4 octets",
    "1 to 255 units of 2 items; plus 1",
  ]);
  const [source] = renderView("notation", { of: "parts" }, describe("Test", [parts]));
  t.regex(source?.kind === "source" ? source.text : "", /Text \(\.\.2032\),\n {2}Block \(\.\.8160\)/);
});

test("exports what Kaitai Struct can count, and names what the others cannot", (t) => {
  const ksy = (of: typeof message): string => String(kaitaiExport.write(describe("Test", [of]), (cite) => cite)[0]?.content);
  t.regex(ksy(message), /size: length - 4\n/);
  t.regex(ksy(parts as never), /size: text_size - 1\n[^]*size: block_size \* 4\n[^]*repeat-expr: \(pairs - 1\) \* 2\n/);
  t.is(
    t.throws(() => ksy(nibble as never), { instanceOf: ExportError }).message,
    "nibble.size: ends within an octet, where no type of Kaitai Struct can begin",
  );
  t.is(
    t.throws(() => wiresharkDissector(describe("Test", [message])), { instanceOf: ExportError }).message,
    "message.length: counts in units, with a constant or from an earlier field on, which the dissector cannot",
  );
});

const eight = uint(8);
testRefused("counting", [
  ["a unit of 0", () => thing().length("a", eight, { unit: 0 }, doc), "thing.a: counts units of 0, expected a whole number of at least 1"],
  ["half a constant", () => thing().length("a", eight, { plus: 0.5 }, doc), "thing.a: counts plus 0.5, expected a whole number"],
  ["a size from a field on", () => thing().size("a", eight, { from: "a" }, doc), "thing.a: counts from a, which only a length can"],
  [
    "a length from a later field on",
    () => thing().length("a", eight, { from: "b" }, doc),
    "thing.a: counts from b, which is neither itself nor an earlier field",
  ],
  [
    "a length from within an octet on",
    () => thing().field("b", uint(4), doc).length("a", uint(4), { from: "a" }, doc),
    "thing.a: counts from a, which does not begin on an octet",
  ],
  [
    "a length from before a field of any size on",
    () => thing().field("b", octets(counted("n")), doc),
    "thing.b: is counted by n, which is not an earlier size",
  ],
  [
    "a length over octets that vary",
    () => thing().size("n", eight, {}, doc).field("b", octets(counted("n")), doc).length("a", eight, { from: "n" }, doc),
    "thing.a: counts from n, and the octets from there vary; expected fields of one size up to the length",
  ],
  [
    "a length too small for itself",
    () => thing(about("thing").id).length("a", uint(8), { from: "a", plus: 255 }, doc).model,
    "thing.a: counts at least 256 octets, but its greatest value is 255",
  ],
]);
