import test from "ava";

import type { SfModel } from "../../../reference/layout/model.ts";
import { describeSfType } from "../../../scripts/generate/describe-sf-type.ts";

const integer = { type: "integer" } as const;
const pair = { type: "inner-list", items: [{ ...integer, least: 1, most: 9 }, { ...integer, least: 1, most: 9 }] } as const;

for (const [type, text] of [
  [{ type: "item", of: { type: "token", registry: "outcome" } }, "Token"],
  [{ type: "item", of: { type: "integer", least: 1, most: 9 } }, "Integer, 1 to 9"],
  [{ type: "item", of: { type: "integer", most: 9 } }, "Integer, at most 9"],
  [{ type: "list", of: integer, least: 1, most: 1 }, "List of exactly one Integer"],
  [{ type: "list", of: { type: "string" }, least: 0, most: null }, "List of Strings"],
  [{ type: "list", of: { type: "string" }, least: 0, most: 1 }, "List of at most one String"],
  [{ type: "list", of: integer, least: 2, most: 4 }, "List of two to four Integers"],
  [{ type: "list", of: { type: "byte-sequence" }, least: 2, most: null }, "List of at least two Byte Sequences"],
  [{ type: "dictionary", of: { lz4: pair }, most: null }, "Dictionary: lz4 = Inner List of two Integers, 1 to 9"],
  [
    { type: "dictionary", of: { a: { type: "boolean" }, b: { type: "inner-list", items: [integer, { type: "date" }] } }, most: 1 },
    "Dictionary of at most one member: a = Boolean; b = Inner List of Integer and Date",
  ],
] as const satisfies readonly (readonly [SfModel, string])[]) {
  test(`describes a type as ${text}`, (t) => {
    t.is(describeSfType(type), text);
  });
}
