import test from "ava";

import {
  code,
  compile,
  counted,
  describe,
  flag,
  LocalError,
  octets,
  repeated,
  type Struct,
  uint,
} from "../../../reference/layout/index.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { fourWays, hex, prefixes } from "../../other-protocols/support.ts";
import { doc, kinds, octet, testRefused, thing } from "./support.ts";

const chunk = thing("chunk")
  .field("kind", code(8, kinds), doc)
  .size("size", uint(8), {}, doc)
  .field("data", octets(counted("size")), doc);
const file = thing("file").field("chunks", repeated(chunk, { last: { kind: "high" } }), doc).field("after", uint(8), doc);
const codec = compile(file);
const low = { kind: "low", data: hex("aabb") } as const;
const high = { kind: "high", data: hex("") } as const;

const names = thing("names")
  .field("labels", repeated(octet, { before: [[0, 0], [0xc0, 0xff]] }), doc)
  .field("end", uint(8, { sends: [[0, 0], [0xc0, 0xff]] }), doc);
const beforeCodec = compile(names);

test("ends a list after the item whose field has a value", (t) => {
  fourWays(t, codec, [
    ["two", { chunks: [low, high], after: 7 }, "00 02 aabb 02 00 07"],
    ["one", { chunks: [high], after: 0 }, "02 00 00"],
  ]);
  prefixes(t, codec, hex("00 02 aabb 02 00 07"));
  t.deepEqual(codec.trace(hex("00 00 02 00 07")).fields.map(({ path, value }) => [path, value]), [
    ["chunks.0.kind", "low"],
    ["chunks.0.size", 0],
    ["chunks.0.data", ""],
    ["chunks.1.kind", "high"],
    ["chunks.1.size", 0],
    ["chunks.1.data", ""],
    ["after", 7],
  ]);
  t.deepEqual(codec.decode(hex("00 00 01")), {
    ok: false,
    issue: { code: "FAULT", rule: "registered", path: "chunks.1.kind", octet: 2, bit: 16, expected: "low (0), high (2)", found: "1" },
  });
});

test("ends a list in a length only by its last item, and before an octet of the next field", (t) => {
  const sized = compile(thing().length("n", uint(8), {}, doc).field("chunks", repeated(chunk, { last: { kind: "high" } }), doc));
  const result = sized.decode(hex("02 0000"));
  t.is(result.ok || result.issue?.path, "chunks.1.kind");
  fourWays(t, beforeCodec, [
    ["two", { labels: [{ value: 1 }, { value: 0xbf }], end: 0xc1 }, "01 bf c1"],
    ["none", { labels: [], end: 0 }, "00"],
  ]);
  prefixes(t, beforeCodec, hex("01 bf c1"));
});

test("refuses to encode a list without its last item, with another one, and items like the end", (t) => {
  const message = (of: typeof codec | typeof beforeCodec, value: unknown) =>
    t.throws(() => of.encode(value as never), { instanceOf: LocalError }).message;
  t.is(message(codec, { chunks: [low], after: 0 }), "chunks: expected a last item whose kind is high, found none in 1 items");
  t.is(message(codec, { chunks: [], after: 0 }), "chunks: expected a last item whose kind is high, found none in 0 items");
  t.is(message(codec, { chunks: [low, high, low], after: 0 }), "chunks.1: expected no item behind one whose kind is high, found 1");
  t.is(
    message(beforeCodec, { labels: [{ value: 0xc0 }], end: 0 }),
    "labels.0: expected an item that does not begin with the octet 0, or 192 to 255, which ends the list",
  );
  t.is(message(beforeCodec, { labels: [], end: 1 }), "end: expected 0, or 192 to 255, found 1");
});

test("says the end of a list in the table of fields", (t) => {
  const text = (of: Struct<object>): string =>
    JSON.stringify(renderView("fields", { of: of.model.id }, describe("Test", [of, kinds])));
  t.true(text(file as never).includes("list of Thing; the last has Kind is high"), text(file as never));
  t.true(text(names as never).includes("list of Thing, up to the octet 0x00, or 0xc0 to 0xff"), text(names as never));
});

const nest = thing("nest").field("pad", uint(7), doc).field("last", flag(), doc);

testRefused("ends of lists", [
  [
    "a last item by a field that items may lack",
    () => repeated(thing().field("a", flag(), doc).field("b", uint(7), doc).when("a", true, "c", uint(8), doc), { last: { c: 1 } }),
    "thing: is the last item if c is 1; expected a field that each item has: a flag and true or false, a code and names of it, or a number "
      + "and values in its range",
  ],
  ["a last item without a test", () => repeated(nest, { last: {} }), "nest: is the last item without a test; expected at least one field"],
  [
    "octets out of range",
    () => repeated(uint(8), { before: [[0, 256]] }),
    "repeated: ends before the octets 0 to 256, expected ranges within 0 to 255",
  ],
  [
    "a field behind a list that can begin with another octet",
    () => thing().field("a", repeated(uint(8), { before: [[0, 3]] }), doc).field("b", uint(8), doc),
    "thing.b: follows the list a; expected a uint(8) that is always present and sends 0 to 3",
  ],
  [
    "a list before an octet at the end of a struct",
    () => thing().field("a", repeated(uint(8), { before: [[0, 3]] }), doc).model,
    "thing.a: ends before an octet of the next field, but no field follows",
  ],
]);
