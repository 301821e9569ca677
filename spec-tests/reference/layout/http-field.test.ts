import test from "ava";

import { LayoutError } from "../../../reference/layout/errors.ts";
import { httpField, type RequestValue, type ResponseValue } from "../../../reference/layout/http-field.ts";
import { sfDate, sfItem, sfList, sfToken } from "../../../reference/layout/structured-field.ts";

const doc = {
  id: "example-tokens",
  title: "Example-Tokens",
  description: "An example.",
  cite: "RFC9651, Section 3.1",
} as const;

const field = httpField({
  ...doc,
  request: { value: sfList(sfToken()), summary: "Tokens." },
  response: { value: sfItem(sfDate()), summary: "A date." },
});

test("describes a field in both directions", (t) => {
  t.deepEqual(field.model, {
    kind: "http-field",
    ...doc,
    request: { type: "list", of: { type: "token" }, least: 0, most: null },
    response: { type: "item", of: { type: "date" } },
    summary: { request: "Tokens.", response: "A date." },
  });
  t.deepEqual(JSON.parse(JSON.stringify(field.model)), field.model);
});

test("omits the other direction of a field of one direction", (t) => {
  const model = httpField({ ...doc, response: { value: sfItem(sfDate()), summary: "A date." } }).model;
  t.deepEqual(Object.keys(model), ["kind", "id", "title", "description", "cite", "response", "summary"]);
  t.deepEqual(model.summary, { response: "A date." });
});

test("types the values of both directions", (t) => {
  const tokens: RequestValue<typeof field> = ["a"];
  const date: ResponseValue<typeof field> = 0;
  t.deepEqual(field.request.parse(tokens), ["a"]);
  t.is(field.response.parse(date), 0);
  t.is(field.request.meta()?.description, "Tokens.");
});

test("refuses a field without name, text or direction", (t) => {
  const direction = { value: sfItem(sfDate()), summary: "A date." };
  const mistakes = [
    { ...doc, id: "Example", request: direction },
    { ...doc, id: "exam ple", request: direction },
    { ...doc, title: " ", request: direction },
    { ...doc, description: "", request: direction },
    { ...doc, request: { ...direction, summary: "" } },
    doc,
  ];
  for (const mistake of mistakes) t.throws(() => httpField(mistake), { instanceOf: LayoutError });
});
