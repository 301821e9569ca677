import test from "ava";
import type { FieldModel, StructModel } from "../../../reference/layout/model.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { fieldFacts } from "../../../scripts/api/facts.ts";
import { type ApiShape, shapesOf, type ValueType } from "../../../scripts/api/shapes.ts";
import { httpFieldType } from "../../../scripts/api/http-field-type.ts";

function struct(id: string): StructModel {
  const element = websocket2.elements[id];
  if (element?.kind !== "struct") throw new Error(`${id} is no struct`);
  return element;
}

function written(type: ValueType): string {
  switch (type.is) {
    case "intrinsic":
      return type.name;
    case "named":
      return type.name;
    case "octets":
      return "Uint8Array";
    case "literals":
      return [...type.values, ...(type.or === undefined ? [] : [type.or])].join("|");
    case "shapes":
      return type.shapes.map(line).join(" or ");
    case "tuple":
      return `[${type.items.map(written).join(", ")}]`;
    case "list":
      return `${written(type.item)}[]`;
  }
}

const line = (shape: ApiShape): string =>
  shape.map(({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${written(type)}`).join(", ");

test("a frame has a shape for each payload, and one for a compressed payload", (t) => {
  t.deepEqual(shapesOf(struct("frame"), websocket2, () => "").map(line), [
    "type: text, text: string",
    "type: binary, bytes: Uint8Array",
    "type: error, code: CLOS|UTF8|DECO|FRAM|LRGE|string",
    "type: error, code: CLOS|UTF8|DECO|FRAM|LRGE|string, status: number, reason: string",
    "type: ping, kind: ping|pong, data: Uint8Array",
    "compression: lz4|deflate, type: text|binary, payload: Uint8Array",
  ]);
});

test("the struct of a property describes it", (t) => {
  const described = shapesOf(struct("frame"), websocket2, (field, owner) => `${owner.id}.${field.name}`);
  t.deepEqual(described[0]?.map(({ text }) => text), ["frame.type", "text-payload.text"]);
});

const base: Omit<FieldModel, "wire" | "name"> = { title: "T", description: "D.", cite: "#c", role: "value", constraints: [] };
const fields: FieldModel[] = [
  { ...base, name: "flag", wire: { kind: "flag", bits: 1 } },
  { ...base, name: "more", wire: { kind: "uint", bits: 64, endian: "big", big: true }, when: { field: "flag", equals: true } },
  { ...base, name: "pad", role: "reserved", wire: { kind: "constant", bits: 7, endian: "big", value: 0 } },
];
const own: StructModel = { kind: "struct", id: "own", title: "Own", description: "D.", cite: "#c", fault: "F", fields, sizes: [] };

test("a field under a condition is optional, wide integers are bigint, reserved bits have no property", (t) => {
  t.deepEqual(shapesOf(own, websocket2, () => "").map(line), ["flag: boolean, more?: bigint"]);
});

test("a nested struct and a repetition are written in place", (t) => {
  const outer: StructModel = {
    ...own,
    fields: [
      { ...base, name: "one", wire: { kind: "struct", struct: own } },
      { ...base, name: "all", wire: { kind: "repeat", item: { kind: "struct", struct: own }, until: { is: "rest" } } },
    ],
  };
  t.deepEqual(shapesOf(outer, websocket2, () => "").map(line), ["one: flag: boolean, more?: bigint, all: flag: boolean, more?: bigint[]"]);
});

test("the value of a Dictionary has its members, each with its range and section", (t) => {
  const field = websocket2.elements["websocket2-compression"];
  if (field?.kind !== "http-field" || field.request === undefined || field.response === undefined) return t.fail();
  t.is(written(httpFieldType(field.request, field.cite)), "lz4?: [number, number], deflate?: [number, number]");
  const chosen = httpFieldType(field.response, field.cite);
  t.deepEqual(chosen.is === "shapes" && chosen.shapes[0]?.map(({ text }) => text), [
    'Integer, 1 to 9. <a href="draft:#request"></a>',
    'Integer, 9 to 15. <a href="draft:#request"></a>',
  ]);
});

test("the facts of a field are size, range, octet order, values of senders, presence", (t) => {
  const error = struct("error-payload");
  const status = error.fields.find(({ name }) => name === "status");
  const facts = status === undefined ? [] : fieldFacts(status, error, websocket2).map(({ label, text }) => `${label}: ${text}`);
  t.deepEqual(facts, [
    "Size: 2 octets",
    "Range: 0 to 65535",
    "Sent: 1000 to 1003, 1007 to 1014 or 3000 to 4999",
    "Octet order: little endian",
    "Present: Status and Reason together, or absent",
  ]);
});
