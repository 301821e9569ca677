import test from "ava";

import { bigUint, code, compile, describe, flag, LocalError, uint } from "../../../reference/layout/index.ts";
import { views } from "../../../scripts/generate/views.ts";
import { fourWays, hex } from "../../other-protocols/support.ts";
import { doc, kinds, openKinds, testRefused, thing } from "./support.ts";

const publish = thing()
  .field("retain", flag(), doc)
  .field("qos", uint(7, { most: 2 }), doc)
  .when("qos", { least: 1 }, "id", uint(8), doc)
  .when({ retain: true, qos: 2 }, "both", uint(8), doc);

test("reads fields under the conditions of numbers, and of several fields", (t) => {
  fourWays(t, compile(publish), [
    ["neither", { retain: true, qos: 0 }, "80"],
    ["one", { retain: true, qos: 1, id: 5 }, "81 05"],
    ["one of two tests", { retain: false, qos: 2, id: 5 }, "02 05"],
    ["all", { retain: true, qos: 2, id: 5, both: 6 }, "82 05 06"],
  ]);
  t.deepEqual(compile(publish).decode(hex("8205")), { ok: false, needs: 1 });
  t.deepEqual(publish.model.sizes, [[1, 3]]);
});

test("reads fields under several names, wide numbers, and conditions of conditional fields", (t) => {
  const struct = thing()
    .field("kind", code(8, openKinds), doc)
    .field("stamp", bigUint(64), doc)
    .when("kind", ["low", "high"], "count", uint(8), doc)
    .when("count", { least: 2, most: 3 }, "more", uint(8), doc)
    .when("stamp", 7, "seven", uint(8), doc);
  fourWays(t, compile(struct), [
    ["none", { kind: 1, stamp: 8n }, "01 0000000000000008"],
    ["a name", { kind: "high", stamp: 8n, count: 4 }, "02 0000000000000008 04"],
    ["numbers", { kind: "low", stamp: 7n, count: 3, more: 1, seven: 9 }, "00 0000000000000007 03 01 09"],
    ["a number beyond exact numbers", { kind: 1, stamp: 2n ** 64n - 1n }, "01 ffffffffffffffff"],
  ]);
});

test("refuses to encode a field whose condition does not hold, and one that lacks", (t) => {
  const message = (value: unknown): string =>
    t.throws(() => compile(publish).encode(value as never), { instanceOf: LocalError }).message;
  t.is(message({ retain: true, qos: 0, id: 1 }), "id: expected nothing, unless qos is 1 or more, found 1");
  t.is(message({ retain: false, qos: 2, id: 1, both: 1 }), "both: expected nothing, unless retain is true and qos is 2, found 1");
  t.is(message({ retain: false, qos: 1 }), "id: expected a whole number from 0 to 255, found undefined");
});

test("says in the table of fields when a field is present", (t) => {
  const shown = JSON.stringify(views["fields"]?.render(publish.model, {}, describe("Test", [publish])));
  t.true(shown.includes("only if Qos is 1 or more; 0 to 255"));
  t.true(shown.includes("only if Retain is 1 and Qos is 2; 0 to 255"));
});

const EXPECTED = "expected a flag and true or false, a code and names of it, or a number and values in its range";

testRefused("conditions", [
  [
    "a number that a field cannot have",
    () => publish.when("qos", 3, "a", uint(8), doc),
    `thing.a: is present only if qos is 3; ${EXPECTED}`,
  ],
  [
    "a range that ends before it begins",
    () => publish.when("qos", { least: 2, most: 1 }, "a", uint(8), doc),
    `thing.a: is present only if qos is 2 to 1; ${EXPECTED}`,
  ],
  [
    "a name that is not in the registry, among others",
    () => thing().field("kind", code(8, kinds), doc).when("kind", ["low", "middle" as "low"], "a", uint(8), doc),
    `thing.a: is present only if kind is "low" or "middle"; ${EXPECTED}`,
  ],
  [
    "no name",
    () => thing().field("kind", code(8, kinds), doc).when("kind", [], "a", uint(8), doc),
    `thing.a: is present only if kind is no name; ${EXPECTED}`,
  ],
  ["no test", () => publish.when({}, "a", uint(8), doc), "thing.a: has a condition without a test; expected at least one earlier field"],
]);
