import test from "ava";

import { code, compile, describe, flag, LocalError, repeated, rest, uint, bigUint } from "../../../reference/layout/index.ts";
import { renderView } from "../../../scripts/generate/render-view.ts";
import { fourWays, hex } from "../../other-protocols/support.ts";
import { doc, kinds, octet, testRefused, thing } from "./support.ts";

const range = thing("range").field("first", uint(8), doc).field("last", uint(8), doc);
const publish = thing("publish").field("dup", flag(), doc).field("qos", uint(7), doc).relation("dup", "needs", "qos");

/** Returns the place and the values of an issue. */
const issueOf = (struct: Parameters<typeof compile>[0], text: string): unknown => {
  const result = compile(struct).decode(hex(text));
  if (result.ok || result.issue === undefined) return undefined;
  const { issue } = result;
  return [issue.rule, issue.code, issue.path, issue.bit, issue.expected, issue.found];
};
test("readers refuse numbers that do not compare as they have to", (t) => {
  for (const [is, good, bad, expected] of [
    ["atMost", "0505", "0504", "at most last"],
    ["below", "0405", "0505", "less than last"],
    ["equal", "0505", "0405", "equal to last"],
  ] as const) {
    const struct = range.relation("first", is, "last", "RANGE");
    t.is(issueOf(struct, good), undefined);
    const found = `${Number(bad.slice(0, 2))}, last is ${Number(bad.slice(2))}`;
    t.deepEqual(issueOf(struct, bad), ["relation", "RANGE", "first", 0, expected, found]);
  }
});

test("a flag or number that needs another one is refused where that one is not set", (t) => {
  t.is(issueOf(publish, "00"), undefined);
  t.is(issueOf(publish, "81"), undefined);
  t.deepEqual(issueOf(publish, "80"), ["relation", "FAULT", "dup", 0, "false, unless qos is 1 or more", "true"]);
  const back = thing().field("set", flag(), doc).field("level", uint(7), doc).relation("level", "needs", "set");
  t.deepEqual(issueOf(back, "03"), ["relation", "FAULT", "level", 1, "0, unless set is true", "3"]);
});

test("comparisons with an absent number hold, also of bigints, and those of a case belong to it", (t) => {
  const some = thing().field("set", flag(), doc).field("first", uint(7), doc).when("set", true, "last", uint(8), doc);
  const related = some.relation("first", "atMost", "last");
  fourWays(t, compile(related), [["absent", { set: false, first: 5 }, "05"], ["present", { set: true, first: 5, last: 5 }, "85 05"]]);
  t.deepEqual(issueOf(related, "8504"), ["relation", "FAULT", "first", 1, "at most last", "5, last is 4"]);
  const wide = thing().field("a", bigUint(64), doc).field("b", bigUint(64), doc).relation("a", "below", "b");
  t.deepEqual(issueOf(wide, "0".repeat(32)), ["relation", "FAULT", "a", 0, "less than b", "0, b is 0"]);
  const cases = thing("chosen")
    .field("kind", code(8, kinds), doc)
    .variant("body", "kind", { low: range.relation("first", "atMost", "last"), high: octet }, doc);
  t.deepEqual(issueOf(cases, "000504"), ["relation", "FAULT", "first", 8, "at most last", "5, last is 4"]);
  const list = thing("list").field("items", repeated(range.relation("first", "atMost", "last"), rest), doc);
  t.deepEqual(issueOf(list, "0001 0504"), ["relation", "FAULT", "items.1.first", 16, "at most last", "5, last is 4"]);
  const wrong = cases.schema.safeParse({ kind: "low", first: 5, last: 4 });
  t.deepEqual(wrong.error?.issues.map(({ path, message }) => [path, message]), [[["first"], "expected at most last"]]);
  t.true(cases.schema.safeParse({ kind: "low", first: 4, last: 4 }).success);
});

test("writers refuse values without their relations", (t) => {
  const refused = (act: () => unknown): string => t.throws(act, { instanceOf: LocalError }).message;
  t.is(refused(() => compile(publish).encode({ dup: true, qos: 0 })), "dup: expected false, unless qos is 1 or more, found true");
  const compared = compile(range.relation("first", "below", "last"));
  t.is(refused(() => compared.encode({ first: 3, last: 3 })), "first: expected less than last, found 3");
});

test("the table of fields names relations", (t) => {
  const [table] = renderView("fields", { of: "publish" }, describe("Test", [publish]));
  t.true(JSON.stringify(table).includes("false, unless Qos is 1 or more"));
});

const group = thing().field("a", uint(8), doc).field("b", uint(8), doc).relation("a", "below", "b");

testRefused("relation", [
  ["an unknown field", () => range.relation("first", "atMost", "size" as "last"),
    "range.first: is related to size, but range has no field size"],
  ["a flag that is compared", () => publish.relation("dup", "equal", "qos"),
    "publish.dup: is related to qos, but dup is flag; expected numbers outside of a group"],
  ["a field with itself", () => range.relation("last", "below", "last"), "range.last: is related to itself; expected two fields"],
  ["a number and a bigint", () => range.field("wide", bigUint(64), doc).relation("last", "below", "wide"),
    "range.last: is compared with wide, but one is a number and the other a bigint"],
  ["a relation in a trailing group", () => range.trailing("more", () => group),
    "range.more: is a group with a relation between its fields; nest a struct instead"],
]);
