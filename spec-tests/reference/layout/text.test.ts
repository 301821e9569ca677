import test from "ava";

import {
  ascii,
  compile,
  describe,
  fromPlain,
  latin1,
  LocalError,
  octets,
  rest,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { doc, testRefused, thing } from "./support.ts";

const lines = thing("lines")
  .field("name", utf8({ octet: 0 }, { least: 1, most: 4 }), doc)
  .field("line", ascii({ octet: 0x0a }, { characters: [[0x20, 0x7e]] }), doc)
  .field("raw", octets({ octet: 0xff }), doc)
  .field("old", latin1(2, { characters: [[0x41, 0x5a], [0xe9, 0xe9]] }), doc);
const codec = compile(lines);
const VALUE = { name: "é", line: "a b", raw: hex("0001"), old: "Hé" };
const OCTETS = "c3a9 00 612062 0a 0001 ff 48e9";

test("reads text and octets up to the octet that closes them, and text of one octet for each character", (t) => {
  fourWays(t, codec, [
    ["all", VALUE, OCTETS],
    ["empty ones", { ...VALUE, line: "", raw: hex("") }, "c3a9 00 0a ff 48e9"],
  ]);
  prefixes(t, codec, hex(OCTETS));
  t.deepEqual(lines.schema.parse(VALUE), VALUE);
  t.deepEqual(fromPlain(thing().field("a", latin1(rest), doc).model, { a: { repeat: "e9", count: 2 } }), { a: "éé" });
  t.deepEqual(codec.trace(hex(OCTETS)).fields.map(({ path, bits, value }) => [path, bits, value]), [
    ["name", 16, "é"],
    ["name.end", 8, 0],
    ["line", 24, "a b"],
    ["line.end", 8, 0x0a],
    ["raw", 16, "0001"],
    ["raw.end", 8, 0xff],
    ["old", 16, "Hé"],
  ]);
});

test("refuses text that is too long before its end, that is not closed, and other characters", (t) => {
  const sized = thing("sized").length("n", uint(8), {}, doc).field("a", utf8({ octet: 0 }), doc);
  const issues = [
    [codec, "6162636465", "size name 0: expected 1 to 4 octets, found 5 octets or more"],
    [codec, "00", "size name 0: expected 1 to 4 octets, found 0 octets"],
    [codec, "61 00 6109620a", "characters line 2: expected characters U+0020 to U+007E, found 610962"],
    [codec, "61 00 0a ff 40e9", "characters old 4: expected characters U+0041 to U+005A or U+00E9, found 40e9"],
    [compile(sized), "02 6161", "size a 1: expected the octet 0x00 at its end, found 2 octets without it"],
  ] as const;
  for (const [of, text, message] of issues) {
    const result = of.decode(hex(text));
    const { rule, path, octet, expected, found } = result.ok || result.issue === undefined ? {} as never : result.issue;
    t.is(`${rule} ${path} ${octet}: expected ${expected}, found ${found}`, message);
  }
});

test("names a value that holds the closing octet or another character", (t) => {
  const mistakes = [
    [{ ...VALUE, name: "a\0" }, 'name: expected nothing with the octet 00, which closes it, found "a\\u0000"'],
    [{ ...VALUE, raw: hex("ff") }, "raw: expected nothing with the octet FF, which closes it, found Uint8Array"],
    [{ ...VALUE, line: "\t" }, 'line: expected characters U+0020 to U+007E, found "\\t"'],
    [{ ...VALUE, old: "A€" }, 'old: expected text of characters up to U+00FF, found "A€"'],
    [{ ...VALUE, old: "A" }, "old: expected 2 octets, found 1 octets"],
  ] as const;
  for (const [value, message] of mistakes) {
    t.is(t.throws(() => codec.encode(value), { instanceOf: LocalError }).message, message);
    t.false(lines.schema.safeParse(value).success && !message.includes("closes"));
  }
});

test("shows the encoding, the characters and the closing octet", (t) => {
  const model = describe("Test", [lines]);
  const [table] = renderView("fields", { of: "lines" }, model);
  t.deepEqual(table?.kind === "table" ? table.rows.map((row) => row.slice(1, 3).map(([part]) => part)) : [], [
    [{ text: "2 to 5 octets" }, { text: "UTF-8, closed by 0x00" }],
    [{ text: "1 octet or more" }, { text: "ASCII, characters U+0020 to U+007E, closed by 0x0a" }],
    [{ text: "1 octet or more" }, { text: "closed by 0xff" }],
    [{ text: "16 bits" }, { text: "ISO 8859-1, characters U+0041 to U+005A or U+00E9" }],
  ]);
});

testRefused("text", [
  ["a closing octet within UTF-8", () => utf8({ octet: 0x80 }), "utf8: is closed by the octet 128, expected 0 to 127"],
  ["a closing octet over 255", () => octets({ octet: 256 }), "octets: is closed by the octet 256, expected 0 to 255"],
  [
    "characters beyond the encoding",
    () => latin1(rest, { characters: [[0x20, 0x100]] }),
    "latin1: allows the characters 32 to 256, expected a range within 0 to 255",
  ],
]);
