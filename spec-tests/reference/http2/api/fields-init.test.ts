import test from "ava";

import { fieldLinesOf, type FieldsInit } from "../../../../reference/http2/api/fields-init.ts";

const forms: readonly FieldsInit[] = [
  { accept: "x", "set-cookie": ["a=1", "b=2"] },
  [["accept", "x"], ["set-cookie", ["a=1", "b=2"]]],
  [["accept", "x"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]],
  new Headers([["accept", "x"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]]),
  new Map<string, string | string[]>([["accept", "x"], ["set-cookie", ["a=1", "b=2"]]]),
];

test("fields may be an object, pairs, a Headers or a Map; each string of a list is a line", (t) => {
  const lines = [["accept", "x"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]];
  for (const each of forms) t.deepEqual(fieldLinesOf("headers", each), lines);
  t.deepEqual(fieldLinesOf("headers", { accept: [] }), []);
});

const wrong: readonly (readonly [given: unknown, message: string])[] = [
  [{ authorization: undefined }, "headers.authorization: expected a string or a list of strings, found undefined"],
  [{ a: null }, "headers.a: expected a string or a list of strings, found null"],
  [{ a: {} }, "headers.a: expected a string or a list of strings, found an object"],
  [{ a: 1 }, "headers.a: expected a string or a list of strings, found 1"],
  [{ a: ["x", 1] }, "headers.a: expected a string or a list of strings, found 1"],
  [{ a: [["x"]] }, "headers.a: expected a string or a list of strings, found an array"],
  [[["a"]], "headers: expected pairs of name and value, found an array"],
  [["a: b"], 'headers: expected pairs of name and value, found "a: b"'],
  [[[1, "b"]], "headers: expected pairs of name and value, found an array"],
  ["a: b", 'headers: expected an object or pairs, found "a: b"'],
  [null, "headers: expected an object or pairs, found null"],
];

test("a field value that is no string throws LocalError with the name of the field", (t) => {
  for (const [given, message] of wrong) {
    t.throws(() => fieldLinesOf("headers", given as FieldsInit), { name: "LocalError", message });
  }
});
