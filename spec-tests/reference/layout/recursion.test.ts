import test from "ava";
import fc from "fast-check";

import {
  compile,
  compileElement,
  describe,
  fromPlain,
  LayoutError,
  LocalError,
  type Model,
  octets,
  recursive,
  repeated,
  rest,
  sourceOf,
  toHex,
  toPlain,
  uint,
} from "../../../reference/layout/index.ts";
import { notation } from "../../../scripts/generate/views/notation.ts";
import { fields } from "../../../scripts/generate/views/fields.ts";
import { comparable, hex } from "../../other-protocols/support.ts";
import { doc, flagged, testRefused, thing } from "./support.ts";
import { DEPTH, type Tree, tree } from "./tree.ts";

const codec = compile(tree);
const leaf = (data: string): Tree => ({ kind: "leaf", data: hex(data) });
const list = (...trees: readonly Tree[]): Tree => ({ kind: "list", items: trees });

/** A second opinion, by hand. */
function octetsOf(value: Tree): Uint8Array {
  const body = value.kind === "leaf" ? value.data : Buffer.concat(value.items.map(octetsOf));
  return Uint8Array.of(value.kind === "leaf" ? 0 : 1, body.length, ...body);
}

const nested = list(leaf("aa"), list(list(leaf("bbcc")), leaf("")), leaf("dd"));
const WIRE = "0110" + "0001aa" + "0108" + "01040002bbcc" + "0000" + "0001dd";

test("writes and reads structs inside themselves", (t) => {
  t.is(toHex(codec.encode(nested)), WIRE);
  t.deepEqual(comparable(codec.decode(hex(WIRE))), comparable({ ok: true, value: nested }));
  t.deepEqual(tree.schema.parse(nested), nested);
});

test("codes random trees as the oracle does, and ends with each prefix", (t) => {
  const { tree: any } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", maxDepth: DEPTH },
      fc.uint8Array({ maxLength: 3 }).map((data): Tree => ({ kind: "leaf", data })),
      fc.array(tie("tree"), { maxLength: 3 }).map((trees) => list(...trees)),
    ),
  }));
  fc.assert(
    fc.property(any, (value) => {
      const wire = octetsOf(value);
      if (wire.length > 255) return;
      if (toHex(codec.encode(value)) !== toHex(wire)) throw new Error(`wrote ${toHex(codec.encode(value))}, expected ${toHex(wire)}`);
      const decoded = JSON.stringify(comparable(codec.decode(wire)));
      if (decoded !== JSON.stringify(comparable({ ok: true, value }))) throw new Error(decoded);
      for (let size = 0; size < wire.length; size += 1) {
        const result = codec.decode(wire.subarray(0, size));
        if (result.ok || result.needs === undefined) throw new Error(`${size} octets: ${JSON.stringify(result)}`);
      }
    }),
    { seed: 20261201, numRuns: 60 },
  );
  t.pass();
});

test("names the field around a failure, and the offset from the first octet", (t) => {
  const broken = codec.decode(hex(WIRE.replace("0002bbcc", "0202bbcc")));
  const path = "items.1.items.0.items.0.kind";
  const issue = { code: "FAULT", rule: "registered", path, octet: 9, bit: 72, expected: "leaf (0), list (1)", found: "2" } as const;
  t.deepEqual(broken, { ok: false, issue });
});

test("refuses a struct that ends within the octets around it", (t) => {
  const issue = { code: "FAULT", rule: "size", path: "items.0", octet: 2, bit: 16, expected: "as many octets" } as const;
  t.deepEqual(codec.decode(hex("0103" + "0002aa")), { ok: false, issue: { ...issue, found: "3 octets" } });
  t.deepEqual(codec.decode(hex("0101" + "00")), { ok: false, issue: { ...issue, found: "1 octets" } });
});

test("traces each field once, by its whole path", (t) => {
  const { fields: traced, result } = codec.trace(hex("0103" + "0001aa"));
  t.true(result.ok);
  t.deepEqual(
    traced.map(({ path, bit, bits, value }) => [path, bit, bits, value]),
    [
      ["kind", 0, 8, "list"],
      ["size", 8, 8, 3],
      ["items.0.kind", 16, 8, "leaf"],
      ["items.0.size", 24, 8, 1],
      ["items.0.data", 32, 8, "aa"],
    ],
  );
});

