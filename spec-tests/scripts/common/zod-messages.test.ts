import test from "ava";
import { z } from "zod";

import { validateFile, FileError } from "../../../scripts/common/validate-file.ts";

const schema = z.strictObject({
  name: z.string().min(1),
  count: z.int().min(0).max(9),
  list: z.array(z.boolean()).min(1).max(2),
  pair: z.tuple([z.number(), z.number()]),
  kind: z.enum(["alpha", "beta"]),
  when: z.string().regex(/^\d+$/, "expected digits"),
  raw: z.string().regex(/^x$/),
  any: z.union([z.string(), z.strictObject({ deep: z.int() })]),
  only: z.literal(7),
  map: z.record(z.string(), z.null()),
});

const good = { name: "n", count: 1, list: [true], pair: [1, 2], kind: "alpha", when: "1", raw: "x", any: "s", only: 7, map: {} };

const bad: readonly (readonly [object, string])[] = [
  [{ name: undefined }, "name: is missing; expected a string"],
  [{ name: null }, "name: expected a string, found null"],
  [{ name: "" }, 'name: expected a non-empty string, found ""'],
  [{ count: "1" }, 'count: expected a number, found "1"'],
  [{ count: 1.5 }, "count: expected an integer, found 1.5"],
  [{ count: -1 }, "count: expected at least 0, found -1"],
  [{ count: 10 }, "count: expected at most 9, found 10"],
  [{ list: {} }, "list: expected a list, found an object"],
  [{ list: [] }, "list: expected a non-empty list, found an empty list"],
  [{ list: [true, "yes"] }, 'list[1]: expected true or false, found "yes"'],
  [{ list: [true, true, true] }, "list: expected at most 2 entries, found a list"],
  [{ pair: [1] }, "pair: expected at least 2 entries, found a list"],
  [{ kind: "c" }, 'kind: expected one of "alpha", "beta", found "c"'],
  [{ kind: "alfa" }, 'kind: expected one of "alpha", "beta", found "alfa"; did you mean "alpha"?'],
  [{ naem: 1 }, '$: unknown key "naem"; did you mean "name"?'],
  [{ any: { deep: 1, deeep: 1 } }, 'any: unknown key "deeep"; did you mean "deep"?'],
  [{ when: "x" }, 'when: expected digits, found "x"'],
  [{ raw: "y".repeat(99) }, `raw: expected a string in the form /^x$/, found "${"y".repeat(39)}...`],
  [{ any: { deep: "1" } }, 'any.deep: expected a number, found "1"'],
  [{ only: 8 }, "only: expected 7, found 8"],
  [{ map: { a: 1 } }, "map.a: expected null, found 1"],
  [{ more: 1 }, '$: unknown key "more"; expected one of: name, count, list, pair, kind, when, raw, any, only, map'],
];

for (const [change, expected] of bad) {
  test(`names the place, the expected and the found value: ${expected.slice(0, 70)}`, (t) => {
    const error = t.throws(() => validateFile("f.json", schema, { ...good, ...change }), { instanceOf: FileError });
    t.is(error.message, `f.json: ${expected}`);
  });
}

test("returns a valid value", (t) => {
  t.deepEqual(validateFile("f.json", schema, good), good as z.output<typeof schema>);
});

test("lists ten problems and the number of the others", (t) => {
  const error = t.throws(() => validateFile("f.json", z.array(z.null()), Array(12).fill(1)));
  t.is(error?.message.split("\n").length, 11);
  t.true(error?.message.endsWith("f.json: and 2 more"));
});
