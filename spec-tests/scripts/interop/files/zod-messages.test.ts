import test from "ava";
import { z } from "zod";

import { validateFile, FileError } from "../../../../scripts/interop/files/validate-file.ts";

const schema = z.strictObject({
  name: z.string().min(1),
  count: z.int().min(0).max(9),
  list: z.array(z.boolean()).min(1).max(2),
  pair: z.tuple([z.number(), z.number()]),
  kind: z.enum(["a", "b"]),
  when: z.string().regex(/^\d+$/, "expected digits"),
  raw: z.string().regex(/^x$/),
  any: z.union([z.string(), z.strictObject({ deep: z.int() })]),
  only: z.literal(7),
  map: z.record(z.string(), z.null()),
});

const good = { name: "n", count: 1, list: [true], pair: [1, 2], kind: "a", when: "1", raw: "x", any: "s", only: 7, map: {} };

const bad: readonly (readonly [object, string])[] = [
  [{ name: undefined }, "name: is missing, expected a text"],
  [{ name: null }, "name: expected a text, found null"],
  [{ name: "" }, 'name: expected a text that is not empty, found ""'],
  [{ count: "1" }, 'count: expected a number, found "1"'],
  [{ count: 1.5 }, "count: expected a whole number, found 1.5"],
  [{ count: -1 }, "count: expected a number of at least 0, found -1"],
  [{ count: 10 }, "count: expected a number of at most 9, found 10"],
  [{ list: {} }, "list: expected a list, found an object"],
  [{ list: [] }, "list: expected a list that is not empty, found an empty list"],
  [{ list: [true, "yes"] }, 'list[1]: expected true or false, found "yes"'],
  [{ list: [true, true, true] }, "list: expected at most 2 entries, found a list"],
  [{ pair: [1] }, "pair: expected at least 2 entries, found a list"],
  [{ kind: "c" }, 'kind: expected one of "a", "b", found "c"'],
  [{ when: "x" }, 'when: expected digits, found "x"'],
  [{ raw: "y".repeat(99) }, `raw: expected a text in the form /^x$/, found "${"y".repeat(39)}...`],
  [{ any: { deep: "1" } }, 'any.deep: expected a number, found "1"'],
  [{ only: 8 }, "only: expected 7, found 8"],
  [{ map: { a: 1 } }, "map.a: expected null, found 1"],
  [{ more: 1 }, '$: "more" is not known here'],
];

for (const [change, expected] of bad) {
  test(`says plainly: ${expected.slice(0, 70)}`, (t) => {
    const error = t.throws(() => validateFile("f.json", schema, { ...good, ...change }), { instanceOf: FileError });
    t.is(error.message, `f.json: ${expected}`);
  });
}

test("returns what is as expected", (t) => {
  t.deepEqual(validateFile("f.json", schema, good), good as z.output<typeof schema>);
});

test("tells of ten problems, and how many more there are", (t) => {
  const error = t.throws(() => validateFile("f.json", z.array(z.null()), Array(12).fill(1)));
  t.is(error?.message.split("\n").length, 11);
  t.true(error?.message.endsWith("f.json: and 2 more"));
});