/** Returns lists inside each other around a leaf. */
const levels = (count: number): Tree => (count === 0 ? leaf("") : list(levels(count - 1)));

test("bounds the depth of octets and of values: just under, at, just over", (t) => {
  for (const count of [DEPTH - 1, DEPTH]) {
    t.is(toHex(codec.encode(levels(count))), toHex(octetsOf(levels(count))));
    t.true(codec.decode(octetsOf(levels(count))).ok);
  }
  const over = codec.decode(octetsOf(levels(DEPTH + 1)));
  const path = "items.0.items.0.items.0.items.0";
  const issue = { code: "FAULT", rule: "depth", path, octet: 8, bit: 64, expected: "at most 3 levels" } as const;
  t.deepEqual(over, { ok: false, issue: { ...issue, found: "4 levels" } });
  const error = t.throws(() => codec.encode(levels(DEPTH + 1)), { instanceOf: LocalError });
  t.is(error.message, `${path}: expected at most 3 levels, found 4`);
  // A failure leaves no levels behind.
  t.true(codec.encode(levels(DEPTH)).length > 0);
  t.true(codec.decode(octetsOf(levels(DEPTH))).ok);
});

test("names the field of a wrong value inside", (t) => {
  const wrong = { kind: "list", items: [{ kind: "leaf", data: 3 }] } as unknown as Tree;
  t.is(t.throws(() => codec.encode(wrong), { instanceOf: LocalError }).path, "items.0.data");
});

test("stands in another struct, with a length around it or none", (t) => {
  const holder = compile(flagged().field("trees", repeated(tree, rest), doc));
  const value = { set: true, trees: [nested, leaf("ee")] };
  t.is(toHex(holder.encode(value)), `80${WIRE}0001ee`);
  t.deepEqual(comparable(holder.decode(hex(`80${WIRE}0001ee`))), comparable({ ok: true, value }));
  t.like(holder.decode(hex(`80${WIRE}0201ee`)), { ok: false, issue: { path: "trees.1.kind" } });
});

test("goes through plain form and JSON, and compiles from a model", (t) => {
  const model = JSON.parse(JSON.stringify(describe("Trees", [tree]))) as Model;
  const again = compileElement(model, "tree");
  t.is(toHex(again.encode(fromPlain(tree.model, JSON.parse(JSON.stringify(toPlain(nested)))))), WIRE);
  t.regex(sourceOf(model, "tree", { language: "typescript" }), /readTree\(octets, offset, \w+, state as unknown as ReaderState<never>\);/);
});

test("shows the name of the struct in notation and tables", (t) => {
  const model = describe("Trees", [tree]);
  const [block] = notation.render(tree.model, {}, model);
  t.is(block?.kind === "source" ? block.text.split("\n\n").at(-1) : "", "Thing (Kind = 1) {\n  Items (Tree) ...,\n}");
  const items = Object.values(tree.model.fields[2]?.wire.kind === "variant" ? tree.model.fields[2].wire.cases : {})[1];
  t.regex(JSON.stringify(items === undefined ? "" : fields.render(items, {}, model)), /Tree, at most 3 levels/);
});

const self = (depth = 3) => recursive("thing", () => thing(), { depth });
testRefused("recursion", [
  ["no depth", () => self(0), "thing: is recursive with a depth of 0; expected a whole number from 1 to 1000"],
  [
    "a struct that never ends",
    () => thing().field("a", self(), doc).model,
    "thing: contains itself always, so no value ends; make the recursive field optional",
  ],
  [
    "a struct that takes the rest before it ends",
    () => flagged().when("set", true, "a", self(), doc).field("b", octets(rest), doc).model,
    "thing: takes all the rest, so nothing can follow a, which is recursive; begin it with a length",
  ],
  [
    "a field outside of its struct",
    () => compile(thing().field("a", uint(8), doc).field("b", recursive("tree", () => tree, { depth: 1 }), doc)),
    "thing.b: refers to tree, which does not stand around it; compile tree",
  ],
]);

test("refuses another struct than the one around the field", (t) => {
  t.throws(() => recursive("Not an id", () => thing(), { depth: 1 }), { instanceOf: LayoutError });
});
