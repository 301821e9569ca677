import test from "ava";

import {
  bare,
  code,
  compile,
  counted,
  describe,
  fromPlain,
  LocalError,
  octets,
  repeated,
  rest,
  toPlain,
  uint,
  utf8,
} from "../../../reference/layout/index.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { toText } from "../../../scripts/generate/text.ts";
import { renderExample } from "../../../scripts/generate/example/render-example.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { doc, flagged, openKinds, testRefused, thing } from "./support.ts";

const name = thing("name")
  .size("length", uint(8), {}, doc)
  .field("text", utf8(counted("length"), { least: 1 }), doc);

const lists = thing("lists")
  .count("ports", uint(8), {}, { ...doc, title: "Port Count" })
  .field("open", repeated(uint(16, { base: 16 }), counted("ports")), doc)
  .field("owner", bare(name), doc)
  .field("groups", repeated(repeated(bare(name), { octet: 0 }), { octet: 0xff }), doc)
  .field("kinds", repeated(code(8, openKinds), rest), doc);
const codec = compile(lists);

const VALUE = { open: [80, 443], owner: "hi", groups: [["a", "bc"], []], kinds: ["high" as const, 7] };
const OCTETS = "02 0050 01bb 026869 0161 026263 00 00 ff 02 07";

test("has numbers, names and texts in lists, and the value of a bare struct", (t) => {
  fourWays(t, codec, [
    ["all", VALUE, OCTETS],
    ["empty lists", { open: [], owner: "x", groups: [], kinds: [] }, "00 0178 ff"],
  ]);
  prefixes(t, compile(thing().field("owner", bare(name), doc).field("open", repeated(uint(8), { octet: 9 }), doc)), hex("026869 01 02 09"));
  t.deepEqual(lists.schema.parse(VALUE), VALUE);
  t.deepEqual(fromPlain(lists.model, toPlain(VALUE)), VALUE);
});

test("traces items by their place in the value", (t) => {
  t.deepEqual(codec.trace(hex(OCTETS)).fields.map(({ path, bits, value }) => [path, bits, value]), [
    ["ports", 8, 2],
    ["open.0", 16, 80],
    ["open.1", 16, 443],
    ["owner.length", 8, 2],
    ["owner", 16, "hi"],
    ["groups.0.0.length", 8, 1],
    ["groups.0.0", 8, "a"],
    ["groups.0.1.length", 8, 2],
    ["groups.0.1", 16, "bc"],
    ["groups.0.end", 8, 0],
    ["groups.1.end", 8, 0],
    ["groups.end", 8, 0xff],
    ["kinds.0", 8, "high"],
    ["kinds.1", 8, 7],
  ]);
  t.deepEqual(renderExample(describe("Test", [lists]), "lists", VALUE).lines.slice(0, 5), [
    "02     ports = 2",
    "00 50  open.0 = 0x50",
    "01 bb  open.1 = 0x01bb",
    "02     owner.length = 2",
    '68 69  owner = "hi"',
  ]);
});

test("names the item in which a fault or a mistake is", (t) => {
  const result = codec.decode(hex("00 0178 0161 00 01ff"));
  t.deepEqual(result.ok ? undefined : result.issue, {
    code: "FAULT",
    rule: "utf8",
    path: "groups.1.0",
    octet: 7,
    bit: 56,
    expected: "UTF-8",
    found: "ff",
  });
  for (const [value, message] of [
    [{ ...VALUE, open: [1, 65536] }, "open.1: expected a whole number from 0x00 to 0xffff, found 0x010000"],
    [{ ...VALUE, owner: 7 }, "owner: expected a string, found 7"],
    [{ ...VALUE, owner: "x".repeat(256) }, "owner.length: expected a whole number from 0 to 255, found 256"],
    [{ ...VALUE, groups: [["a", ""]] }, "groups.0.1: expected 1 or more octets, found 0 octets"],
    [{ ...VALUE, kinds: [2] }, "kinds.0: expected the name high, found 2"],
  ] as const) {
    t.is(t.throws(() => codec.encode(value as never), { instanceOf: LocalError }).message, message);
  }
});

test("declares the types of items", (t) => {
  const text = codec.source({ language: "typescript" });
  const types = [
    "open: readonly number[]",
    "owner: string",
    "groups: readonly (readonly string[])[]",
    'kinds: readonly ("low" | "high" | number)[]',
  ];
  for (const type of types) {
    t.true(text.includes(`readonly ${type};`), type);
  }
});

test("shows the items in notation and tables", (t) => {
  const model = describe("Test", [lists]);
  t.is(
    toText(renderView("notation", { of: "lists" }, model)),
    `
Thing {
  Port Count (8),
  Open (16) ...,
  Owner (Thing),
  Groups (Thing) ...,
  Kinds (8) ...,
}

Thing {
  Length (8),
  Text (..2040),
}`.trim(),
  );
  const [table] = renderView("fields", { of: "lists" }, model);
  t.deepEqual(table?.kind === "table" ? table.rows.map((row) => row[2]) : [], [
    [{ text: "0 to 255 items" }],
    [{ text: "each 16 bits: 0x00 to 0xffff" }],
    [],
    [{ text: "each list of Thing" }],
    [{ text: "each 8 bits: low, high or another" }],
  ]);
});

testRefused("items", [
  ["items within an octet", () => thing().field("a", repeated(uint(4), rest), doc), "thing.a: fills 4 bits, expected whole octets"],
  [
    "items that can be empty",
    () => thing().field("a", repeated(octets(counted("b")), rest), doc),
    "repeated: has items that b counts; put both into a struct, and repeat it as bare(struct)",
  ],
  [
    "items that take the rest",
    () => thing().field("a", repeated(octets(rest, { least: 1 }), rest), doc),
    "thing.a: takes all the rest, so no item can follow it in a repetition",
  ],
  [
    "a bare struct of two fields",
    () => bare(flagged().field("b", uint(8), doc)),
    "thing: has set and b as value; expected one field if it is bare",
  ],
  [
    "a bare struct without a field of the value",
    () => bare(thing().constant("a", 8, 1, doc)),
    "thing: has no field as value; expected one field if it is bare",
  ],
  [
    "a bare struct of a trailing group",
    () => bare(thing().trailing("more", (group) => group.field("a", uint(8), doc))),
    "thing.a: may be absent, so its struct cannot be bare",
  ],
]);
