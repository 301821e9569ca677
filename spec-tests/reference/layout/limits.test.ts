import test from "ava";
import { LayoutError, LocalError } from "../../../reference/layout/errors.ts";
import { limits, type Limit } from "../../../reference/layout/limits.ts";

const doc = { id: "t", title: "T", description: "Limits of a test.", cite: "#t" } as const;
const row = { name: "size", title: "Size", description: "How long.", cite: "#t", value: 10, unit: "octets", over: "Refused." } as const;
const table = limits(doc, [row, { ...row, name: "room", value: 5, least: 2 }]);

test("returns the model as plain data, in the order of the author", (t) => {
  const model = { kind: "limits", ...doc, entries: [row, { ...row, name: "room", value: 5, least: 2 }] };
  t.deepEqual(JSON.parse(JSON.stringify(table.model)), model);
  t.deepEqual(table.names, ["size", "room"]);
});

test("finds an entry and its default by name", (t) => {
  t.is(table.value("room"), 5);
  t.deepEqual(table.entry("size"), row);
  // @ts-expect-error a name outside the table does not compile
  t.throws(() => table.value("length"), { instanceOf: LayoutError, message: 't: has no limit "length"' });
});

test("configures numbers at and above the least value, and keeps the other defaults", (t) => {
  t.deepEqual(table.configure(), { size: 10, room: 5 });
  t.deepEqual(table.configure({ room: 2 }), { size: 10, room: 2 });
  t.deepEqual(table.configure({ room: 3, size: 0 }), { size: 0, room: 3 });
  t.deepEqual(table.configure({ room: 2 ** 40 }), { size: 10, room: 2 ** 40 });
});

test("refuses a number below the least value, a fraction and an unknown name", (t) => {
  const found = (value: number) => `room: expected an integer of at least 2 octets, found ${value}`;
  t.throws(() => table.configure({ room: 1 }), { instanceOf: LocalError, message: found(1) });
  t.throws(() => table.configure({ room: 2.5 }), { instanceOf: LocalError, message: found(2.5) });
  t.throws(() => table.configure({ size: -1 }), { instanceOf: LocalError });
  const stray = { width: 1 } as object;
  t.throws(() => table.configure(stray), { instanceOf: LocalError, message: "width: is not the name of a limit" });
  t.throws(() => table.configure({ room: 1 }, "limits"), { instanceOf: LocalError, message: `limits.${found(1)}` });
});

const wrong: readonly (readonly [string, Limit, string])[] = [
  ["a default under the least value", { ...row, least: 11 }, "t.size: the default 10 is less than the least value 11"],
  ["a negative default", { ...row, value: -1 }, "t.size: the default -1 is less than the least value 0"],
  ["a default that is not an integer", { ...row, value: 1.5 }, "t.size: the default 1.5 is not an integer"],
  ["a negative least value", { ...row, least: -1 }, "t.size: the least value -1 is not a natural number"],
  ["an interval of 0 ms", { ...row, within: 0 }, "t.size: the interval of 0 ms is not positive"],
  ["a limit without a behaviour", { ...row, over: " " }, "t.size: the over is empty"],
  ["a name that is not in camel case", { ...row, name: "Two words" }, "t.Two words: the name is not in camel case"],
];

for (const [what, entry, message] of wrong) {
  test(`refuses ${what} at load`, (t) => {
    t.throws(() => limits(doc, [entry]), { instanceOf: LayoutError, message });
  });
}

test("refuses a name that is used twice at load, and accepts a default at the least value", (t) => {
  t.throws(() => limits(doc, [row, row]), { instanceOf: LayoutError, message: "t.size: the name is used twice" });
  t.is(limits(doc, [{ ...row, least: 10 }]).value("size"), 10);
});
