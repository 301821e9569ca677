import test from "ava";

import { LayoutError } from "../../../reference/layout/errors.ts";
import {
  sfBoolean,
  sfBytes,
  sfDate,
  sfDecimal,
  sfDictionary,
  sfInnerList,
  sfInteger,
  sfItem,
  sfList,
  sfString,
  sfToken,
} from "../../../reference/layout/structured-field.ts";

test("describes each bare item as plain data", (t) => {
  t.deepEqual(
    [
      sfInteger(),
      sfInteger({ least: 1, most: 9 }),
      sfDecimal(),
      sfString(),
      sfToken(),
      sfToken("colour"),
      sfBytes(),
      sfBoolean(),
      sfDate(),
    ].map((each) => each.model),
    [
      { type: "integer" },
      { type: "integer", least: 1, most: 9 },
      { type: "decimal" },
      { type: "string" },
      { type: "token" },
      { type: "token", registry: "colour" },
      { type: "byte-sequence" },
      { type: "boolean" },
      { type: "date" },
    ],
  );
});

test("describes lists and dictionaries of members", (t) => {
  const pair = sfInnerList(sfInteger({ least: 0 }), sfToken());
  t.deepEqual(sfList(pair, { least: 1 }).model, {
    type: "list",
    of: { type: "inner-list", items: [{ type: "integer", least: 0 }, { type: "token" }] },
    least: 1,
    most: null,
  });
  t.deepEqual(sfDictionary({ b: sfBoolean(), a: pair }, { most: 2 }).model, {
    type: "dictionary",
    of: { b: { type: "boolean" }, a: { type: "inner-list", items: [{ type: "integer", least: 0 }, { type: "token" }] } },
    most: 2,
  });
  t.deepEqual(sfItem(sfDate()).model, { type: "item", of: { type: "date" } });
});

test("returns schemas that accept exactly the values of the model", (t) => {
  const level = sfInteger({ least: 1, most: 9 });
  const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) => schema.safeParse(value).success;
  t.deepEqual([0, 1, 9, 10, 1.5, "1"].map((value) => accepts(level.schema, value)), [false, true, true, false, false, false]);
  const dictionary = sfDictionary({ a: level, b: sfInnerList(level, level) });
  t.deepEqual(
    [{}, { a: 1 }, { b: [1, 9] }, { b: [1] }, { c: 1 }, []].map((value) => accepts(dictionary.schema, value)),
    [true, true, true, false, false, false],
  );
  const list = sfList(sfString(), { least: 1, most: 2 });
  t.deepEqual(
    [[], ["a"], ["a", "b"], ["a", "b", "c"], ["ü"]].map((value) => accepts(list.schema, value)),
    [false, true, true, false, false],
  );
});

test("refuses types without a possible value", (t) => {
  const mistakes = [
    () => sfInteger({ least: 2, most: 1 }),
    () => sfInteger({ least: 0.5 }),
    () => sfInteger({ most: 1e15 }),
    () => sfInnerList(),
    () => sfList(sfString(), { least: 2, most: 1 }),
    () => sfList(sfString(), { least: -1 }),
    () => sfDictionary({ Key: sfBoolean() }),
    () => sfDictionary({ key: sfBoolean() }, { most: 0 }),
  ];
  for (const mistake of mistakes) t.throws(mistake, { instanceOf: LayoutError });
  t.notThrows(() => sfInteger({ least: -999_999_999_999_999, most: 999_999_999_999_999 }));
});
