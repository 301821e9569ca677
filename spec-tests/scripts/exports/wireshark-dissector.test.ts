import test from "ava";

import { code, describe, type Model, nested, registry, rest, struct, uint, utf8 } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { luaText } from "../../../scripts/exports/wireshark/lua-text.ts";
import { wiresharkExport } from "../../../scripts/exports/wireshark/wireshark.ts";
import { sensorTelegram } from "../../other-draft/telegram.ts";

const about = (id: string) => ({ id, title: id, description: `The ${id}.`, cite: "#part", fault: "BAD" }) as const;
const doc = { description: "A part.", cite: "#part" } as const;

/** The dissector names no sections. */
const cite = (): string => "";

/** Returns a copy of the model with one change in the fields of its frames. */
function changed(change: (field: Record<string, unknown>) => void): Model {
  const copy = structuredClone(websocket2) as unknown as { elements: { frame: { fields: Record<string, unknown>[] } } };
  copy.elements.frame.fields.forEach(change);
  return copy as unknown as Model;
}

test("refuses two fields with one filter name by both names", (t) => {
  const kinds = registry({ ...about("kind"), title: "Kinds" }, [{ code: 1, name: "inner", meaning: "An inner one", cite: "#part" }]);
  const inner = struct(about("inner")).field("size", uint(8), doc);
  const other = struct(about("other")).field("size", uint(8), doc);
  const outer = struct(about("outer"))
    .field("inner", nested(inner), doc)
    .field("kind", code(8, kinds), doc)
    .variant("payload", "kind", { inner: other }, doc);
  t.throws(() => wiresharkDissector(describe("Test", [outer])), {
    name: "ExportError",
    message: "other.size: has the filter name test.inner.size, as inner.size has; give one of them another name",
  });
});

test("refuses kinds of fields and rules that it does not know by element and field", (t) => {
  const kind = changed((field) => {
    if (field["name"] === "type") field["wire"] = { kind: "float", bits: 32 };
  });
  t.throws(() => wiresharkDissector(kind), { name: "ExportError", message: /^frame\.type: / });
  const rule = changed((field) => {
    if (field["name"] === "length") field["constraints"] = [{ rule: "even", fault: "FRAM" }];
  });
  t.throws(() => wiresharkDissector(rule), { name: "ExportError", message: /^frame\.length: has the rule even, / });
});

test("refuses a model without a struct", (t) => {
  t.throws(() => wiresharkDissector(describe("Empty", [])), { name: "ExportError", message: "Empty: has no struct to dissect" });
});

test("names the file and the protocol after the model", (t) => {
  t.deepEqual(wiresharkExport.write(websocket2, cite).map(({ path }) => path), ["websocket2.lua"]);
  const [file] = wiresharkExport.write(sensorTelegram, cite);
  t.is(file?.path, "sensor-telegram.lua");
  t.true(file?.content.includes('Proto("sensor_telegram", "Sensor Telegram")'));
});

test("a protocol with several structs lets the user choose the struct of a datagram", (t) => {
  const [first, second] = ["first", "second"].map((id) => struct(about(id)).field("text", utf8(rest), doc));
  const text = wiresharkDissector(describe("Two", [first as NonNullable<typeof first>, second as NonNullable<typeof second>]));
  t.true(text.includes('Pref.enum("Element", 1, "The element of a datagram.", { { 1, "first", 1 }, { 2, "second", 2 } })'));
});

test("Lua source escapes quotes, backslashes and controls, and brackets keys that are no names", (t) => {
  t.is(luaText('a"b\\c\nd\u007f'), '"a\\"b\\\\c\\010d\\127"');
  const table = { end: 1, "a-b": [true, 2], ok: undefined, x: new Map([[0, "é"]]) };
  t.is(luaText(table), '{ ["end"] = 1, ["a-b"] = { true, 2 }, x = { [0] = "é" } }');
});
