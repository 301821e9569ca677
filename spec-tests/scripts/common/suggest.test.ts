import test from "ava";
import { nearest, suggest } from "../../../scripts/common/suggest.ts";

test("suggests the nearest name in any case, or lists up to 24 names", (t) => {
  t.is(nearest("lenght", ["length", "left"]), "length");
  t.is(nearest("clos", ["FRAM", "CLOS"]), "CLOS");
  t.is(nearest("wholly other", ["length"]), undefined);
  t.is(suggest("x", ["length", "type"]), "expected one of: length, type");
  const many = Array.from({ length: 26 }, (_, index) => `name-${index}`);
  t.is(suggest("x", many), `expected one of: ${many.slice(0, 24).join(", ")}, and 2 others`);
  t.is(suggest("x", []), "no name is known");
});
