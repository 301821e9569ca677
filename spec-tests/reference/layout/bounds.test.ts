import test from "ava";

import { code, compile, LocalError, octets, rest, uint } from "../../../reference/layout/index.ts";
import { hex } from "../../other-protocols/support.ts";
import { doc, kinds, thing } from "./support.ts";

const sized = compile(
  thing()
    .length("n", uint(16), { bound: "message", overhead: 2, faults: { bound: "LARGE" } }, doc)
    .field("a", octets(rest), doc),
);
const agreed = compile(thing().omittable("way", code(8, kinds, { omit: "low", bound: "way", faults: { agreed: "AGREED" } }), doc));

test("compares a number minus its overhead with the bound: below, at, above", (t) => {
  t.deepEqual(sized.decode(hex("0005"), { message: 4 }), { ok: false, needs: 5 });
  t.deepEqual(sized.decode(hex("0006"), { message: 4 }), { ok: false, needs: 6 });
  t.deepEqual(sized.decode(hex("0007"), { message: 4 }), {
    ok: false,
    issue: { code: "LARGE", rule: "bound", path: "n", octet: 0, bit: 0, expected: "at most 6 (message)", found: "7" },
  });
});

test("has no limit if the bound is absent or infinite", (t) => {
  t.deepEqual(sized.decode(hex("ffff")), { ok: false, needs: 65535 });
  t.deepEqual(sized.decode(hex("ffff"), { message: Infinity }), { ok: false, needs: 65535 });
});

test("accepts only the omitted code and the agreed code", (t) => {
  t.deepEqual(agreed.decode(hex("00")), { ok: true, value: {} });
  t.deepEqual(agreed.decode(hex("00"), { way: "high" }), { ok: true, value: {} });
  t.deepEqual(agreed.decode(hex("02"), { way: "high" }), { ok: true, value: { way: "high" } });
  const issue = { code: "AGREED", rule: "agreed", path: "way", octet: 0, bit: 0, found: "high" } as const;
  t.deepEqual(agreed.decode(hex("02")), { ok: false, issue: { ...issue, expected: "only what was agreed" } });
  t.deepEqual(agreed.decode(hex("02"), { way: "low" }), { ok: false, issue: { ...issue, expected: "only what was agreed: low (way)" } });
  t.like(agreed.decode(hex("01"), { way: "high" }), { ok: false, issue: { code: "FAULT", rule: "registered" } });
});

test("refuses bounds that are unknown, negative or name no code", (t) => {
  const cases = [
    [() => sized.decode(hex(""), { length: 4 }), "bounds.length: is no bound of this layout, expected message"],
    [() => sized.decode(hex(""), { message: -1 }), "bounds.message: expected a number of at least 0, found -1"],
    [() => sized.decode(hex(""), { message: Number.NaN }), "bounds.message: expected a number of at least 0, found null"],
    [() => sized.decode(hex(""), { message: "4" }), 'bounds.message: expected a number of at least 0, found "4"'],
    [() => agreed.trace(hex(""), { way: "middle" }), 'bounds.way: expected one of low, high, found "middle"'],
    [() => agreed.reader({ way: 2 }), "bounds.way: expected one of low, high, found 2"],
    [() => compile(thing().field("a", uint(8), doc)).decode(hex(""), { any: 1 }), "bounds.any: is no bound of this layout, expected none"],
  ] as const;
  for (const [use, message] of cases) t.is(t.throws(use, { instanceOf: LocalError }).message, message);
});
